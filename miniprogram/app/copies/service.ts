// What this room asks of the back end.
import type { Answer, Schema } from '../kernel/api'
import { request } from '../kernel/request'

export type Application = Schema['ApplicationView']
export type Stay = Schema['StaysView']['stays'][number]
export type Need = Schema['NeedView']
export type Paper = Schema['PaperView']
export type Options = Schema['OptionsView']
export type Tariff = Schema['TariffView']
export type Delivery = Schema['DeliveryInput']['delivery']
export type Which = Schema['WhichInput']['which']

const at = (application: string): { path: { application: string } } => ({ path: { application } })

export const applications = (): Promise<Schema['ApplicationsView']> => request('get', '/copies')
export const authorised = (): Promise<Schema['ApplicationsView']> => request('get', '/authorisations')
export const application = (id: string): Promise<Application> => request('get', '/copies/{application}', at(id))
export const options = (campus: string): Promise<Options> => request('get', '/copies/options', { query: { campus } })
export const tariff = (campus: string): Promise<Tariff> => request('get', '/copies/tariff', { query: { campus } })

export const begin = (campus: string, key: string): Promise<Application> => request('post', '/copies', { body: { campus }, key })

export function chooseWho(id: string, body: Schema['WhoInput']): Promise<Application> {
  return request('put', '/copies/{application}/applicant', { ...at(id), body })
}

export const stays = (id: string): Promise<Schema['StaysView']> => request('get', '/copies/{application}/stays', at(id))

export function chooseStays(id: string, body: Schema['StaysInput']): Promise<Application> {
  return request('put', '/copies/{application}/stays', { ...at(id), body })
}

export function choosePurpose(id: string, purpose: string): Promise<Application> {
  return request('put', '/copies/{application}/purpose', { ...at(id), body: { purpose } })
}

export function chooseParts(id: string, body: Schema['PartsInput']): Promise<Application> {
  return request('put', '/copies/{application}/parts', { ...at(id), body })
}

export function chooseDelivery(id: string, body: Schema['DeliveryInput']): Promise<Application> {
  return request('put', '/copies/{application}/delivery', { ...at(id), body })
}

export function wantPaper(id: string, body: Schema['PaperInput']): Promise<Schema['UploadView']> {
  return request('post', '/copies/{application}/papers', { ...at(id), body })
}

export function givePaperUp(id: string, kind: string, nth: number): Promise<Application> {
  return request('delete', '/copies/{application}/papers/{kind}/{nth}', { path: { application: id, kind, nth: String(nth) } })
}

/** Where the code went, masked. */
export async function sendCode(id: string, which: Which): Promise<string> {
  return plain(await request('post', '/copies/{application}/codes', { ...at(id), body: { which } }))
}

const plain = ({ phone }: Schema['SentView']): string => phone.replace('+86', '')

export function confirmCode(id: string, which: Which, code: string): Promise<Application> {
  return request('post', '/copies/{application}/confirmations', { ...at(id), body: { which, code } })
}

export function makeLink(id: string, key: string): Promise<Schema['LinkView']> {
  return request('post', '/copies/{application}/authorisation', { ...at(id), key })
}

export const mandate = (id: string): Promise<Schema['TextView']> => request('get', '/copies/{application}/authorisation', at(id))

const DEEDS = {
  submit: '/copies/{application}/submission',
  restart: '/copies/{application}/restart',
  withdraw: '/copies/{application}/withdrawal',
  reopen: '/copies/{application}/reopening',
  accept: '/copies/{application}/time/acceptance',
} as const
export type Deed = keyof typeof DEEDS

/** One of the deeds that need no more than a tap. */
export const deed = (id: string, what: Deed, key: string): Promise<Application> => request('post', DEEDS[what], { ...at(id), key })

export function freeTimes(id: string, place: string): Promise<Schema['FreeHalvesView']> {
  return request('get', '/copies/{application}/times', { ...at(id), query: { place } })
}

export function proposeTime(id: string, body: Schema['TimeInput'], key: string): Promise<Application> {
  return request('post', '/copies/{application}/time/proposal', { ...at(id), body, key })
}

export function rate(id: string, stars: number): Promise<Application> {
  return request('put', '/copies/{application}/rating', { ...at(id), body: { stars } })
}

export const pickUpCode = (id: string): Promise<Schema['PickUpCodeView']> => request('post', '/copies/{application}/pick-up-code', at(id))

export function nameCollector(id: string, body: Schema['PersonInput']): Promise<Schema['PickUpCodeView']> {
  return request('post', '/copies/{application}/collector', { ...at(id), body })
}

export function dropCollector(id: string): Promise<Answer<'delete', '/copies/{application}/collector'>> {
  return request('delete', '/copies/{application}/collector', at(id))
}

export const parcel = (id: string): Promise<Schema['ParcelWayView']> => request('get', '/copies/{application}/parcel', at(id))
export const invoices = (id: string): Promise<Schema['MyInvoicesView']> => request('get', '/copies/{application}/invoices', at(id))

export function invoicePdf(id: string, nth: number): Promise<Schema['DownloadView']> {
  return request('get', '/copies/{application}/invoices/{nth}/pdf', { path: { application: id, nth: String(nth) } })
}

export const electronics = (id: string): Promise<Schema['ElectronicsView']> => request('get', '/copies/{application}/electronic', at(id))

export function electronicPage(id: string, round: number, page: number): Promise<Schema['ElectronicPageView']> {
  const path = { application: id, round_: String(round), page: String(page) }
  return request('get', '/copies/{application}/electronic/{round_}/pages/{page}', { path })
}

export function electronicFile(id: string, round: number, part: number): Promise<Schema['ElectronicFileView']> {
  return request('get', '/copies/{application}/electronic/{round_}', { path: { application: id, round_: String(round) }, query: { part } })
}

export const verify = (code: string): Promise<Schema['GenuineView']> => request('get', '/verify/{code}', { path: { code } })

export const draft = (ticket: string): Promise<Schema['DraftView']> => request('get', '/authorisations/{ticket}', { path: { ticket } })
export const sendMandateCode = async (ticket: string): Promise<string> => plain(await request('post', '/authorisations/{ticket}/code', { path: { ticket } }))

export function sayYes(ticket: string, code: string, strokes: number[][][]): Promise<Schema['DoneView']> {
  return request('post', '/authorisations/{ticket}/yes', { path: { ticket }, body: { code, strokes } })
}

export const sayNo = (ticket: string): Promise<Schema['DoneView']> => request('post', '/authorisations/{ticket}/no', { path: { ticket } })
export const revoke = (id: string): Promise<Schema['DoneView']> => request('delete', '/copies/{application}/authorisation', at(id))
