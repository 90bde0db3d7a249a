import { kinds, type Kind } from './contract.ts'
import { HIGHEST_ID, keyOf } from './rank.ts'

/**
 * What must be known of every row without asking the database: its level, a print of what it says, and in which read
 * it was last seen. A re-read compares 100,000 rows with this in some 20 ms; in a `Map` it would take four times the
 * memory. An open-addressing hash table: https://en.wikipedia.org/wiki/Linear_probing
 */
export class Slots {
  #keys = new Float64Array(256)
  #prints = new Uint32Array(256)
  #levels = new Uint8Array(256)
  #seen = new Uint8Array(256)
  /** Taken slots, emptied ones included. */
  #taken = 0
  readonly #sizes = new Map<Kind, number>()

  size(kind: Kind): number {
    return this.#sizes.get(kind) ?? 0
  }

  /** @returns where the row is, for the other functions until the next `put`; -1 when it is not held */
  find(kind: Kind, id: number): number {
    const at = this.#probe(keyOf(kind, id) + 1)
    return this.#keys[at] === 0 ? -1 : at
  }

  level(at: number): number {
    return this.#levels[at] ?? 0
  }

  print(at: number): number {
    return this.#prints[at] ?? 0
  }

  see(at: number, read: number): void {
    this.#seen[at] = read
  }

  put(kind: Kind, id: number, row: { print: number; level: number; read: number }): void {
    if (this.#taken * 4 >= this.#keys.length * 3) this.#grow()
    const key = keyOf(kind, id) + 1
    const at = this.#probe(key)
    if (this.#keys[at] === 0) {
      this.#keys[at] = key
      this.#taken++
      this.#count(kind, 1)
    }
    this.#prints[at] = row.print
    this.#levels[at] = row.level
    this.#seen[at] = row.read
  }

  remove(kind: Kind, id: number): void {
    const at = this.find(kind, id)
    if (at < 0) return
    this.#keys[at] = EMPTIED
    this.#count(kind, -1)
  }

  /** Ids of a kind's rows, in no order. */
  ids(kind: Kind): number[] {
    return this.#collect(kind, () => true)
  }

  /** Ids of a kind's rows that were not seen in this read. */
  unseen(kind: Kind, read: number): number[] {
    return this.#collect(kind, (at) => this.#seen[at] !== read)
  }

  /** Ids of a kind's rows whose level is not what `level` wants for them. */
  misplaced(kind: Kind, level: (id: number, held: number) => number): number[] {
    return this.#collect(kind, (at, id) => level(id, this.level(at)) !== this.level(at))
  }

  /** Ids of a kind that are longer but begin with the digits of `id`, at most `most`. */
  beginning(kind: Kind, id: number, most: number): number[] {
    const found = this.#collect(kind, (_, other) => {
      let start = other
      while (start > id) start = Math.floor(start / 10)
      return start === id && other !== id && id > 0
    })
    return found.toSorted((a, b) => a - b).slice(0, most)
  }

  #collect(kind: Kind, wanted: (at: number, id: number) => boolean): number[] {
    const keys = this.#keys
    const low = keyOf(kind, 0) + 1
    const high = keyOf(kind, HIGHEST_ID) + 1
    const ids: number[] = []
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number
      if (key >= low && key <= high && wanted(at, key - low)) ids.push(key - low)
    }
    return ids
  }

  #probe(key: number): number {
    const mask = this.#keys.length - 1
    let at = scattered(key) & mask
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const [keys, prints, levels, seen] = [this.#keys, this.#prints, this.#levels, this.#seen]
    const held = kinds.reduce((sum, kind) => sum + this.size(kind), 0)
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(256, held * 2)))
    this.#keys = new Float64Array(capacity)
    this.#prints = new Uint32Array(capacity)
    this.#levels = new Uint8Array(capacity)
    this.#seen = new Uint8Array(capacity)
    this.#taken = held
    for (let from = 0; from < keys.length; from++) {
      const key = keys[from] ?? 0
      if (key <= 0) continue
      const at = this.#probe(key)
      this.#keys[at] = key
      this.#prints[at] = prints[from] ?? 0
      this.#levels[at] = levels[from] ?? 0
      this.#seen[at] = seen[from] ?? 0
    }
  }

  #count(kind: Kind, by: number): void {
    this.#sizes.set(kind, this.size(kind) + by)
  }
}

const EMPTIED = -1

/** Ids that follow one another must not fall side by side with other kinds'. Never through a float's remainder: it is slow. */
function scattered(key: number): number {
  const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 2 ** 31) | 0, 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
