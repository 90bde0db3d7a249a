import { schedule, type ScheduledTask } from 'node-cron'

/** Does everything of its kind that is due, and never rejects. */
type Beat = (signal: AbortSignal) => Promise<void>

/** node-cron warns of ticks that came late: the next one looks at everything that is due anyway. */
const SILENT = { info: nothing, warn: nothing, error: nothing, debug: nothing }

/**
 * Does what is to be done by itself: when it is told that there is something, and every so often in any case. What is
 * done beside each other does not wait for each other.
 */
export class Heart {
  readonly #ticks: string | undefined
  readonly #ending = new AbortController()
  #chambers: readonly Chamber[] = []
  #task: ScheduledTask | undefined

  /** @param ticks when it beats though nobody asked for it, as a cron expression with seconds; absent: never */
  constructor(ticks?: string) {
    this.#ticks = ticks
  }

  start(...beats: readonly Beat[]): void {
    this.#chambers = beats.map((beat) => new Chamber(beat, this.#ending.signal))
    if (this.#ticks !== undefined) {
      const options = { noOverlap: true, unref: true, suppressMissedWarning: true, logger: SILENT }
      // It only looks: what is found to be done goes on beside the next tick.
      this.#task = schedule(this.#ticks, () => this.kick(), options)
    }
    this.kick()
  }

  /** There may be something to do: at once, or right after what is being done. */
  kick(): void {
    for (const chamber of this.#chambers) chamber.kick()
  }

  /** Fulfilled when nothing is being done. */
  async idle(): Promise<void> {
    let running: Promise<void>[]
    while ((running = this.#chambers.flatMap((chamber) => chamber.running ?? [])).length > 0) {
      await Promise.all(running)
    }
  }

  /** Ends after what is being done. */
  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#task?.destroy()
    await this.idle()
  }
}

/** One thing that is done again and again, never twice at once. */
class Chamber {
  readonly #beat: Beat
  readonly #ending: AbortSignal
  running: Promise<void> | undefined
  #again = false

  constructor(beat: Beat, ending: AbortSignal) {
    this.#beat = beat
    this.#ending = ending
  }

  kick(): void {
    if (this.#ending.aborted) return
    this.#again = true
    this.running ??= this.#run().finally(() => {
      this.running = undefined
      // Told between the last look and now.
      if (this.#again) this.kick()
    })
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#ending.aborted) {
      this.#again = false
      await this.#beat(this.#ending)
    }
    this.#again = false
  }
}

function nothing(): void {
  // Nobody needs to hear of it.
}
