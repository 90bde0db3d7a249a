import type { Kind } from './contract.ts'
import type { Grade } from './query.ts'
import { levelIn } from './rank.ts'

/** A row that answers a search. */
export interface Hit {
  readonly number: number
  readonly kind: Kind
  readonly grade: Grade
}

/** What a search has found so far: each row once, with the first grade it was given. */
export class Hits {
  readonly #wanted: number
  readonly #used = new Map<number, number>()
  readonly #held = new Set<number>()
  readonly #hits: Hit[] = []
  readonly #counts = new Map<Kind, number>()

  /** @param wanted how many are asked for: of each kind and grade no more are kept */
  constructor(wanted: number) {
    this.#wanted = wanted
  }

  get size(): number {
    return this.#hits.length
  }

  count(kind: Kind): number {
    return this.#counts.get(kind) ?? 0
  }

  /** This row was used lately, so many others after it. */
  use(number: number, after: number): void {
    this.#used.set(number, after)
  }

  /** @param numbers in the order of their rank */
  add(kind: Kind, grade: Grade, numbers: readonly number[]): void {
    let added = 0
    for (const number of numbers) {
      if (added >= this.#wanted) break
      if (this.#held.has(number)) continue
      this.#held.add(number)
      this.#hits.push({ number, kind, grade })
      added++
    }
    this.#counts.set(kind, this.count(kind) + added)
  }

  /** The best of all, as many as are wanted: by grade, status, what was used lately, traffic; then the newest. */
  best(): Hit[] {
    return this.#hits.toSorted((a, b) => this.#compare(a, b)).slice(0, this.#wanted)
  }

  #compare(a: Hit, b: Hit): number {
    const [x, y] = [levelIn(a.number), levelIn(b.number)]
    return (
      a.grade - b.grade ||
      Math.floor(x / 32) - Math.floor(y / 32) ||
      this.#usedAfter(a) - this.#usedAfter(b) ||
      x - y ||
      a.number - b.number
    )
  }

  #usedAfter({ number }: Hit): number {
    return this.#used.get(number) ?? Number.MAX_SAFE_INTEGER
  }
}
