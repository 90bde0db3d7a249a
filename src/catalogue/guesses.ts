import { fts, grades, startOf, type Grade, type Query } from './query.ts'
import { wordsOf } from './fold.ts'
import { isWorthKnowing, slipsBetween, type Vocabulary } from './vocabulary.ts'

/** What else the words may have been meant as: parts of words, typos, words run together or apart. */

export type Edits = 0 | 1 | 2

const MOST_NEAR = 24
const MOST_PARTS = 24
/** From this length on a word may have two slips. */
const TWO_SLIPS_FROM = 7

/**
 * An expression that finds names with other words in place of those typed, or undefined when there are none.
 * @param edits how many slips a word may have; with 0 only parts of words are looked for, and words run together or apart
 */
export function guess({ terms }: Query, vocabulary: Vocabulary, edits: Edits): string | undefined {
  const found = terms.map((term) => isFound(term, vocabulary))
  const isAllFound = !found.includes(false)
  const ways = terms.map((term, at) => [
    ...(found[at] === true ? [startOf(term, vocabulary)] : []),
    // A word that is found nowhere was certainly mistyped; then the others stand as they are.
    ...(found[at] === true && !isAllFound ? [] : alternativesOf(term, vocabulary, edits)),
  ])
  const all = ways.every((way) => way.length > 0) ? [fts.all(ways.map(fts.any))] : []
  const either = [...all, ...joined(terms, vocabulary)]
  return either.length === 0 ? undefined : either.map((way) => `(${way})`).join(' OR ')
}

/** Numbers and runs of characters are not in the vocabulary. */
function isFound(term: string, vocabulary: Vocabulary): boolean {
  return !isWorthKnowing(term) || term.includes(' ') || vocabulary.beginning(term, 1).length > 0
}

function alternativesOf(term: string, vocabulary: Vocabulary, edits: Edits): string[] {
  if (term.includes(' ')) return []
  const most = term.length >= TWO_SLIPS_FROM ? edits : Math.min(edits, 1)
  const near = most === 0 ? [] : vocabulary.near(term, most, MOST_NEAR)
  return [
    ...near.map(({ text }) => startOf(text, vocabulary)),
    ...(isPart(term) ? vocabulary.containing(term, MOST_PARTS).map(fts.word) : []),
    ...apart(term, vocabulary),
  ]
}

/** Two letters of a word are in too many words, except in scripts that say more with a letter. */
function isPart(term: string): boolean {
  return term.length >= 3 || (term.length === 2 && term.charCodeAt(0) > 0x2ff)
}

/** `autoinsurance` for `auto insurance`. */
function apart(term: string, vocabulary: Vocabulary): string[] {
  const ways: string[] = []
  for (let at = 2; at <= term.length - 2; at++) {
    const [left, right] = [term.slice(0, at), term.slice(at)]
    if (vocabulary.has(left) && vocabulary.beginning(right, 1).length > 0) ways.push(`"${left} ${right}"*`)
  }
  return ways
}

/** `safe drive` for `safedrive`. */
function joined(terms: readonly string[], vocabulary: Vocabulary): string[] {
  return terms.slice(1).flatMap((term, at) => {
    const both = `${terms[at] ?? ''}${term}`
    if (both.includes(' ') || vocabulary.beginning(both, 1).length === 0) return []
    const others = terms.filter((_, other) => other !== at && other !== at + 1)
    return [fts.all([both, ...others].map(fts.start))]
  })
}

/** The grade of a name that `guess` found. */
export function guessedGrade(query: Query, name: string): Grade {
  const words = wordsOf(name)
  const all = ` ${words.join(' ')} `
  let slips = 0
  for (const term of query.terms) {
    if (!all.includes(term)) slips += Math.min(2, ...words.map((word) => slipsFrom(term, word)))
  }
  if (slips === 0) return grades.parts
  return slips === 1 ? grades.slip : grades.slips
}

/** Slips between a typed word and the beginning of another that is nearest to it. */
function slipsFrom(term: string, word: string): number {
  const lengths = [term.length - 1, term.length, term.length + 1]
  return Math.min(...lengths.map((length) => slipsBetween(term, word.slice(0, length))))
}
