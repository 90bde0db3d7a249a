/** Does what is to be done by itself: when it is told that there is something, and every so often in any case. */
export class Heart {
  readonly #everyMs: number
  readonly #ending = new AbortController()
  #beat: ((signal: AbortSignal) => Promise<void>) | undefined
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false

  /** @param everyMs between two beats that nobody asked for, in milliseconds */
  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  /** @param beat does everything that is due, and never rejects */
  start(beat: (signal: AbortSignal) => Promise<void>): void {
    this.#beat = beat
    this.#timer = setInterval(() => this.kick(), this.#everyMs).unref()
    this.kick()
  }

  /** There may be something to do: at once, or right after what is being done. */
  kick(): void {
    if (!this.#beat || this.#ending.signal.aborted) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      // Told between the last look and now.
      if (this.#again) this.kick()
    })
  }

  /** Fulfilled when nothing is being done. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Ends after what is being done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#ending.abort()
    await this.idle()
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#ending.signal.aborted) {
      this.#again = false
      await this.#beat?.(this.#ending.signal)
    }
    this.#again = false
  }
}
