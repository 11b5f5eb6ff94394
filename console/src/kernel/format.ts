// Times as the hospital reads them, money in yuan.
const zone = "Asia/Shanghai";
const moment = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false });
const full = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const clockOnly = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const dayOnly = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });

export const at = (stamp: string): string => (stamp ? moment.format(new Date(stamp)).replaceAll("/", "-") : "");
export const exactly = (stamp: string): string => (stamp ? full.format(new Date(stamp)).replaceAll("/", "-") : "");
export const clock = (moment: number): string => clockOnly.format(new Date(moment));
const NEVER = "9999"; // the year of what has no day
export const day = (stamp: string): string => (stamp && !stamp.startsWith(NEVER) ? dayOnly.format(new Date(stamp)) : "");
export const today = (): string => dayOnly.format(new Date());
export const yuan = (fen: number): string => `${(fen / 100).toFixed(2)} 元`;
/** As it is dialled here: without the country. */
export const dialled = (phone: string): string => phone.replace(/^\+86/, "");

/** How long ago, in words. */
export function since(stamp: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(stamp)) / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} 小时`;
  return `${Math.floor(minutes / 1440)} 天`;
}
