// The server's time: a phone's own clock may be wrong, and what is paid in time is decided by the server.
let ahead = 0 // milliseconds by which the server's clock is ahead of the phone's

/** A moment the server told just now: its own field, or the Date of an answer (whole seconds, hence half a second more). */
export function heard(moment: string | undefined): void {
  const at = Date.parse(moment ?? '')
  if (Number.isNaN(at)) return
  const told = at + (moment?.endsWith('GMT') ? 500 : 0) - Date.now()
  if (Math.abs(told - ahead) > 1000 || !moment?.endsWith('GMT')) ahead = told
}

/** Milliseconds since 1970, by the server. */
export function now(): number {
  return Date.now() + ahead
}

/** Whole seconds left until that moment, never below 0. */
export function left(until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now()) / 1000))
}

/** 14:05, or 1:02:03. */
export function span(seconds: number): string {
  const two = (one: number): string => String(one).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** Tell the seconds left, each second and at once, until it is over; the answer ends it. End it in onHide and onUnload. */
export function countdown(until: string, tell: (seconds: number) => void): () => void {
  let timer = 0
  const tick = (): void => {
    const seconds = left(until)
    if (seconds === 0) clearInterval(timer)
    tell(seconds)
  }
  timer = setInterval(tick, 1000)
  tick()
  return () => clearInterval(timer)
}
