import { setImmediate as turn } from 'node:timers/promises'
import type { Asker, Catalogue } from '../catalogue/contract.ts'
import type { Registry } from './command.ts'
import { detailOf, openLine } from './entries.ts'
import { NAMED, spokenWords, type Mentioned } from './mentioned.ts'
import { byNoun } from './suggest.ts'

const MOST = 5
/** Shorter words are in every sentence. */
const SHORTEST_WORD = 4
/** Words of a message that are looked at. */
const MOST_WORDS = 40
/** Words that are looked for together: three say more than two, and one alone is in too many names. */
const TOGETHER = [3, 2]

/**
 * What a message may mean that names nothing just so: parts of names and misspelt ones, of two words at least unless
 * the message has only one. Guesses, so for choosing from; the likeliest first. Others get their turn between the
 * searches.
 */
export async function meantIn(
  text: string,
  registry: Registry,
  catalogue: Catalogue,
  by: Asker,
): Promise<Mentioned[]> {
  const words = spokenWords(text)
    .filter((word) => word.length >= SHORTEST_WORD && !/^\d+$/.test(word) && !byNoun(registry, word))
    .slice(0, MOST_WORDS)
  for (const phrases of phrasesOf(words)) {
    const found = new Map<string, Mentioned>()
    for (const phrase of phrases) {
      await turn()
      for (const entry of catalogue.find({ words: phrase, kinds: NAMED, limit: MOST, by }).entries) {
        const line = openLine(registry, entry.kind, entry.id)
        if (line !== undefined) found.set(line, { line, title: entry.name, detail: detailOf(entry, true) })
      }
    }
    if (found.size > 0) return [...found.values()].slice(0, MOST)
  }
  return []
}

/** Neighbours together, those of the most words first, and of these the longest. */
function phrasesOf(words: readonly string[]): string[][] {
  if (words.length === 1) return [[...words]]
  return TOGETHER.map((length) =>
    words
      .slice(length - 1)
      .map((_, start) => words.slice(start, start + length).join(' '))
      .toSorted((a, b) => b.length - a.length),
  )
}
