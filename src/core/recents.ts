/** Something a person looked at: the command line that shows it, and what it was. */
export interface Recent {
  readonly line: string
  readonly title: string
  /** There may be amounts of money in the title. */
  readonly money?: boolean
}

const EACH = 8
const MOST_PEOPLE = 2000

/** What each person looked at lately, newest first. In memory: it is a convenience, not a record. */
export class Recents {
  readonly #of = new Map<string, readonly Recent[]>()
  readonly #listeners = new Set<(userId: string) => void>()

  note(userId: string, recent: Recent): void {
    const before = this.#of.get(userId) ?? []
    this.#of.delete(userId)
    this.#of.set(userId, [recent, ...before.filter(({ line }) => line !== recent.line)].slice(0, EACH))
    const [oldest] = this.#of.keys()
    if (this.#of.size > MOST_PEOPLE && oldest !== undefined) this.#of.delete(oldest)
    for (const listener of this.#listeners) listener(userId)
  }

  of(userId: string): readonly Recent[] {
    return this.#of.get(userId) ?? []
  }

  /**
   * Told whose have changed.
   * @returns what takes the listener off again
   */
  on(listener: (userId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
