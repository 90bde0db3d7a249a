/** Time as the client needs it for waiting: never the wall clock, which may be set back. */
export interface Clock {
  /** Milliseconds since some fixed moment; only ever grows. */
  ms(): number
  /** Runs `act` once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void
}

export const systemClock: Clock = {
  ms: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
