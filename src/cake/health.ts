import type { CakeError } from './errors.ts'

const MINUTES = 60

/** How the network has been doing: the last success, the last error, and the requests of the last hour. */
export class Health {
  readonly #now: () => Date
  #lastSuccessAt: Date | undefined
  #lastError: CakeError | undefined
  /** Requests by minute; a minute that is an hour old gives its place to the new one. */
  readonly #minutes = Array.from({ length: MINUTES }, () => ({ minute: 0, requests: 0 }))

  constructor(now: () => Date) {
    this.#now = now
  }

  requested(): void {
    const minute = this.#minute()
    const slot = this.#minutes[minute % MINUTES]
    if (slot === undefined) return
    if (slot.minute !== minute) {
      slot.minute = minute
      slot.requests = 0
    }
    slot.requests++
  }

  ended(error: CakeError | undefined): void {
    if (error === undefined) this.#lastSuccessAt = this.#now()
    else this.#lastError = error
  }

  report(): { lastSuccessAt?: Date; lastError?: CakeError; requestsLastHour: number } {
    const from = this.#minute() - MINUTES
    let requestsLastHour = 0
    for (const { minute, requests } of this.#minutes) if (minute > from) requestsLastHour += requests
    return { lastSuccessAt: this.#lastSuccessAt, lastError: this.#lastError, requestsLastHour }
  }

  #minute(): number {
    return Math.floor(this.#now().getTime() / 60_000)
  }
}
