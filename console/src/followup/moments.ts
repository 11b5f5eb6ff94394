// Days and moments that staff type, in the hospital's zone.
const typed = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });

/** A stamp as an input of date and time has it. */
export const asTyped = (stamp: string): string => typed.format(new Date(stamp)).replace(" ", "T");
/** What was typed, as a moment. */
export const asMoment = (words: string): string => `${words}:00+08:00`;
const DAY = 86_400_000;
/** The hospital's day so many days ago. */
export const daysAgo = (days: number): string => typed.format(new Date(Date.now() - days * DAY)).slice(0, 10);
export const thisMonth = (): string => daysAgo(0).slice(0, 7);
