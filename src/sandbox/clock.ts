/** The clock of both worlds. It goes like the real one and can be moved forward. */
export interface SandboxClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How far it is ahead of the real clock, in milliseconds. */
  readonly aheadMs: number
  /**
   * From now on it is this moment (a Date or milliseconds since 1970), and time goes on from there. Throws a
   * RangeError for one that has passed: what both worlds and the bot have written down would lie in the future.
   */
  moveTo(moment: Date | number): void
  /**
   * Calls back after each move with the new time. Timers are not moved: who waits for a time has to look again.
   * Returns what takes the listener off again.
   */
  on(listener: (now: number) => void): () => void
}

/** @param real the clock it is ahead of, in milliseconds since 1970 */
export function newClock(real: () => number = Date.now): SandboxClock {
  const listeners = new Set<(now: number) => void>()
  let aheadMs = 0
  const now = (): number => real() + aheadMs
  return {
    now,
    get aheadMs() {
      return aheadMs
    },
    moveTo(moment) {
      const by = Number(moment) - now()
      if (!(by >= 0)) throw new RangeError('The clock can only be moved forward')
      aheadMs += by
      for (const listener of listeners) listener(now())
    },
    on(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
