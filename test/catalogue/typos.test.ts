import { distance } from 'fastest-levenshtein'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slipsBetween, Vocabulary } from '../../src/catalogue/vocabulary.ts'
import { holding, ids, offer } from './network.ts'

const words = (
  'auto insurance quote home solar panel estimate payday advance crypto wallet starter puzzle game install dating ' +
  'video language course vitamin subscription mortgage compare travel cruise finder energy broadband switch'
).split(' ')

/** A word with one slip: a letter too many, missing, wrong, or two swapped. */
const slipped = (word: string) =>
  fc
    .tuple(
      fc.nat(word.length - 1),
      fc.constantFrom('add', 'drop', 'change', 'swap'),
      fc.constantFrom(...'aeiourtnsl'.split('')),
    )
    .map(([at, how, letter]) => {
      const [before, after] = [word.slice(0, at), word.slice(at)]
      if (how === 'add') return before + letter + after
      if (how === 'drop') return before + after.slice(1)
      if (how === 'change') return before + letter + after.slice(1)
      return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2)
    })

describe('typos', () => {
  it('finds every name in spite of a slip in any of its longer words', async () => {
    const names = words.map(
      (word, at) => `${word} ${words[(at + 7) % words.length]} ${words[(at + 12) % words.length]}`,
    )
    const catalogue = await holding({ offers: names.map((name, at) => offer(at + 1, name)) })
    const typed = fc.nat(names.length - 1).chain((at) => {
      const parts = names[at]!.split(' ')
      const long = parts.findIndex((part) => part.length > 4)
      return slipped(parts[long]!).map((slip) => ({ at, words: parts.with(long, slip).join(' ') }))
    })
    fc.assert(
      fc.property(typed, ({ at, words }) => {
        expect(ids(catalogue.find({ words, kinds: ['offer'], limit: 5 }))).toContain(at + 1)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['insurnace', [1]],
    ['insuranse quot', [1]],
    ['autt', [1]],
    ['inzurans', [1]],
    ['insurna', [1]],
    ['kingdm merg', [2]],
    ['autoinsurance', [1]],
    ['merge king dom', [2]],
    ['x', []],
    ['zq', []],
    ['99999', []],
  ])('takes %s for what was meant', async (words, expected) => {
    const catalogue = await holding({
      offers: [offer(1, 'Auto Insurance Quote'), offer(2, 'Merge Kingdom'), offer(3, 'Hotel 12345')],
    })
    expect(ids(catalogue.find({ words, kinds: ['offer'], limit: 5 }))).toEqual(expected)
  })

  it('puts what was typed just so before what was perhaps meant, and fewer slips first', async () => {
    const catalogue = await holding({
      offers: [
        offer(1, 'Horse racing'),
        offer(2, 'House moving', { offer_status: 'expired' }),
        offer(3, 'Hose reel', { offer_status: 'paused' }),
      ],
    })
    expect(ids(catalogue.find({ words: 'hose', limit: 5 }))).toEqual([3, 1, 2])
  })

  it('looks for no typos where enough is found', async () => {
    const offers = Array.from({ length: 12 }, (_, n) => offer(n + 1, `Hose ${n}`))
    const catalogue = await holding({ offers: [...offers, offer(99, 'House')] })
    expect(ids(catalogue.find({ words: 'hose', limit: 50 }))).not.toContain(99)
  })
})

describe('the vocabulary', () => {
  const latin = fc.string({ unit: fc.constantFrom(...'abcde'.split('')), minLength: 2, maxLength: 9 })

  it('finds every word that is near, as a search through all of them does', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(latin, { maxLength: 30 }),
        fc.uniqueArray(latin, { maxLength: 5 }),
        latin,
        (known, added, typed) => {
          fc.pre(typed.length >= 3)
          const vocabulary = new Vocabulary(known)
          vocabulary.add(added)
          const near = vocabulary.near(typed, 1, 1000)
          for (const word of [...known, ...added]) {
            if (word === typed || slipsBetween(typed, word) > 1 || word.startsWith(typed)) continue
            if (word.length < typed.length - 1 || word.length < 2) continue
            expect(
              near.some(({ text }) => word.startsWith(text)),
              `${typed} ~ ${word}`,
            ).toBe(true)
          }
          for (const { text, edits } of near)
            expect(Math.min(distance(typed, text), slipsBetween(typed, text))).toBe(edits)
        },
      ),
    )
  })

  it('finds words by their parts, the added ones too, up to a limit', () => {
    const vocabulary = new Vocabulary(['insurance', 'surgery', 'auto'])
    vocabulary.add(['assurance', 'auto', '12345', 'x'])
    expect(vocabulary.containing('sur', 9)).toEqual(['insurance', 'surgery', 'assurance'])
    expect(vocabulary.containing('sur', 2)).toEqual(['insurance', 'surgery'])
    expect(vocabulary.size).toBe(4)
    expect([vocabulary.has('auto'), vocabulary.has('assurance'), vocabulary.has('aut')]).toEqual([
      true,
      true,
      false,
    ])
    expect(vocabulary.beginning('a', 9)).toEqual(['auto', 'assurance'])
    expect(vocabulary.beginning('in', 9)).toEqual(['insurance'])
    expect(vocabulary.beginning('uto', 9)).toEqual([])
    expect(vocabulary.beginning('', 2)).toEqual(['auto', 'insurance'])
  })

  it('stays small when very many words are added', () => {
    const vocabulary = new Vocabulary(['first'])
    vocabulary.add(Array.from({ length: 6000 }, (_, n) => `word${n}`))
    expect(vocabulary.size).toBe(6001)
    expect(vocabulary.near('frist', 1, 5)).toEqual([{ text: 'first', edits: 1 }])
  })
})
