import type { DatabaseSync } from 'node:sqlite'
import { breath } from './breath.ts'
import { isWorthKnowing, Vocabulary } from './vocabulary.ts'

const AT_ONCE = 1000

/** Makes the vocabulary of all names in the index anew, a few words at a time. */
export async function vocabularyOf(db: DatabaseSync): Promise<Vocabulary> {
  const further = db.prepare('select term from word where term > ? order by term limit ?')
  further.setReturnArrays(true)
  const words: string[] = []
  for (let last = '', isMore = true; isMore;) {
    const terms = further.all(last, AT_ONCE).map((row) => (row as unknown as [string])[0])
    // Private characters begin what rows are filtered by.
    for (const term of terms) if (isWorthKnowing(term) && !/^\p{Co}/u.test(term)) words.push(term)
    last = terms.at(-1) ?? ''
    isMore = terms.length === AT_ONCE
    await breath()
  }
  return new Vocabulary(words)
}
