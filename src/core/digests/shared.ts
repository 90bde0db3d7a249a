import { untilAborted } from '../../cake/ticket.ts'

interface Kept {
  readonly value: Promise<unknown>
  readonly until: number
  readonly stop: AbortController
  /** Who waits for it now. */
  waiting: number
  /** How much it holds; 0 until it is there. */
  weight: number
}

/**
 * Keeps what was read for a while, and shares what is being read. Only what came is kept. What is kept longest unused
 * goes first when all of it together is too much.
 */
export class Shared {
  readonly #now: () => Date
  readonly #keepMs: number
  readonly #most: number
  readonly #kept = new Map<string, Kept>()

  /** @param most how much may be kept, in whatever `load` weighs its values */
  constructor({ now, keepMs, most }: { now: () => Date; keepMs: number; most: number }) {
    this.#now = now
    this.#keepMs = keepMs
    this.#most = most
  }

  /**
   * What `load` gives, or has given under this key. Loading ends when nobody waits for it any more.
   * @throws what `load` throws, and the signal's reason
   */
  get<T>(
    key: string,
    load: (signal: AbortSignal) => Promise<T>,
    { signal, weight = () => 1 }: { signal?: AbortSignal; weight?: (value: T) => number } = {},
  ): Promise<T> {
    signal?.throwIfAborted()
    const kept = this.#fresh(key) ?? this.#begin(key, load, weight)
    // The last used is the last to go.
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    kept.waiting += 1
    const left = () => {
      kept.waiting -= 1
      if (kept.waiting === 0 && kept.weight === 0) this.#drop(key, kept)
    }
    // The key says what the value is: each key is used by one caller with one type.
    const value = kept.value as Promise<T>
    return untilAborted(value, signal).finally(left)
  }

  /** The next who asks for it has it loaded anew. */
  forget(key: string): void {
    this.#kept.delete(key)
  }

  #fresh(key: string): Kept | undefined {
    const kept = this.#kept.get(key)
    return kept && kept.until > this.#now().getTime() ? kept : undefined
  }

  #begin<T>(key: string, load: (signal: AbortSignal) => Promise<T>, weight: (value: T) => number): Kept {
    const stop = new AbortController()
    const value = load(stop.signal)
    const until = this.#now().getTime() + this.#keepMs
    const kept: Kept = { value, until, stop, waiting: 0, weight: 0 }
    void this.#settle(key, kept, value, weight)
    return kept
  }

  async #settle<T>(key: string, kept: Kept, value: Promise<T>, weight: (value: T) => number): Promise<void> {
    try {
      kept.weight = Math.max(1, weight(await value))
      this.#makeRoom()
    } catch {
      // Whoever waits is told; a failure is not kept.
      this.#drop(key, kept)
    }
  }

  #drop(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key)
    kept.stop.abort()
  }

  #makeRoom(): void {
    const now = this.#now().getTime()
    for (const [key, { until, weight }] of this.#kept) if (weight > 0 && until <= now) this.#kept.delete(key)
    let all = [...this.#kept.values()].reduce((sum, { weight }) => sum + weight, 0)
    for (const [key, { weight }] of this.#kept) {
      if (all <= this.#most) return
      if (weight === 0) continue
      this.#kept.delete(key)
      all -= weight
    }
  }
}
