/** Rows that are not stored but made when they are looked at: a network of 100,000 offers costs nothing to start. */
export interface MadeRows<T> {
  readonly first: number
  readonly count: number
  /** A pure function of the id. */
  readonly make: (id: number) => T
  /** True for rows that can be left out where only those with traffic count; absent: none can. */
  readonly sleeps?: (id: number) => boolean
  /** The ids of an offer's rows; none for an offer that is not one of the made ones. */
  readonly ofOffer: (offerId: number) => readonly number[]
}

const nothing = { first: 0, count: 0, ofOffer: () => [] }

/**
 * One kind of object by id, in the order of ids as long as new ids count up from the stored ones and stay below
 * the made ones. What is put on it replaces what was there.
 */
export class Shelf<T> {
  /** Counts changes, so that what was worked out from the shelf can be known to be old. */
  version = 0
  readonly #idOf: (row: T) => number
  readonly #stored = new Map<number, T>()
  readonly #changed = new Map<number, T>()
  readonly #made: MadeRows<T> | (typeof nothing & { make?: never; sleeps?: never })

  constructor(rows: Iterable<T>, idOf: (row: T) => number, made?: MadeRows<T>) {
    this.#idOf = idOf
    this.#made = made ?? nothing
    for (const row of rows) this.#stored.set(idOf(row), row)
  }

  get size(): number {
    return this.#stored.size + this.#made.count
  }

  get(id: number): T | undefined {
    const row = this.#stored.get(id) ?? this.#changed.get(id)
    if (row !== undefined || !this.#isMade(id)) return row
    return this.#made.make?.(id)
  }

  put(row: T): void {
    const id = this.#idOf(row)
    const rows = this.#isMade(id) ? this.#changed : this.#stored
    rows.set(id, row)
    this.version += 1
  }

  /** The first id that is free above the stored ones. */
  nextId(): number {
    let id = 0
    for (const stored of this.#stored.keys()) id = Math.max(id, stored)
    do id += 1
    while (this.get(id) !== undefined)
    return id
  }

  values(): Generator<T> {
    return this.#values(() => false)
  }

  /** The rows without those that never do anything: of a large network's most, which need not be made for that. */
  awake(): Generator<T> {
    const { sleeps } = this.#made
    return this.#values((id) => sleeps?.(id) === true && !this.#changed.has(id))
  }

  *#values(leaveOut: (id: number) => boolean): Generator<T> {
    yield* this.#stored.values()
    const { first, count } = this.#made
    for (let id = first; id < first + count; id += 1) {
      if (leaveOut(id)) continue
      const row = this.get(id)
      if (row !== undefined) yield row
    }
  }

  /** The rows that belong to an offer, without making all the others. */
  *ofOffer(offerId: number): Generator<T> {
    for (const row of this.#stored.values()) {
      if ((row as { offer_id?: number }).offer_id === offerId) yield row
    }
    for (const id of this.#made.ofOffer(offerId)) {
      const row = this.get(id)
      if (row !== undefined) yield row
    }
  }

  #isMade(id: number): boolean {
    return id >= this.#made.first && id < this.#made.first + this.#made.count
  }
}
