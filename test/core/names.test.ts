import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/contract.ts'
import { UserError } from '../../src/core/errors.ts'
import { withIds } from '../../src/core/names.ts'
import { commandLine, resolve } from '../../src/core/resolve.ts'
import { features } from '../../src/features/index.ts'
import { HandClock } from '../cake/clock.ts'
import { affiliate, offer } from '../catalogue/network.ts'
import { heldByAll } from './asking.ts'

const held = await heldByAll({
  offers: [
    offer(12345, 'Auto Insurance Quote - US', {
      vertical: { id: 3, name: 'Insurance' },
      advertiser: { id: 101, name: 'SafeDrive Insurance Co.' },
      tags: [{ id: 8, name: 'auto' }],
    }),
    offer(12346, 'Auto Insurance Quote - UK'),
    ...Array.from({ length: 9 }, (_, n) => offer(200 + n, `Loan ${String.fromCharCode(65 + n)}`)),
    offer(300, '24 hours'),
  ],
  affiliates: [
    affiliate(67890, 'MediaBridge Partners', { account_manager: { id: 7, name: 'Mark Johnson' } }),
    affiliate(67891, 'Quiver Ads'),
  ],
})

const inputs = (typed: string, catalogue: Catalogue = held) =>
  withIds(
    { catalogue, registry: features, clock: new HandClock(), by: { user: 'U1' } },
    resolve(features, typed),
  )

async function refusal(typed: string): Promise<UserError> {
  try {
    await inputs(typed)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error(`'${typed}' was understood`)
}

describe('names where ids are expected', () => {
  it.each([
    ['payout mediabridge 12345', { affiliate: '67890', offer: '12345' }],
    ['payout 67890 "auto insurance quote - us"', { affiliate: '67890', offer: '12345' }],
    ['link MEDIABRIDGE "Áuto insurance quote us"', { affiliate: '67890', offer: '12345' }],
    [
      'offers vertical:insurance advertiser:"safe drive" tag:auto',
      { vertical: '3', advertiser: '101', tag: '8' },
    ],
    ['offers advertiser:safedrive status:active', { advertiser: '101', status: 'active' }],
    ['affiliates manager:"mark johnson"', { manager: '7' }],
    ['campaigns offer:"loan c" affiliate:quiver', { offer: '202', affiliate: '67891' }],
    ['creatives "auto insurance quote - uk"', { offer: '12346' }],
    ['pages #12345', { offer: '12345' }],
    ['report offers mtd vertical:insurance', { range: 'mtd', vertical: '3' }],
    ['report affiliates offer:"loan a"', { offer: '200' }],
    ['report advertisers advertiser:safedrive', { advertiser: '101' }],
    ['campaign 98001 affiliate:mediabridge', { campaign: '98001', affiliate: '67890' }],
    ['creatives "24 hours"', { offer: '300' }],
  ])('%s', async (typed, given) => {
    const found = await inputs(typed)
    expect(found.given).toEqual(given)
    expect(found.command.input.safeParse(found.given).error).toBeUndefined()
  })

  it('leaves ids alone, known or not, and needs no catalogue for them', async () => {
    const none = new Proxy({} as Catalogue, {
      get: (_, name) => {
        throw new Error(`the catalogue was asked: ${String(name)}`)
      },
    })
    for (const typed of [
      'payout 67890 99',
      'offers vertical:3',
      'offer 5',
      'help',
      'xyzzy',
      'report offers mtd',
    ]) {
      expect(await inputs(typed, none)).toEqual(resolve(features, typed))
    }
  })

  it.each([
    [
      'payout mediabrige 12345',
      'There is no affiliate named “mediabrige”. Did you mean MediaBridge Partners (67890)?',
      ['payout affiliate:67890 offer:12345'],
    ],
    [
      'payout mediabridge "auto insurance"',
      '“auto insurance” may be Auto Insurance Quote - UK (12346), Auto Insurance Quote - US (12345).',
      ['payout affiliate:67890 offer:12346', 'payout affiliate:67890 offer:12345'],
    ],
    ['creatives zzz status:active', 'There is no offer named “zzz”.', ['search words:zzz']],
    ['affiliates manager:zzz', 'There is no account manager named “zzz”.', ['search words:zzz']],
    ['creatives "help"', 'There is no offer named “help”.', ['search words:help']],
    ['offers vertical:"*"', 'There is no vertical named “*”.', ['search words:*']],
  ])('%s is asked about', async (typed, sentence, lines) => {
    const told = await refusal(typed)
    expect(told.message).toBe(sentence)
    expect(told.suggestions).toEqual(lines)
  })

  it('names a few of many, each as a button', async () => {
    const told = await refusal('creatives loan')
    expect(told.message).toMatch(/^“loan” may be one of 9 offers, such as (Loan [A-I] \(20\d\)(, |\.)){5}$/)
    expect(told.suggestions).toHaveLength(5)
    for (const line of told.suggestions) expect((await inputs(line)).given['offer']).toMatch(/^20\d$/)
  })

  it('takes whatever is typed for a name: an id comes of it, or a question with lines that work', async () => {
    const words = fc.oneof(
      fc.string({ maxLength: 60, unit: 'grapheme' }),
      fc.constantFrom(
        '"',
        '*',
        'NEAR',
        '-',
        "'; drop table offers",
        'שלום',
        '<!channel>',
        '<@U1>',
        '&amp;',
        '😀',
        'a'.repeat(500),
      ),
      fc.constantFrom('auto', 'loan', 'quiver ads', 'insurance qoute'),
    )
    await fc.assert(
      fc.asyncProperty(words, async (value) => {
        const found = { ...resolve(features, 'creatives 1'), given: { offer: value } }
        const names = { catalogue: held, registry: features, clock: new HandClock(), by: { user: 'U1' } }
        try {
          const { given } = await withIds(names, found)
          expect(value.trim() === '' || /^\d+$/.test(given.offer ?? '')).toBe(true)
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          expect(error.message).toMatch(/“[\s\S]*”/)
          expect(error.message.length).toBeLessThan(500)
          for (const line of error.suggestions) expect(() => resolve(features, line)).not.toThrow()
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives lines that mean the same when they are clicked', async () => {
    const told = await refusal('payout mediabridge "auto insurance"')
    for (const line of told.suggestions) {
      const { noun, verb, given } = await inputs(line)
      expect(commandLine(noun, verb, given)).toBe(line)
    }
  })
})
