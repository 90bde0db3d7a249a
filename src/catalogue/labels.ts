import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Texts that very many rows share (statuses, currencies), each kept once and known in a row by a number. */
export class Labels {
  readonly #codes = new Map<string, number>()
  readonly #texts = new Map<number, string>()
  readonly #insert: StatementSync

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('insert into label (code, text) values (?, ?)')
    for (const { code, text } of db.prepare('select code, text from label').all()) {
      this.#add(Number(code), String(text))
    }
  }

  /** The number of a text, which is kept if it is new; null for none. */
  code(text: string | undefined): number | null {
    if (text === undefined) return null
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.#codes.size + 1
    this.#insert.run(code, text)
    this.#add(code, text)
    return code
  }

  /** @param code as a row has it; anything but a known number is no text */
  text(code: unknown): string | undefined {
    return typeof code === 'number' ? this.#texts.get(code) : undefined
  }

  #add(code: number, text: string): void {
    this.#codes.set(text, code)
    this.#texts.set(code, text)
  }
}
