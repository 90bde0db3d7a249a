import type { Log } from './log.ts'

/** Which question of each modal was the last: the answer to an earlier one comes too late. */
export class Turns {
  readonly #last = new Map<string, object>()
  static readonly #MOST = 10_000

  /** Says that `turn` is the last one of a view now. */
  begin(view: string, turn: object): void {
    this.#last.delete(view)
    this.#last.set(view, turn)
    const [oldest] = this.#last.keys()
    if (this.#last.size > Turns.#MOST && oldest !== undefined) this.#last.delete(oldest)
  }

  isOver(view: string, turn: object): boolean {
    const last = this.#last.get(view)
    return last !== undefined && last !== turn
  }
}

/** Whoever waits is told so after so long, in ms. */
const SOON = 700

/**
 * Does `act` once some time has passed, unless it is over before.
 * @returns `over` resolves when it will not be done any more, or is done
 */
export function afterAWhile(act: () => Promise<void>, log: Log): { over(): Promise<void> } {
  let acting: Promise<void> | undefined
  const timer = setTimeout(() => {
    // What it was to bridge comes all the same.
    acting = act().catch((error: unknown) => log.warn({ err: error }, 'a window could not say that it waits'))
  }, SOON).unref()
  return {
    async over() {
      clearTimeout(timer)
      await acting
    },
  }
}
