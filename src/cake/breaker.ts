import type { Clock } from './clock.ts'

export interface BreakerOptions {
  /** So many failures in a row open it. */
  failures: number
  /** How long it stays open at first; doubles with every trial that fails, up to `longestMs`. */
  firstMs: number
  longestMs: number
  clock: Clock
}

/** How a call was let through: as ever, or as the one trial after a pause. */
export type BreakerPass = 'ordinary' | 'trial'

/**
 * Leaves a network that does not answer alone for a moment, so that people get a sentence at once instead of a
 * timeout each, and CAKE is not hammered while it is down. Then one call is let through as a trial; while it is
 * under way the others are still told at once.
 */
export class Breaker {
  readonly #options: BreakerOptions
  #inARow = 0
  #openUntil: number | undefined
  #openMs: number
  #trial = false

  constructor(options: BreakerOptions) {
    this.#options = options
    this.#openMs = options.firstMs
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#openUntil === undefined) return 'closed'
    return this.#trial || this.#options.clock.ms() >= this.#openUntil ? 'half-open' : 'open'
  }

  /** Whether a call would be let through now; takes nothing. */
  get allows(): boolean {
    return this.#openUntil === undefined || (!this.#trial && this.#options.clock.ms() >= this.#openUntil)
  }

  /**
   * Lets a call through, or not (undefined). Each one let through must be followed by `answered`, `failed` or
   * `dropped` with the pass it got.
   */
  enter(): BreakerPass | undefined {
    if (!this.allows) return undefined
    if (this.#openUntil === undefined) return 'ordinary'
    this.#trial = true
    return 'trial'
  }

  /** CAKE answered, whatever it said. */
  answered(): void {
    this.#inARow = 0
    this.#openUntil = undefined
    this.#openMs = this.#options.firstMs
    this.#trial = false
  }

  /** No connection, no answer in time, or a 5xx. */
  failed(pass: BreakerPass): void {
    const { clock, failures, firstMs, longestMs } = this.#options
    this.#inARow++
    if (pass === 'trial') {
      this.#trial = false
      this.#openMs = Math.min(longestMs, this.#openMs * 2)
      this.#openUntil = clock.ms() + this.#openMs
    } else if (this.#openUntil === undefined && this.#inARow >= failures) {
      this.#openMs = firstMs
      this.#openUntil = clock.ms() + this.#openMs
    }
  }

  /** The call ended without telling anything (nobody waited for it any more): another may try. */
  dropped(pass: BreakerPass): void {
    if (pass === 'trial') this.#trial = false
  }
}
