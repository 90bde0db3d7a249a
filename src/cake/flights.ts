import type { Clock } from './clock.ts'
import type { Limiter } from './limiter.ts'
import { cancel, untilAborted, type Ticket } from './ticket.ts'

interface Flight {
  readonly ticket: Ticket
  readonly answer: Promise<unknown>
  /** Those who still wait for it. */
  waiting: number
}

export interface Boarding {
  background: boolean
  signal: AbortSignal | undefined
  /** How long this caller lets the whole read take, in ms. */
  withinMs: number
}

/**
 * Identical reads in flight share one request. A caller who gives up leaves the others theirs; when the last one
 * has left, the request is dropped. A person who joins a background read pulls it forward.
 */
export class Flights {
  readonly #inFlight = new Map<string, Flight>()
  readonly #limiter: Limiter
  readonly #clock: Clock

  constructor(limiter: Limiter, clock: Clock) {
    this.#limiter = limiter
    this.#clock = clock
  }

  /**
   * @param same by which equal reads are known; without the key
   * @param start begins the read; the same `same` always reads the same type
   * @throws what the read throws, or the signal's reason
   */
  share<A>(same: string, boarding: Boarding, start: (ticket: Ticket) => Promise<A>): Promise<A> {
    const { signal } = boarding
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
    const flight = this.#join(same, boarding) ?? this.#begin(same, boarding, start)
    flight.waiting++
    return untilAborted(flight.answer as Promise<A>, signal, () => {
      if (--flight.waiting > 0) return
      this.#remove(same, flight)
      cancel(flight.ticket)
    })
  }

  #begin<A>(same: string, boarding: Boarding, start: (ticket: Ticket) => Promise<A>): Flight {
    const ticket: Ticket = {
      background: boarding.background,
      deadlineAt: this.#clock.ms() + boarding.withinMs,
      cancelled: false,
      stop: undefined,
    }
    const flight: Flight = { ticket, answer: start(ticket), waiting: 0 }
    this.#inFlight.set(same, flight)
    const land = () => this.#remove(same, flight)
    flight.answer.then(land, land)
    return flight
  }

  #join(same: string, { background, withinMs }: Boarding): Flight | undefined {
    const flight = this.#inFlight.get(same)
    if (flight === undefined) return undefined
    const { ticket } = flight
    if (ticket.background && !background) {
      ticket.background = false
      ticket.deadlineAt = Math.min(ticket.deadlineAt, this.#clock.ms() + withinMs)
      this.#limiter.promote(ticket)
      ticket.hurry?.()
    }
    return flight
  }

  #remove(same: string, flight: Flight): void {
    if (this.#inFlight.get(same) === flight) this.#inFlight.delete(same)
  }
}
