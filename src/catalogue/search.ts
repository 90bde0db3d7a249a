import type { StatementSync } from 'node:sqlite'
import { kinds as allKinds, type Asked, type Filter, type Kind } from './contract.ts'
import { guess, guessedGrade, type Edits } from './guesses.ts'
import { Hits, type Hit } from './hits.ts'
import { filterExpression, fts, gradeOf, grades, parse, startOf, type Query } from './query.ts'
import { namePrint } from './print.ts'
import { numbersOf } from './rank.ts'
import type { Used } from './recent.ts'
import { mark, type Held } from './row.ts'
import type { Shelf } from './shelf.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Matches of a kind are counted up to this many. */
const MOST_COUNTED = 1000
/** With fewer exact matches of a word than this, parts of words are looked for as well. */
const FEW = 10
/** With fewer than this, typos are too. */
const VERY_FEW = 3
/** Up to so many matches are graded one by one; of more, the best of each grade are asked for. */
const FEW_TO_GRADE = 48
const MOST_GUESSED = 200
/** The first letters that people type are the same ones again and again, and match the most: those are remembered. */
const MANY = 50
const MOST_ANSWERS = 512

export interface Answer {
  /** Best first: as many as were wanted, if there are so many. */
  readonly hits: readonly Hit[]
  readonly total: number
  readonly atLeast: boolean
}

/** One search, as it goes along. */
interface Going {
  readonly query: Query
  readonly filter: Filter | undefined
  /** The filter as an expression, to add. */
  readonly also: string | undefined
  readonly wanted: number
  readonly hits: Hits
  /** Every word typed begins a word of the name. */
  readonly starts: string
}

/** The search over a shelf. Rows are found in the order of their rank, so only as many as are wanted are looked at. */
export class Search {
  readonly #shelf: Shelf
  readonly #match: StatementSync
  readonly #rows: StatementSync
  readonly #named: StatementSync
  /** What the index answered, as long as nothing on the shelf changes. */
  readonly #answers = new Map<string, readonly number[]>()
  #version = 0

  constructor(shelf: Shelf) {
    this.#shelf = shelf
    const prepare = (sql: string) => {
      const statement = shelf.db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.#match = prepare(
      'select rowid from words where words match ? and rowid between ? and ? order by rowid limit ?',
    )
    this.#rows = prepare('select number from row where number between ? and ? order by number limit ?')
    this.#named = prepare('select number from row where name_print = ?')
  }

  /**
   * @param wanted how many hits to come back with, in all
   * @param used what ranks higher, the latest first
   * @param vocabulary for parts of words and typos; without one there are none
   */
  find(asked: Asked, wanted: number, used: readonly Used[], vocabulary?: Vocabulary): Answer {
    const kinds = asked.kinds ?? allKinds
    const { filter } = asked
    const query = parse(asked.words)
    const hits = new Hits(wanted)
    const starts = fts.all(query.terms.map((term) => startOf(term, vocabulary)))
    const going: Going = { query, filter, also: filterExpression(filter), wanted, hits, starts }
    this.#used(going, kinds, used)
    let total = 0
    let atLeast = false
    for (const kind of kinds) {
      const count = this.#strict(going, kind)
      total += Math.min(count, Math.max(wanted, MOST_COUNTED))
      atLeast ||= count > Math.max(wanted, MOST_COUNTED)
    }
    if (vocabulary !== undefined) {
      if (total < FEW && query.id !== undefined) total += this.#ids(going, kinds, query.id)
      total += this.#guessed(going, kinds, vocabulary, slipsFor(query, total))
    }
    return { hits: hits.best(), total, atLeast }
  }

