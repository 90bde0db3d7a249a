/** The value below which the share `p` (0 to 1) of the values lies (nearest rank). @throws RangeError without values */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** One value a round from each of the two, measured one right after the other. */
export interface Pair {
  readonly bot: number
  readonly reference: number
}

export interface Compared {
  readonly bot: number
  readonly reference: number
  /** The median of the rounds' ratios, not the ratio of the medians: what slows a whole round slows both sides of it. */
  readonly ratio: number
}

export function compare(rounds: readonly Pair[]): Compared {
  return {
    bot: median(rounds.map(({ bot }) => bot)),
    reference: median(rounds.map(({ reference }) => reference)),
    ratio: median(rounds.map(({ bot, reference }) => bot / reference)),
  }
}
