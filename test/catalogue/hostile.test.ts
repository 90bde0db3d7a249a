import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/catalogue/catalogue.ts'
import { kinds } from '../../src/catalogue/contract.ts'
import { affiliate, holding, ids, offer, testNetwork } from './network.ts'

const names = [
  'Auto "Premium" * NEAR(a b, 2)',
  "Robert'); DROP TABLE row;--",
  'عرض تأمين السيارات',
  'ביטוח רכב',
  '東京アフィリエイト (Tokyo Affiliate)',
  'モバイルくじ - Daily Lottery App',
  '한국어 자동차보험',
  'ประกันภัยรถยนต์ Thai',
  'कार बीमा',
  'Автострахование Москва',
  'Ασφάλεια αυτοκινήτου',
  '🔥 Hot 🎮 deal',
  '\u202Egnp.tset\u202C',
  '=cmd|"/c calc"!A1',
  '<script>alert(1)</script>',
  'Crème Brûlée Çay',
  'x'.repeat(900),
  '',
]

describe('whatever is typed is only a search', () => {
  const { cake } = testNetwork({
    offers: names.map((name, at) => offer(at + 1, name)),
    affiliates: names.map((name, at) => affiliate(at + 1, name)),
  })
  const errors: unknown[] = []
  const catalogue = createCatalogue({ cake, minutes: 0, network: 'a', log: (_, error) => errors.push(error) })
  beforeAll(() => catalogue.refresh())
  afterAll(() => catalogue.stop())

  const syntax = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"',
          '*',
          '^',
          '-',
          '+',
          ':',
          '(',
          ')',
          '{',
          '}',
          ' AND ',
          ' OR ',
          ' NOT ',
          'NEAR(',
          'text:',
          '\0',
          '\ue000sactive',
          '%',
          '_',
          "'",
          ';',
          '--',
        ),
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom(...names.map((name) => name.slice(0, 20))),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''))

  it('never throws, and never breaks the rules of an answer', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          syntax,
          fc.string({ unit: 'grapheme', maxLength: 500 }),
          fc.string({ unit: 'binary', maxLength: 500 }),
        ),
        fc.record({
          limit: fc.oneof(fc.integer(), fc.constantFrom(0, 5, 100, Number.NaN, Infinity, -Infinity, 1.5)),
          offset: fc.option(fc.oneof(fc.integer(), fc.constantFrom(Number.NaN, Infinity, 2)), {
            nil: undefined,
          }),
          kinds: fc.option(fc.subarray([...kinds]), { nil: undefined }),
          filter: fc.option(
            fc.record(
              { status: fc.string(), vertical: fc.oneof(fc.double(), fc.integer()) },
              { requiredKeys: [] },
            ),
            { nil: undefined },
          ),
          by: fc.option(fc.record({ user: fc.string(), channel: fc.string() }), { nil: undefined }),
        }),
        (words, more) => {
          const { entries, total } = catalogue.find({ words, ...more })
          expect(entries.length).toBeLessThanOrEqual(Math.max(0, more.limit || 0))
          expect(total).toBeGreaterThanOrEqual(entries.length)
          expect(new Set(entries.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(entries.length)
          catalogue.named('offer', words)
        },
      ),
      { numRuns: 400 },
    )
    expect(errors).toEqual([])
  })

  it('cannot reach the index behind the words', () => {
    expect(catalogue.find({ words: '\ue000sactive', limit: 5 }).total).toBe(0)
    expect(catalogue.find({ words: 'text:auto', kinds: ['offer'], limit: 5 }).entries).toEqual([])
    expect(ids(catalogue.find({ words: 'NEAR(a b, 2)', kinds: ['offer'], limit: 5 }))).toEqual([1])
  })

  it.each([
    ['SQL', "'); drop table row;--", 2],
    ['Arabic, from within a word', 'سيارات', 3],
    ['Arabic with its vowels', 'عَرْض', 3],
    ['Hebrew', 'רכב', 4],
    ['Japanese, anywhere', '京アフ', 5],
    ['Japanese, half-width', 'ﾓﾊﾞｲﾙ', 6],
    ['Japanese, one character', 'じ', 6],
    ['Korean, from within a word', '보험', 7],
    ['Thai', 'รถยนต์', 8],
    ['Thai and Latin', 'รถยนต์ thai', 8],
    ['Hindi', 'बीमा', 9],
    ['Russian, from within a word', 'страхов', 10],
    ['Greek, without accents', 'ασφαλεια', 11],
    ['a picture', '🎮', 12],
    ['a direction mark left out', 'gnp', 13],
    ['accents left out', 'creme brulee cay', 16],
    ['accents too many', 'Crèmé', 16],
  ])('finds %s', (_, words, id) => {
    expect(ids(catalogue.find({ words, kinds: ['offer'], limit: 1 }))).toEqual([id])
  })

  it('keeps characters together that were typed together', () => {
    expect(catalogue.find({ words: '京東', limit: 5 }).entries).toEqual([])
  })
})

it('does not look for more than it takes to answer 500 characters', async () => {
  const catalogue = await holding({ offers: [offer(1, 'One two three four')] })
  const words = Array.from({ length: 250 }, (_, n) => String.fromCharCode(97 + (n % 26))).join(' ')
  expect(catalogue.find({ words, limit: 5 }).total).toBe(0)
  expect(ids(catalogue.find({ words: 'one '.repeat(125), limit: 5 }))).toEqual([1])
})
