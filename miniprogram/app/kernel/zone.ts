// The hospital's own time, wherever the phone is: China has one zone and no summer time.
const HOURS = 8 * 3600_000
const DAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

function local(moment: string | number): Date {
  return new Date((typeof moment === 'number' ? moment : Date.parse(moment)) + HOURS)
}

/** 2026-11-22. */
export function dayOf(moment: string | number): string {
  return local(moment).toISOString().slice(0, 10)
}

/** 09:30. */
export function timeOf(moment: string | number): string {
  return local(moment).toISOString().slice(11, 16)
}

/** 11月22日 09:30. */
export function momentOf(moment: string | number): string {
  return `${shortDay(dayOf(moment))} ${timeOf(moment)}`
}

/** 11月22日, of a day like 2026-11-22. */
export function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** 周日, of a day. */
export function weekday(day: string): string {
  return DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** The day so many days later. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 3600_000).toISOString().slice(0, 10)
}

/** 今天, 明天 or 后天; of other days nothing. */
export function nearDay(day: string, today: string): string | undefined {
  return ['今天', '明天', '后天'].find((_, ahead) => later(today, ahead) === day)
}

/** 今天 11月22日, or 11月29日 周日. */
export function spokenDay(day: string, today: string): string {
  const near = nearDay(day, today)
  return near ? `${near} ${shortDay(day)}` : `${shortDay(day)} ${weekday(day)}`
}
