const DAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

/** 20261123-0930 → 11月23日 周一 9:30 */
export function halfHour(id: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})$/.exec(id) ?? [];
  return year ? `${dayOf(`${year}${month}${day}`)} ${Number(hour)}:${minute}` : id;
}

/** 20261123 → 11月23日 周一 */
export function dayOf(id: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(id) ?? [];
  const week = DAYS[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? "";
  return `${Number(month)}月${Number(day)}日 ${week}`;
}

export const clockOf = (id: string): string => `${id.slice(9, 11)}:${id.slice(11, 13)}`;
