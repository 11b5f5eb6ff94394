/** ¥12.50, of fen. */
export function yuan(fen: number): string {
  return `¥${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}
