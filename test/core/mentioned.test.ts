import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asked, Catalogue } from '../../src/catalogue/contract.ts'
import { withLinkTemplates } from '../../src/core/links.ts'
import { mentionedIn } from '../../src/core/mentioned.ts'
import { resolve } from '../../src/core/resolve.ts'
import { features } from '../../src/features/index.ts'
import { affiliate, offer } from '../catalogue/network.ts'
import { heldByAll } from './asking.ts'

const registry = withLinkTemplates(features, [{ noun: 'offer', template: 'https://you.example/Offers/{id}' }])
const SIZES = ['Mini', 'Small', 'Plain', 'Large', 'Giant', 'Gold', 'Silver', 'Bronze', 'Tin']
const held = await heldByAll({
  offers: [
    offer(12345, 'Auto Insurance Quote - US', { advertiser: { id: 101, name: 'SafeDrive Insurance Co.' } }),
    offer(12346, 'Auto Insurance Quote'),
    ...Array.from({ length: 40 }, (_, n) => offer(500 + n, `Auto Insurance Bundle ${n}`)),
    ...SIZES.flatMap((first, n) =>
      SIZES.map((second, m) => offer(600 + 10 * n + m, `${first} Bundle ${second} Bundle`)),
    ),
    offer(2026, 'Year'),
    offer(11, 'Eleven'),
    offer(21, 'Twenty-one'),
    offer(1200, 'Twelve hundred'),
    offer(50, 'Offer'),
    offer(51, 'Cashback'),
    offer(52, 'モバイルくじ'),
    offer(53, 'Café Crème Club'),
    offer(54, 'Twin Peaks', { offer_status: 'active' }),
    offer(55, 'Twin Peaks', { offer_status: 'paused' }),
  ],
  affiliates: [affiliate(67890, 'MediaBridge Partners'), affiliate(67891, 'Quiver')],
})

const by = { user: 'U1' }
const lines = async (text: string) => (await mentionedIn(text, registry, held, by)).map(({ line }) => line)

describe('what a message talks about', () => {
  it.each([
    ['offer 12345', ['offer 12345']],
    ['can you pause Offer 12345, please?', ['offer 12345']],
    ['Offer ID: 99999 is broken', ['offer 99999']],
    ['offers 12345 and 12346.', ['offer 12345', 'offer 12346']],
    ['*#12345*', ['offer 12345']],
    ['see 12345.', ['offer 12345']],
    ['(12345)', ['offer 12345']],
    ['campaign #98001 of affiliate 67890', ['campaign 98001', 'affiliate 67890']],
    ['publisher 67890', ['affiliate 67890']],
    ['advertisers 101', ['advertiser 101']],
    [
      'here: <https://n.example/rd/r.php?sid=98001&amp;aff_id=67890|the link>',
      ['campaign 98001 affiliate:67890'],
    ],
    ['the link is https://n.example/rd/r.php?sid=98001.', ['campaign 98001']],
    ['(https://you.example/Offers/7)', ['offer 7']],
    ['how is Auto Insurance Quote - US doing?', ['offer 12345']],
    ['auto insurance quote us', ['offer 12345']],
    ['auto insurance quote: us and auto insurance quote', ['offer 12345', 'offer 12346']],
    ['twin peaks', ['offer 54', 'offer 55']],
    ['ask Quiver about it', ['affiliate 67891']],
    ['ask mediabridge partners about cashback', ['affiliate 67890', 'offer 51']],
    ['cafe creme club?', ['offer 53']],
    ['モバイルくじ', ['offer 52']],
    ['SafeDrive Insurance Co. wants more', ['advertiser 101']],
    ['offer 12345 is Auto Insurance Quote - US', ['offer 12345']],
    ['affiliate 12345', ['affiliate 12345']],
  ])('%s', async (text, expected) => {
    expect(await lines(text)).toEqual(expected)
  })

  it.each([
    'nothing to see here',
    'the offer is good',
    'we paid $1200 and 1200 EUR and USD 1200 and €1200 and 1200$, 1200.50 or 1,200 or 12% or 11 %',
    'on 2026-11-21, 11/21/2026, 21.11.2026 at 11:21 and 2026-11',
    'version 1.11, +4950112345, A11, 11th, 0.21',
    'auto insurance',
    'mediabridge',
    'page 11, report 21, help 11',
    'https://elsewhere.example/12345 <https://elsewhere.example/?id=11|12345>',
    '<@U12345> <#C12345|general> <!channel>',
    '',
  ])('finds nothing in %j', async (text) => {
    expect(await lines(text)).toEqual([])
  })

  it('calls things by their names where they are known', async () => {
    expect(
      await mentionedIn('offer 12345, affiliate 67891, campaign 98001, #101', registry, held, by),
    ).toMatchObject([
      { line: 'offer 12345', title: 'Auto Insurance Quote - US' },
      { line: 'affiliate 67891', title: 'Quiver' },
      { line: 'campaign 98001', title: 'Campaign 98001' },
      { line: 'advertiser 101', title: 'SafeDrive Insurance Co.' },
    ])
  })

  it('finds eight things at most, each once', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `#${500 + n} offer ${500 + n}`).join(' ')
    const found = await lines(ids)
    expect(found).toHaveLength(8)
    expect(new Set(found).size).toBe(8)
  })

  it('finds a name among forty that begin like it', async () => {
    expect(await lines('auto insurance bundle 39 is what I mean')).toContain('offer 539')
  })

  it('finds a name whose every word is in many', async () => {
    expect(await lines('is the gold bundle mini bundle still on?')).toEqual(['offer 650'])
  })
})

