// What to do after a refusal, beyond its words.
import { asProblem } from '../kernel/problem'
import { CONFIRM } from './texts'

const ELSEWHERE = new Set(['segment_full', 'clinic_stopped', 'not_open_yet', 'closed_for_booking', 'other_fee', 'other_campus', 'same_segment', 'not_found'])
const MINE = new Set(['same_doctor_and_half_day', 'day_cap_reached', 'month_cap_reached', 'registration_changed', 'too_late_to_change', 'registration_not_changeable'])

/** Tell why not, with the next step; taken, it leads there. */
export async function explain(fault: unknown): Promise<void> {
  const problem = asProblem(fault)
  const next = ELSEWHERE.has(problem.code) ? CONFIRM.again : MINE.has(problem.code) ? CONFIRM.mine : ''
  const { confirm } = await wx.showModal({ title: '', content: problem.message, confirmText: next || CONFIRM.stay, showCancel: Boolean(next), cancelText: CONFIRM.stay })
  if (!confirm || !next) return
  if (next === CONFIRM.again) await wx.navigateBack()
  else await wx.redirectTo({ url: '/registration/pages/history/index' })
}
