import type { Clock } from './clock.ts'
import { Cancelled, type Ticket } from './ticket.ts'

/** Thrown when a call's turn cannot come before its deadline. Nothing was sent. */
export class QueueTooLong extends Error {
  readonly retryAfterMs: number | undefined

  constructor(retryAfterMs?: number) {
    super('the queue for CAKE is too long')
    this.retryAfterMs = retryAfterMs
  }
}

interface Waiting {
  readonly ticket: Ticket
  readonly begin: () => void
  readonly giveUp: (error: Error) => void
  dropTimer: () => void
}

/** Five per cent over a second, so that CAKE's clock and ours need not agree to the millisecond. */
const WINDOW_MS = 1050
const SLOWEST_PER_SECOND = 0.5
const LONGEST_HOLD_MS = 5 * 60_000

/**
 * How fast CAKE may be called: at most so many requests begun in any second (a sliding window, so no double burst at
 * its edges) and so many at once. People's lookups go before background work, which also never takes the last
 * places, so a person seldom waits for it. It halves its rate when CAKE is overcharged and recovers step by step.
 */
export class Limiter {
  readonly #clock: Clock
  readonly #fullRate: number
  readonly #concurrency: number
  #rate: number
  #running = 0
  #holdUntil = 0
  #slowedAt = Number.NEGATIVE_INFINITY
  /** When the requests of the last window began, oldest first; `#oldest` is the first that still counts. */
  #begun: number[] = []
  #oldest = 0
  readonly #people: Waiting[] = []
  readonly #background: Waiting[] = []
  #dropWake: (() => void) | undefined

  constructor(options: { perSecond: number; concurrency: number; clock: Clock }) {
    this.#clock = options.clock
    this.#fullRate = options.perSecond
    this.#rate = options.perSecond
    this.#concurrency = options.concurrency
  }

  get ratePerSecond(): number {
    return this.#rate
  }

  /**
   * Takes a place; give it back with `leave`.
   * @returns nothing when there is a place at once, otherwise a promise for the call's turn
   * @throws QueueTooLong, Cancelled (by the promise)
   */
  enter(ticket: Ticket): Promise<void> | undefined {
    const queue = ticket.background ? this.#background : this.#people
    if (queue.length === 0 && (!ticket.background || this.#people.length === 0)) {
      if (this.#waitFor(ticket.background) === 0) {
        this.#begin()
        return undefined
      }
    }
    return this.#queue(ticket)
  }

  leave(): void {
    this.#running--
    this.#serve()
  }

  /** A person joined this background call: it now waits among people's. */
  promote(ticket: Ticket): void {
    const at = this.#background.findIndex((waiting) => waiting.ticket === ticket)
    const [waiting] = at < 0 ? [] : this.#background.splice(at, 1)
    if (waiting === undefined) return
    this.#people.push(waiting)
    this.#setTimer(waiting)
    this.#serve()
  }

  /** CAKE is overcharged: half as fast, but not again for what the same moment still brings. */
  slowDown(): void {
    const now = this.#clock.ms()
    if (now - this.#slowedAt < WINDOW_MS) return
    this.#slowedAt = now
    this.#rate = Math.max(Math.min(SLOWEST_PER_SECOND, this.#fullRate), this.#rate / 2)
  }

  /** An answer came: a little faster again. */
  recover(): void {
    if (this.#rate < this.#fullRate) this.#rate = Math.min(this.#fullRate, this.#rate + this.#fullRate / 20)
  }

  /** CAKE asked to be left alone so long: nothing begins before. */
  hold(ms: number): void {
    this.#holdUntil = Math.max(this.#holdUntil, this.#clock.ms() + Math.min(ms, LONGEST_HOLD_MS))
  }

  #begin(): void {
    this.#running++
    this.#begun.push(this.#clock.ms())
  }

  /** @returns 0 when a request may begin, the ms until it might, or Infinity while others must end first */
  #waitFor(background: boolean): number {
    const reserved = background && this.#concurrency > 1 ? 1 : 0
    if (this.#running >= this.#concurrency - reserved) return Number.POSITIVE_INFINITY
    const now = this.#clock.ms()
    const held = Math.max(0, this.#holdUntil - now)
    const all = Math.max(1, Math.floor(this.#rate))
    const window = (all / this.#rate) * WINDOW_MS
    this.#forget(now - window)
    const most = background && all > 1 ? all - Math.ceil(all / 5) : all
    const recent = this.#begun.length - this.#oldest
    if (recent < most) return held
    const frees = this.#begun[this.#begun.length - most] ?? now
    return Math.max(held, frees + window - now)
  }

  #forget(until: number): void {
    while ((this.#begun[this.#oldest] ?? Number.POSITIVE_INFINITY) <= until) this.#oldest++
    if (this.#oldest > 64 && this.#oldest * 2 > this.#begun.length) {
      this.#begun = this.#begun.slice(this.#oldest)
      this.#oldest = 0
    }
  }

  #queue(ticket: Ticket): Promise<void> {
    if (this.#holdUntil > ticket.deadlineAt) {
      return Promise.reject(new QueueTooLong(this.#holdUntil - this.#clock.ms()))
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { ticket, begin: resolve, giveUp: reject, dropTimer: () => undefined }
      ticket.stop = () => this.#remove(waiting, new Cancelled())
      this.#setTimer(waiting)
      ;(ticket.background ? this.#background : this.#people).push(waiting)
      this.#serve()
    })
  }

  #setTimer(waiting: Waiting): void {
    waiting.dropTimer()
    const ms = Math.max(0, waiting.ticket.deadlineAt - this.#clock.ms())
    waiting.dropTimer = this.#clock.after(ms, () => this.#remove(waiting, new QueueTooLong()))
  }

  #remove(waiting: Waiting, error: Error): void {
    for (const queue of [this.#people, this.#background]) {
      const at = queue.indexOf(waiting)
      if (at >= 0) queue.splice(at, 1)
    }
    waiting.dropTimer()
    waiting.ticket.stop = undefined
    waiting.giveUp(error)
  }

  /** Begins whatever may begin now, and comes back when the next might. */
  #serve(): void {
    for (;;) {
      const background = this.#people.length === 0
      const queue = background ? this.#background : this.#people
      const next = queue[0]
      if (next === undefined) return
      const wait = this.#waitFor(background)
      if (wait > 0) {
        this.#wakeIn(wait)
        return
      }
      queue.shift()
      next.dropTimer()
      next.ticket.stop = undefined
      this.#begin()
      next.begin()
    }
  }

  #wakeIn(ms: number): void {
    this.#dropWake?.()
    this.#dropWake = Number.isFinite(ms) ? this.#clock.after(Math.ceil(ms), () => this.#serve()) : undefined
  }
}
