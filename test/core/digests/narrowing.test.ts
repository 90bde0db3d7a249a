import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/catalogue/contract.ts'
import { compose } from '../../../src/core/digests/compose.ts'
import type { Plan } from '../../../src/core/digests/plan.ts'
import { read } from '../../support/read.ts'
import { asked, composed, world, type World } from './world.ts'

const party = (id: number, name: string) => ({ id, name })
const offer = (id: number, vertical: number, advertiser: number, ...tags: string[]): Entry => ({
  kind: 'offer',
  id,
  name: `Offer ${id}`,
  vertical: party(vertical, `Vertical ${vertical}`),
  advertiser: party(advertiser, `Advertiser ${advertiser}`),
  tags: tags.map((name, at) => party(at + 1, name)),
})

/** Four offers of 1, 10, 100 and 1000 clicks; the last is not in the catalogue yet. By affiliate 5 half of them. */
const network: World = {
  did: (_, __, query) =>
    [1, 2, 3, 4].map((id) => ({
      id,
      name: `Thing ${id}`,
      clicks: (10 ** (id - 1) * (query.get('affiliate_id') === '5' ? 4 : 8)) / 8,
      conversions: 0,
      payout: 0,
      revenue: 0,
    })),
  known: [
    offer(1, 1, 1, 'US'),
    offer(2, 1, 2, 'us', 'Top'),
    offer(3, 2, 2),
    { kind: 'affiliate', id: 5, name: 'Blue' },
  ],
}

async function clicks(filters: Plan['filters'], report: 'offers' | 'affiliates' | 'advertisers' = 'offers') {
  const { digest } = await composed(network, asked({ reports: [report], filters, sections: ['totals'] }))
  return {
    clicks: 'totals' in digest ? digest.totals[report]?.clicks : undefined,
    shown: read(digest.message),
  }
}

describe('a digest is narrowed', () => {
  it.each<[string, Plan['filters'], number]>([
    ['to offers', { offers: { only: true, ids: [1, 3] } }, 101],
    ['to all but some', { offers: { only: false, ids: [1, 3] } }, 1010],
    ['to verticals', { verticals: { only: true, ids: [1] } }, 11],
    [
      'to all but a vertical: what nobody knows is none of it',
      { verticals: { only: false, ids: [1] } },
      1100,
    ],
    ['to advertisers', { advertisers: { only: true, ids: [2] } }, 110],
    ['to tags, in any case', { tags: { only: true, names: ['US'] } }, 11],
    ['to all without a tag', { tags: { only: false, names: ['top'] } }, 1101],
    ['by several at once', { verticals: { only: true, ids: [1] }, tags: { only: false, names: ['Top'] } }, 1],
    ['to an affiliate, as CAKE reports it', { affiliates: { only: true, ids: [5] } }, 555.5],
    ['to two affiliates, added up', { affiliates: { only: true, ids: [5, 6] } }, 1666.5],
  ])('%s', async (_, filters, sum) => {
    expect((await clicks(filters)).clicks).toBe(sum)
  })

  it('and says to what', async () => {
    const { shown } = await clicks({
      affiliates: { only: true, ids: [5] },
      offers: { only: false, ids: [1, 2, 3, 4] },
      tags: { only: true, names: ['US'] },
    })
    expect(shown).toContain(
      'without offers Offer 1, Offer 2, Offer 3 and 1 more · only affiliate Blue · only tag US',
    )
  })

  it('and says to what in few words: zone and time stand behind them', async () => {
    const { shown } = await clicks({ tags: { only: false, names: ['x'.repeat(2000), '\u202eevil'] } })
    expect(shown).toContain('America/New_York · as of 09:00')
    expect(shown).toContain('\u2068evil\u2069')
  })

  it('and says where it cannot be', async () => {
    const { clicks: all, shown } = await clicks({ verticals: { only: true, ids: [1] } }, 'affiliates')
    expect(all).toBe(1111)
    expect(shown).toContain("Affiliates are of all verticals: CAKE's report cannot be narrowed so.")
  })
})

describe('a digest that CAKE is asked to narrow', () => {
  const yesterday = '2026-11-20'
  const given = asked({ filters: { affiliates: { only: true, ids: [5, 6] } }, sections: ['totals'] })

  it('has no numbers where CAKE has lost the day for everybody; the next who asks has it read again', async () => {
    let isLost = true
    const { tools } = await world({
      did: (noun, day, query) => (isLost && day === yesterday ? [] : network.did(noun, day, query)),
    })
    expect(await compose(tools, given)).toMatchObject({
      kind: 'none',
      why: expect.stringContaining(
        'CAKE reports no traffic of offers at all for Friday 20 Nov 2026',
      ) as string,
    })
    isLost = false
    expect(await compose(tools, given)).toMatchObject({ totals: { offers: { clicks: 1666.5 } } })
  })

  it('had no traffic where others had: one more request tells, and none where one of its own had', async () => {
    const of = async (quiet: readonly string[]) => {
      const { digest, net } = await composed(
        {
          did: (noun, day, query) => {
            const isQuiet = day === yesterday && quiet.includes(query.get('affiliate_id') ?? '')
            return isQuiet ? [] : network.did(noun, day, query)
          },
        },
        given,
      )
      const whole = net.came.filter(({ query }) => Number(query.get('affiliate_id')) === 0)
      return { text: digest.message.text, whole: whole.length }
    }
    const none = await of(['5', '6'])
    expect(none.text).toContain('No traffic: CAKE reports no clicks and no conversions')
    expect(none.whole).toBe(1)
    expect(await of(['5'])).toMatchObject({ whole: 0 })
  })
})
