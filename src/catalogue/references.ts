import type { Kind } from './contract.ts'
import type { Thing } from './thing.ts'

/** Kinds that CAKE does not list: they are there as long as a row of another kind names them. */
export const namedKinds = ['advertiser', 'vertical', 'tag', 'manager'] as const satisfies readonly Kind[]
export type NamedKind = (typeof namedKinds)[number]

interface Reference {
  rows: number
  traffic: number
}

/** How many of the rows held name each advertiser, vertical, tag and manager, and the traffic of these together. */
export class References {
  readonly #of: Record<NamedKind, Map<number, Reference>> = {
    advertiser: new Map(),
    vertical: new Map(),
    tag: new Map(),
    manager: new Map(),
  }

  /** A row came (1) or went (-1). */
  count(row: Thing & { readonly traffic?: number }, by: 1 | -1): void {
    const traffic = by * (row.traffic ?? 0)
    this.#count('advertiser', row.advertiser, by, traffic)
    this.#count('vertical', row.vertical, by, traffic)
    this.#count('manager', row.manager, by, traffic)
    for (const tag of row.tags ?? []) this.#count('tag', tag, by, traffic)
  }

  /** All of a kind that are named by any row, with their traffic. */
  *of(kind: NamedKind): Iterable<{ id: number; traffic: number }> {
    for (const [id, { traffic }] of this.#of[kind]) yield { id, traffic }
  }

  #count(kind: NamedKind, id: number | undefined, by: number, traffic: number): void {
    if (id === undefined) return
    const known = this.#of[kind].get(id) ?? { rows: 0, traffic: 0 }
    known.rows += by
    known.traffic += traffic
    if (known.rows > 0) this.#of[kind].set(id, known)
    else this.#of[kind].delete(id)
  }
}