/** Counts what a message costs. */
function counting(): { catalogue: Catalogue; searches: Asked[]; gets: () => number } {
  const searches: Asked[] = []
  let gets = 0
  const catalogue: Catalogue = Object.assign(Object.create(held) as Catalogue, {
    find: (asked: Asked) => {
      searches.push(asked)
      return held.find(asked)
    },
    get: (...of: Parameters<Catalogue['get']>) => {
      gets += 1
      return held.get(...of)
    },
  })
  return { catalogue, searches, gets: () => gets }
}

describe('a message of any kind', () => {
  it.each([
    ['a', 40_000],
    ['<', 40_000],
    ['<a|', 13_000],
    ['offer ', 6_000],
    ['offer 1 ', 5_000],
    ['offer                         ', 1_300],
    [' ', 40_000],
    ['1', 40_000],
    ['1 ', 20_000],
    ['12345 ', 6_600],
    ['$1', 20_000],
    ['https://', 5_000],
    ['auto insurance bundle ', 1_800],
    ['😀', 20_000],
    ['é\u0301', 13_000],
    ['&amp;', 8_000],
    ['"\'*-(', 8_000],
  ])('of %j, %i times, costs a bounded number of searches', async (part, times) => {
    const { catalogue, searches, gets } = counting()
    const found = await mentionedIn(part.repeat(times), registry, catalogue, by)
    expect(found.length).toBeLessThanOrEqual(8)
    expect(searches.length).toBeLessThanOrEqual(80)
    expect(searches.every(({ words }) => words.length <= 500)).toBe(true)
    expect(gets()).toBeLessThanOrEqual(12_000)
  })

  it('lets others have their turn between the searches', async () => {
    const { catalogue, searches } = counting()
    let turns = 0
    let isOver = false
    const tick = () => {
      turns += 1
      if (!isOver) setImmediate(tick)
    }
    setImmediate(tick)
    await mentionedIn('auto insurance bundle '.repeat(500), registry, catalogue, by)
    isOver = true
    expect(searches.length).toBe(80)
    expect(turns).toBeGreaterThanOrEqual(80)
  })

  it('gives lines that are commands', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        'offer',
        'Offer ID:',
        'campaign',
        '#',
        '12345',
        '67890',
        'auto insurance quote',
        '<',
        '>',
        '|',
        '&amp;',
        '"',
        '$',
        '2026-11-21',
        'https://you.example/Offers/5',
        '<!channel>',
        'عرض',
      ),
      fc.string({ maxLength: 12, unit: 'grapheme' }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 25 }), async (parts) => {
        const found = await mentionedIn(parts.join(' '), registry, held, by)
        expect(new Set(found.map(({ line }) => line)).size).toBe(found.length)
        for (const { line, title } of found) {
          const { command, given } = resolve(registry, line)
          expect(command.input.safeParse(given).error).toBeUndefined()
          expect(title).not.toBe('')
        }
      }),
      { numRuns: 150 },
    )
  })
})
