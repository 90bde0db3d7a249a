/**
 * The first `most` of all in an order, in that order; of equals those that came first. As `toSorted` and `slice` would have
 * it, but ten thousand things are not sorted for the sake of ten.
 */
export function firstOf<T>(all: Iterable<T>, most: number, compare: (a: T, b: T) => number): T[] {
  const best = () => kept.toSorted(compare).slice(0, most)
  let kept: T[] = []
  /** Whatever comes after it is not among the first any more. */
  let last: T | undefined
  for (const one of all) {
    if (last !== undefined && compare(one, last) >= 0) continue
    kept.push(one)
    // Sorted now and then rather than for each: some more are kept than are wanted.
    if (kept.length < most * 2 + 50) continue
    kept = best()
    last = kept.at(-1)
  }
  return best()
}
