// Where the parcel is, in the carrier's words.
import { screen, settle, tell } from '../../../kernel/page'
import { momentOf } from '../../../kernel/zone'
import { parcel } from '../../service'
import { TEXTS } from '../../texts'

screen({
  data: { texts: TEXTS.parcel, id: '', carrier: '', hotline: '', waybill: '', steps: [] as { at: string; words: string }[] },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { steps, ...found } = await parcel(this.data.id)
      return { ...found, steps: steps.map((one) => ({ at: momentOf(one.at), words: one.words })) }
    })
  },
  async copyWaybill() {
    await wx.setClipboardData({ data: this.data.waybill })
    tell(TEXTS.parcel.copied)
  },
  call() {
    wx.makePhoneCall({ phoneNumber: this.data.hotline, fail: () => undefined })
  },
})
