/** A number that is not whole, as the 64 bits it is made of. */
const double = new Float64Array(1)
const halves = new Int32Array(double.buffer)

/**
 * A number that tells what a row says from what it said before: 32 bits of a hash of its fields (FNV-1a). Of four
 * billion changes one would be taken for none, until the next.
 */
export class Print {
  #hash = 0

  /** Begins anew. */
  start(): this {
    this.#hash = 0x811c9dc5
    return this
  }

  text(text: string | undefined): this {
    let hash = this.#hash
    const length = text === undefined ? 0 : text.length
    for (let at = 0; at < length; at++) {
      hash = Math.imul(hash ^ (text as string).charCodeAt(at), 0x01000193)
    }
    // The end counts too: `ab`, `c` are not `a`, `bc`, and absent is not empty.
    this.#hash = Math.imul(hash ^ (text === undefined ? 0x1_0001 : 0x1_0000), 0x01000193)
    return this
  }

  number(number: number): this {
    let hash = this.#hash
    if ((number | 0) === number) hash = Math.imul(hash ^ number, 0x01000193)
    else {
      double[0] = number
      hash = Math.imul(hash ^ (halves[0] as number), 0x01000193)
      hash = Math.imul(hash ^ (halves[1] as number), 0x01000193)
    }
    this.#hash = hash ^ (hash >>> 15)
    return this
  }

  /** Anything that JSON can hold, with all that is in it. */
  value(value: unknown): this {
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'number') return this.number(value)
    if (value === undefined) return this.text(undefined)
    if (typeof value !== 'object' || value === null) return this.number(value === true ? 1 : 0)
    if (Array.isArray(value)) for (const item of value as unknown[]) this.value(item)
    else for (const name in value) this.value((value as Record<string, unknown>)[name])
    return this.number(-1)
  }

  /** Never 0. */
  end(): number {
    return this.#hash >>> 0 || 1
  }
}

/** By which names with the same words are found: who looks for one compares the words too. */
export function namePrint(words: readonly string[]): number {
  return print.start().text(words.join(' ')).end()
}

const print = new Print()