  /** What was used lately may stand far down among what matches. */
  #used({ query, filter, hits }: Going, kinds: readonly Kind[], used: readonly Used[]): void {
    for (const [at, { kind, id }] of used.entries()) {
      const number = kinds.includes(kind) ? this.#shelf.numberOf(kind, id) : undefined
      const held = number === undefined ? undefined : this.#shelf.at(number)
      if (number === undefined || held === undefined || !passes(held, filter)) continue
      hits.use(number, at)
      const grade = query.isBlank ? grades.starts : gradeOf(query, held.name)
      if (grade !== undefined) hits.add(kind, grade, [number])
    }
  }

  /** @returns how many match, up to one more than is counted */
  #strict(going: Going, kind: Kind): number {
    const { query, filter, also, wanted, hits, starts } = going
    const most = Math.max(wanted, MOST_COUNTED) + 1
    const { terms } = query
    let further = 0
    if (query.id !== undefined) {
      const number = this.#shelf.numberOf(kind, query.id)
      const held = number === undefined ? undefined : this.#shelf.at(number)
      if (number !== undefined && held !== undefined && passes(held, filter)) {
        hits.add(kind, grades.id, [number])
        if (gradeOf(query, held.name) === undefined) further++
      }
    }
    if (query.isBlank) return this.#everything(going, kind, most)
    if (terms.length === 0) return further
    const all = this.#matching(and(starts, also), kind, most)
    if (all.length <= FEW_TO_GRADE) this.#grade(going, kind, all)
    else this.#graded(going, kind, all)
    return all.length + further
  }

  #everything({ also, wanted, hits }: Going, kind: Kind, most: number): number {
    const { low, high } = numbersOf(kind)
    const all =
      also === undefined ? numbers(this.#rows.all(low, high, wanted)) : this.#matching(also, kind, most)
    hits.add(kind, grades.starts, all)
    return also === undefined ? this.#shelf.slots.size(kind) : all.length
  }

  #grade({ query, hits }: Going, kind: Kind, all: readonly number[]): void {
    for (const number of all) {
      const held = this.#shelf.at(number)
      if (held !== undefined) hits.add(kind, gradeOf(query, held.name) ?? grades.starts, [number])
    }
  }

  #graded({ query, filter, also, wanted, hits }: Going, kind: Kind, all: readonly number[]): void {
    const { terms, phrase } = query
    const { low, high } = numbersOf(kind)
    for (const number of numbers(this.#named.all(namePrint(phrase.split(' '))))) {
      const held = number >= low && number <= high ? this.#shelf.at(number) : undefined
      if (held === undefined || !passes(held, filter) || gradeOf(query, held.name) !== grades.name) continue
      hits.add(kind, grades.name, [number])
    }
    hits.add(kind, grades.begins, this.#matching(and(fts.begins(phrase), also), kind, wanted))
    if (hits.count(kind) < wanted) {
      hits.add(kind, grades.words, this.#matching(and(fts.all(terms.map(fts.word)), also), kind, wanted))
    }
    hits.add(kind, grades.starts, all)
  }

  /** Ids that begin with these digits. @returns how many are new */
  #ids({ filter, hits }: Going, kinds: readonly Kind[], id: number): number {
    const before = hits.size
    for (const kind of kinds) {
      for (const found of this.#shelf.slots.beginning(kind, id, MOST_GUESSED)) {
        const number = this.#shelf.numberOf(kind, found)
        const held = number === undefined ? undefined : this.#shelf.at(number)
        if (number !== undefined && held !== undefined && passes(held, filter)) {
          hits.add(kind, grades.idBegins, [number])
        }
      }
    }
    return hits.size - before
  }

  /** Parts of words and typos, with so many slips a word until something is found. @returns how many are new */
  #guessed(going: Going, kinds: readonly Kind[], vocabulary: Vocabulary, slips: readonly Edits[]): number {
    const { query, also, hits } = going
    if (query.terms.length === 0) return 0
    const before = hits.size
    for (const edits of slips) {
      const expression = guess(query, vocabulary, edits)
      if (expression === undefined) continue
      for (const kind of kinds) {
        for (const number of this.#matching(and(expression, also), kind, MOST_GUESSED)) {
          const held = this.#shelf.at(number)
          if (held !== undefined) hits.add(kind, guessedGrade(query, held.name), [number])
        }
      }
      if (hits.size > before) break
    }
    return hits.size - before
  }

  #matching(expression: string, kind: Kind, most: number): readonly number[] {
    if (this.#version !== this.#shelf.version) this.#answers.clear()
    this.#version = this.#shelf.version
    const asked = `${kind} ${most} ${expression}`
    const known = this.#answers.get(asked)
    if (known !== undefined) return known
    const { low, high } = numbersOf(kind)
    const found = numbers(this.#match.all(expression, low, high, most))
    if (found.length < MANY) return found
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear()
    this.#answers.set(asked, found)
    return found
  }
}

/** Which slips are looked for when so many are found as typed: the first that finds anything counts. */
function slipsFor({ terms }: Query, found: number): readonly Edits[] {
  // Several words that are found together were typed right.
  if (terms.length > 1) return found === 0 ? [1, 2] : []
  if (found < VERY_FEW) return [1, 2]
  return found < FEW ? [0] : []
}

function numbers(rows: readonly unknown[]): number[] {
  return rows.map((row) => (row as [number])[0])
}

function and(expression: string, also: string | undefined): string {
  return also === undefined ? expression : `(${expression}) AND ${also}`
}

/** Whether the filter holds of a row, as the index would have it. */
function passes(held: Held, filter: Filter | undefined): boolean {
  if (filter === undefined) return true
  const { status, tag } = filter
  if (
    status !== undefined &&
    (held.status === undefined || mark('status', held.status) !== mark('status', status))
  )
    return false
  if (tag !== undefined && held.tags?.includes(tag) !== true) return false
  return (['advertiser', 'vertical', 'manager'] as const).every(
    (property) => filter[property] === undefined || held[property] === filter[property],
  )
}
