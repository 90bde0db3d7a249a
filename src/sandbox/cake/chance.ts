/**
 * A number from 0 (included) to 1 (excluded) that looks random and is always the same for the same inputs, whole
 * numbers all. The sandbox has no other source of chance: two networks of the same size are the same network.
 */
export function chance(a: number, b = 0, c = 0): number {
  let h = Math.imul(a ^ 0x5bd1e995, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15) ^ c, 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296
}

/** One of the items, always the same for the same inputs. The list must not be empty. */
export function pick<T>(items: readonly [T, ...T[]] | readonly T[], a: number, b = 0, c = 0): T {
  const item = items[Math.floor(chance(a, b, c) * items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from')
  return item
}
