import type { Clock } from '../../src/cake/clock.ts'

/** A clock that moves when told to. */
export class HandClock implements Clock {
  #now = 0
  #due: { at: number; act: () => void }[] = []

  ms(): number {
    return this.#now
  }

  after(ms: number, act: () => void): () => void {
    const one = { at: this.#now + ms, act }
    this.#due.push(one)
    return () => {
      this.#due = this.#due.filter((other) => other !== one)
    }
  }

  /** How long everything that waits has still to wait, in ms. */
  get waiting(): number[] {
    return this.#due.map(({ at }) => at - this.#now)
  }

  /** Moves on, running what falls due in its order. */
  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = this.#due.toSorted((a, b) => a.at - b.at).find(({ at }) => at <= until)
      if (next === undefined) break
      this.#due = this.#due.filter((other) => other !== next)
      this.#now = Math.max(this.#now, next.at)
      next.act()
    }
    this.#now = until
  }
}
