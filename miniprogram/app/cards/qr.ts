// QR codes (ISO/IEC 18004): bytes, error correction level M, versions 1 to 15: up to 412 bytes, more than a card's code ever has.
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24] // codewords a block, by version
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10]
const MASKS: ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
]

type Grid = (boolean | undefined)[][]

/** The dark modules of ASCII text, row by row. Raises RangeError when it is too long. */
export function qr(text: string): boolean[][] {
  const bytes = Array.from(text, (letter) => letter.charCodeAt(0))
  const version = CHECKS.findIndex((_, index) => bytes.length * 8 + 4 + (index < 9 ? 8 : 16) <= capacity(index + 1) * 8) + 1
  if (!version) throw new RangeError('too long for a code')
  const fixed = patterns(version)
  const plain = filled(fixed, interleaved(data(bytes, version), version))
  const masked = MASKS.map((_, mask) => finished(fixed, plain, mask))
  const scores = masked.map(penalty)
  return masked[scores.indexOf(Math.min(...scores))] ?? []
}

function raw(version: number): number {
  const side = version * 4 + 17
  const aligned = version > 1 ? Math.floor(version / 7) + 2 : 0
  const alignment = aligned ? 25 * (aligned * aligned - 3) - 10 * Math.max(0, aligned - 2) : 0 // those on the timing lines share 5 modules
  const used = 3 * 64 + 2 * (side - 16) + 31 + alignment + (version >= 7 ? 36 : 0)
  return Math.floor((side * side - used) / 8)
}

function capacity(version: number): number {
  return raw(version) - (CHECKS[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0)
}

function data(bytes: number[], version: number): number[] {
  const bits: number[] = []
  const put = (value: number, width: number): void => {
    for (let bit = width - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
  }
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  const whole = capacity(version) * 8
  put(0, Math.min(4, whole - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let pad = 0xec; bits.length < whole; pad ^= 0xec ^ 0x11) put(pad, 8)
  return Array.from({ length: bits.length / 8 }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0))
}

function interleaved(codewords: number[], version: number): number[] {
  const blocks = BLOCKS[version - 1] ?? 1
  const checks = CHECKS[version - 1] ?? 0
  const short = Math.floor(codewords.length / blocks)
  const longer = codewords.length % blocks
  const parts: number[][] = []
  for (let block = 0, at = 0; block < blocks; block++) {
    const size = short + (block >= blocks - longer ? 1 : 0)
    parts.push(codewords.slice(at, at + size))
    at += size
  }
  const divisor = generator(checks)
  const ends = parts.map((part) => remainder(part, divisor))
  const across = (rows: number[][]): number[] =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, at) => rows.flatMap((row) => (at < row.length ? [row[at] ?? 0] : []))).flat()
  return [...across(parts), ...across(ends)]
}

// ---- Reed-Solomon over GF(256), x^8 + x^4 + x^3 + x^2 + 1
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a)
  return product
}

function generator(degree: number): number[] {
  const factors = [...Array<number>(degree - 1).fill(0), 1]
  for (let power = 0, root = 1; power < degree; power++, root = times(root, 2))
    for (let at = 0; at < degree; at++) factors[at] = times(factors[at] ?? 0, root) ^ (factors[at + 1] ?? 0)
  return factors
}

function remainder(part: number[], divisor: number[]): number[] {
  const left = Array<number>(divisor.length).fill(0)
  for (const one of part) {
    const factor = one ^ (left.shift() ?? 0)
    left.push(0)
    divisor.forEach((each, at) => (left[at] = (left[at] ?? 0) ^ times(each, factor)))
  }
  return left
}

// ---- what is the same for every text
function patterns(version: number): Grid {
  const side = version * 4 + 17
  const grid: Grid = Array.from({ length: side }, () => Array<boolean | undefined>(side).fill(undefined))
  const set = (row: number, column: number, dark: boolean): void => {
    const line = grid[row]
    if (line && column >= 0 && column < side) line[column] = dark
  }
  for (let at = 0; at < side; at++) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (const [row, column] of [[3, 3], [3, side - 4], [side - 4, 3]] as const)
    for (let r = -4; r <= 4; r++) for (let c = -4; c <= 4; c++) set(row + r, column + c, ![2, 4].includes(Math.max(Math.abs(r), Math.abs(c))))
  const centres = alignments(version, side)
  const last = centres.length - 1
  centres.forEach((row, a) =>
    centres.forEach((column, b) => {
      if ((a === 0 && b === 0) || (a === 0 && b === last) || (a === last && b === 0)) return
      for (let r = -2; r <= 2; r++) for (let c = -2; c <= 2; c++) set(row + r, column + c, Math.max(Math.abs(r), Math.abs(c)) !== 1)
    }),
  )
  format(grid, 0)
  if (version >= 7) {
    const bits = (version << 12) | check(version, 0x1f25, 12)
    for (let at = 0; at < 18; at++) {
      const dark = ((bits >> at) & 1) === 1
      set(side - 11 + (at % 3), Math.floor(at / 3), dark)
      set(Math.floor(at / 3), side - 11 + (at % 3), dark)
    }
  }
  return grid
}

