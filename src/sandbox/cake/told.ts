/** Those who want to hear of something. */
export class Told<T> {
  readonly #listeners = new Set<(what: T) => void>()

  tell(what: T): void {
    for (const listener of this.#listeners) listener(what)
  }

  /** @returns what takes the listener off again */
  listen(listener: (what: T) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}
