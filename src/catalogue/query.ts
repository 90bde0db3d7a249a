import type { Filter } from './contract.ts'
import { typedWords, wordsOf } from './fold.ts'
import { isHoldable } from './thing.ts'
import { mark } from './row.ts'
import { isWorthKnowing, type Vocabulary } from './vocabulary.ts'

/** What was typed, taken apart. All of it is only words; nothing in it is syntax. */
export interface Query {
  /** Nothing was typed, so everything is meant. */
  readonly isBlank: boolean
  /** Words or, of scripts without spaces, runs of characters (their words with spaces between). Each once. */
  readonly terms: readonly string[]
  /** All words in the order typed, with spaces between. */
  readonly phrase: string
  /** An id, when it is one: `12345`, `#12345`, `12,345`. */
  readonly id?: number
}

const LONGEST_TYPED = 256
const MOST_TERMS = 12

export function parse(typed: string): Query {
  const text = typed.slice(0, LONGEST_TYPED)
  const runs: string[] = []
  for (const { text: word, joined } of typedWords(text)) {
    if (joined) runs.push(`${runs.pop() ?? ''} ${word}`)
    else runs.push(word)
  }
  return {
    isBlank: text.trim() === '',
    terms: [...new Set(runs)].slice(0, MOST_TERMS),
    phrase: runs.join(' '),
    id: idIn(text),
  }
}

function idIn(text: string): number | undefined {
  const digits = /^\s*#?\s*(\d{1,15}|\d{1,3}(?:,\d{3})+)\s*$/.exec(text)?.[1]?.replaceAll(',', '')
  const id = digits === undefined ? Number.NaN : Number(digits)
  return isHoldable(id) ? id : undefined
}

/** FTS5 expressions. Terms hold letters, digits and marks only, so quoting them is always right. */
export const fts = {
  /** Names that begin with the phrase. */
  begins: (phrase: string) => `^"${phrase}"*`,
  /** A word that begins so, or a run of characters. */
  start: (term: string) => `"${term}"*`,
  /** This very word. */
  word: (term: string) => `"${term}"`,
  any: (parts: readonly string[]) => (parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`),
  all: (parts: readonly string[]) => parts.join(' AND '),
}

const FEW_WORDS = 8

/**
 * A word that begins so. FTS5 brings all rows of all such words together before it gives the first one; where
 * the words are known and few, asking for each of them is many times cheaper.
 */
export function startOf(term: string, vocabulary: Vocabulary | undefined): string {
  if (vocabulary === undefined || term.includes(' ') || !isWorthKnowing(term)) return fts.start(term)
  const words = vocabulary.beginning(term, FEW_WORDS + 1)
  return words.length === 0 || words.length > FEW_WORDS ? fts.start(term) : fts.any(words.map(fts.word))
}

/** What the filter asks, as an expression to add with AND; undefined when it asks nothing. */
export function filterExpression(filter: Filter | undefined): string | undefined {
  if (filter === undefined) return undefined
  const marks: string[] = []
  if (filter.status !== undefined) marks.push(mark('status', filter.status))
  for (const property of ['advertiser', 'vertical', 'manager', 'tag'] as const) {
    const id = filter[property]
    if (id !== undefined) marks.push(mark(property, Math.trunc(id)))
  }
  return marks.length === 0 ? undefined : fts.all(marks.map(fts.word))
}

/** How well a name with these words answers; the order of the matches. */
export const grades = {
  id: 0,
  name: 1,
  begins: 2,
  words: 3,
  starts: 4,
  idBegins: 5,
  parts: 6,
  slip: 7,
  slips: 8,
} as const
export type Grade = (typeof grades)[keyof typeof grades]

/** The grade of a name among the exact ones, as the index would find it; undefined when it is none of them. */
export function gradeOf(query: Query, name: string): Grade | undefined {
  if (query.terms.length === 0) return undefined
  const words = wordsOf(name)
  const all = ` ${words.join(' ')} `
  if (all === ` ${query.phrase} `) return grades.name
  if (all.startsWith(` ${query.phrase}`)) return grades.begins
  if (query.terms.every((term) => all.includes(` ${term} `))) return grades.words
  return query.terms.every((term) => all.includes(` ${term}`)) ? grades.starts : undefined
}