function alignments(version: number, side: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((side - 13) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => side - 7 - (count - 2 - at) * step)]
}

function check(value: number, polynomial: number, width: number): number {
  let left = value
  for (let at = 0; at < width; at++) left = (left << 1) ^ ((left >> (width - 1)) * polynomial)
  return left
}

/** Level M is 00. */
function format(grid: Grid, mask: number): void {
  const bits = ((mask << 10) | check(mask, 0x537, 10)) ^ 0x5412
  const side = grid.length
  const set = (row: number, column: number, at: number): void => {
    const line = grid[row]
    if (line) line[column] = ((bits >> at) & 1) === 1
  }
  for (let at = 0; at < 15; at++) {
    if (at < 6) set(at, 8, at)
    else if (at < 8) set(at + 1, 8, at)
    else if (at === 8) set(8, 7, at)
    else set(8, 14 - at, at)
    if (at < 8) set(8, side - 1 - at, at)
    else set(side - 15 + at, 8, at)
  }
  const line = grid[side - 8]
  if (line) line[8] = true
}

// ---- the text itself
/** Two columns at a time from the right, up and down in turn, past the timing column. */
function path(side: number): [number, number][] {
  const rights = Array.from({ length: (side - 1) / 2 }, (_, pair) => side - 1 - 2 * pair).map((right) => (right <= 6 ? right - 1 : right))
  return rights.flatMap((right, pair) =>
    Array.from({ length: side }, (_, step) => (pair % 2 === 0 ? side - 1 - step : step)).flatMap((row): [number, number][] => [
      [row, right],
      [row, right - 1],
    ]),
  )
}

function filled(fixed: Grid, codewords: number[]): boolean[][] {
  const side = fixed.length
  const grid = fixed.map((row) => row.map((dark) => dark ?? false))
  let at = 0
  for (const [row, column] of path(side)) {
    const line = grid[row]
    if (!line || fixed[row]?.[column] !== undefined) continue
    line[column] = (((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1
    at++
  }
  return grid
}

function finished(fixed: Grid, plain: boolean[][], mask: number): boolean[][] {
  const flips = MASKS[mask] ?? (() => false)
  const grid = plain.map((row, r) => row.map((dark, c) => (fixed[r]?.[c] === undefined ? dark !== flips(r, c) : dark)))
  format(grid, mask)
  return grid
}

/** How hard it is to read: long runs, what looks like a corner, squares, and too much of one colour. */
function penalty(grid: boolean[][]): number {
  const columns = grid.map((_, c) => grid.map((row) => row[c] ?? false))
  const lines = [...grid, ...columns].map((line) => line.map((dark) => (dark ? '1' : '0')).join(''))
  const share = grid.flat().filter(Boolean).length / grid.length ** 2
  const uneven = Math.floor(Math.abs(share - 0.5) * 20) * 10
  return lines.reduce((sum, line) => sum + runs(line) + corners(line), 0) + squares(grid) + uneven
}

function runs(line: string): number {
  return (line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0)
}

function corners(line: string): number {
  const places = Array.from({ length: line.length - 10 }, (_, at) => line.slice(at, at + 11))
  return 40 * places.filter((part) => part === '10111010000' || part === '00001011101').length
}

function squares(grid: boolean[][]): number {
  const same = (r: number, c: number): boolean => {
    const four = [grid[r]?.[c], grid[r]?.[c + 1], grid[r + 1]?.[c], grid[r + 1]?.[c + 1]]
    return four.every((dark) => dark === four[0])
  }
  const inner = Array.from({ length: grid.length - 1 }, (_, at) => at)
  return 3 * inner.reduce((sum, r) => sum + inner.filter((c) => same(r, c)).length, 0)
}
