import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Kind } from './contract.ts'
import { inTransaction } from './database.ts'
import { Labels } from './labels.ts'
import { levelIn, levelOf, rowNumber, withStatus, withTraffic } from './rank.ts'
import { References } from './references.ts'
import { heldOf, indexed, printIn, valuesOf, type Held } from './row.ts'
import { Slots } from './slots.ts'
import type { Thing } from './thing.ts'

/** A thing to hold. */
export interface Put {
  readonly thing: Thing
  /** By which the next read knows whether it has changed; 0 = not known, so that it is written again. */
  readonly print: number
  /** When it is known; otherwise it stays as it is. */
  readonly traffic?: number
}

interface Row extends Put {
  readonly number: number
  readonly old: { readonly number: number; readonly held: Held } | undefined
}

const PAGES_TO_MERGE = 24
/** Rows that were asked for lately, kept as they are handed out: the best answers are the answer again and again. */
const MOST_KEPT = 8192

/** What is held: the rows, their index of words, and the slots; always the same things in all three. */
export class Shelf {
  readonly db: DatabaseSync
  readonly slots = new Slots()
  readonly references = new References()
  /** Goes up with every change. */
  version = 0
  readonly #labels: Labels
  readonly #kept = new Map<number, Held>()
  readonly #insert: StatementSync
  readonly #delete: StatementSync
  readonly #index: StatementSync
  readonly #unindex: StatementSync
  readonly #get: StatementSync
  readonly #merge: StatementSync
  readonly #changes: StatementSync

  /** @param db with the tables of `database.ts`; rows in it are held from the start */
  constructor(db: DatabaseSync) {
    this.db = db
    this.#labels = new Labels(db)
    this.#insert = db.prepare('insert into row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#delete = db.prepare('delete from row where number = ?')
    this.#index = db.prepare('insert into words (rowid, text) values (?, ?)')
    this.#unindex = db.prepare("insert into words (words, rowid, text) values ('delete', ?, ?)")
    this.#get = db.prepare('select * from row where number = ?')
    this.#get.setReturnArrays(true)
    this.#merge = db.prepare("insert into words (words, rank) values ('merge', ?)")
    this.#changes = db.prepare('select total_changes() as n')
    this.#takeStock()
  }

  /**
   * Whether this is not already held just so. Asks nothing of the database.
   * @param at where the slots have it
   */
  isNews(at: number, print: number, traffic?: number): boolean {
    if (at < 0 || this.slots.print(at) !== print) return true
    const level = this.slots.level(at)
    return traffic !== undefined && withTraffic(level, traffic) !== level
  }

  /** Holds these, all different, from now on. In one transaction: a few hundred at once cost a few ms. */
  put(puts: readonly Put[], read: number): void {
    this.version += 1
    const rows = puts.map((put) => this.#rowOf(put))
    // The index is written anew whenever a number is lower than the one before it, so all that goes does so first.
    rows.sort((a, b) => (a.old?.number ?? 0) - (b.old?.number ?? 0))
    inTransaction(this.db, () => {
      for (const { old } of rows) if (old !== undefined) this.#drop(old.number, old.held)
      rows.sort((a, b) => a.number - b.number)
      for (const row of rows) this.#write(row)
    })
    for (const { thing, number, print, traffic, old } of rows) {
      this.slots.put(thing.kind, thing.id, { print, level: levelIn(number), read })
      if (old !== undefined) this.references.count(old.held, -1)
      this.references.count({ ...thing, traffic }, 1)
    }
  }

  remove(kind: Kind, ids: readonly number[]): void {
    this.version += 1
    const numbers = ids.flatMap((id) => this.numberOf(kind, id) ?? []).toSorted((a, b) => a - b)
    const gone = numbers.flatMap((number) => {
      const held = this.at(number)
      return held === undefined ? [] : [{ number, held }]
    })
    inTransaction(this.db, () => {
      for (const { number, held } of gone) this.#drop(number, held)
    })
    for (const { held } of gone) {
      this.references.count(held, -1)
      this.slots.remove(kind, held.id)
    }
  }

  /**
   * Brings parts of the index together that many writes have left, some 100 KB at a time.
   * @returns whether there may be more to do
   */
  tidy(): boolean {
    const before = this.#changes.get()?.['n']
    this.#merge.run(PAGES_TO_MERGE)
    // One change is the command itself: https://www.sqlite.org/fts5.html#the_merge_command
    return Number(this.#changes.get()?.['n']) - Number(before) >= 2
  }

  get(kind: Kind, id: number): Held | undefined {
    const number = this.numberOf(kind, id)
    return number === undefined ? undefined : this.at(number)
  }

  /** The number of the row that holds this. */
  numberOf(kind: Kind, id: number): number | undefined {
    const at = this.slots.find(kind, id)
    return at < 0 ? undefined : rowNumber(kind, id, this.slots.level(at))
  }

  /** The row of this number. Not to be changed by whoever gets it. */
  at(number: number): Held | undefined {
    const kept = this.#kept.get(number)
    if (kept !== undefined) return kept
    const row = this.#get.get(number)
    if (row === undefined) return undefined
    const held = heldOf(row as unknown as unknown[], this.#labels)
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear()
    this.#kept.set(number, held)
    return held
  }

  #write({ thing, print, traffic, number }: Row): void {
    this.#insert.run(...valuesOf({ ...thing, traffic }, number, print, this.#labels))
    this.#index.run(number, indexed(thing))
  }

  #drop(number: number, held: Held): void {
    this.#kept.delete(number)
    this.#delete.run(number)
    this.#unindex.run(number, indexed(held))
  }

  /** Where the thing is to stand and where it stands now. Traffic that is not known stays as it is. */
  #rowOf({ thing, print, traffic }: Put): Row {
    const { kind, id, status } = thing
    const before = this.numberOf(kind, id)
    const held = before === undefined ? undefined : this.at(before)
    const old = before === undefined || held === undefined ? undefined : { number: before, held }
    const isKept = traffic === undefined && before !== undefined
    const level = isKept ? withStatus(levelIn(before), status) : levelOf(status, traffic)
    const number = rowNumber(kind, id, level)
    return { thing, print, traffic: traffic ?? held?.traffic, number, old }
  }

  /** The slots and references of rows that are there already. */
  #takeStock(): void {
    const all = this.db.prepare(
      "select number, '', null, advertiser, vertical, manager, null, null, null, tags, traffic, print from row",
    )
    all.setReturnArrays(true)
    for (const row of all.iterate() as Iterable<unknown>) {
      const values = row as unknown[]
      const held = heldOf(values, this.#labels)
      this.slots.put(held.kind, held.id, {
        print: printIn(values),
        level: levelIn(Number(values[0])),
        read: 0,
      })
      this.references.count(held, 1)
    }
  }
}
