import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/catalogue/catalogue.ts'
import type { Kind } from '../../src/catalogue/contract.ts'
import { affiliate, catalogueOf, holding, ids, offer, testNetwork } from './network.ts'

const safeDrive = { id: 101, name: 'SafeDrive Insurance Co.' }
const insurance = { id: 3, name: 'Insurance' }
const mobile = { id: 1, name: 'mobile' }
const jordan = { id: 42, name: 'Jordan Lee' }

const offers = [
  offer(12345, 'Auto Insurance Quote - US', {
    advertiser: safeDrive,
    vertical: insurance,
    payout: 18.5,
    payout_type: 'cpa',
    currency: 'USD',
  }),
  offer(12346, 'Home Insurance - US', { advertiser: safeDrive, vertical: insurance, offer_status: 'paused' }),
  offer(12347, 'Insurance for Auto Fleets', { advertiser: safeDrive, vertical: insurance }),
  offer(12348, 'Auto Ins', { offer_status: 'expired' }),
  offer(12349, 'Auto Insights', { offer_status: 'paused' }),
  offer(12350, 'Automobile Insurances', { tags: [mobile] }),
  offer(7, 'Merge Kingdom 12345', { vertical: { id: 4, name: 'Gaming' }, tags: [mobile] }),
  offer(8, undefined),
]
const affiliates = [
  affiliate(12345, 'MediaBridge Partners', { account_manager: jordan }),
  affiliate(67891, 'Insurance Leads', { account_manager: jordan, affiliate_status: 'suspended' }),
]

describe('search', () => {
  const { cake } = testNetwork({ offers, affiliates })
  const catalogue = createCatalogue({ cake, minutes: 15, network: 'a' })
  beforeAll(() => catalogue.refresh())
  afterAll(() => catalogue.stop())
  const find = (words: string, more: object = {}) => catalogue.find({ words, limit: 20, ...more })
  const offerIds = (words: string) => ids(find(words, { kinds: ['offer'] }))

  it.each([
    ['an id, then names with it', '12345', [12345, 7]],
    ['an id as people write it', ' #12,345 ', [12345]],
    ['the exact name before active ones that begin so', 'auto ins', [12348, 12345, 12349, 12350, 12347]],
    ['active before paused before expired', 'auto i', [12345, 12349, 12348, 12350, 12347]],
    ['whole words before beginnings of words', 'insurance auto', [12347, 12345, 12350]],
    ['any order, any case, any punctuation', 'US/quote: AUTO', [12345]],
    ['the beginning of an id, last', '1234', [7, 12347, 12345, 12349, 12346, 12348]],
    ['a part of a word', 'bile', [12350]],
    ['words run together', 'mergekingdom', [7]],
    ['words typed apart', 'auto mobile', [12350]],
    ['a thing without a name by what it is', 'offer 8', [8]],
    ['nothing', 'zzzz', []],
    ['nothing for punctuation', '"*" -- ;', []],
  ])('finds %s', (_, words, expected) => {
    expect(offerIds(words)).toEqual(expected)
  })

  it('tells what sets an entry apart', () => {
    expect(find('quote').entries).toEqual([
      {
        kind: 'offer',
        id: 12345,
        name: 'Auto Insurance Quote - US',
        status: 'active',
        advertiser: safeDrive,
        vertical: insurance,
        payout: 18.5,
        payout_type: 'cpa',
        currency: 'USD',
        traffic: 0,
      },
    ])
    expect(find('mediabridge').entries).toEqual([
      {
        kind: 'affiliate',
        id: 12345,
        name: 'MediaBridge Partners',
        status: 'active',
        manager: jordan,
        traffic: 0,
      },
    ])
  })

  it('searches all kinds at once, or those that are wanted', () => {
    const kinds = (words: string) => find(words).entries.map(({ kind, id }) => `${kind} ${id}`)
    expect(kinds('12345')).toEqual(['offer 12345', 'affiliate 12345', 'offer 7'])
    expect(kinds('insurance').slice(0, 3)).toEqual(['vertical 3', 'offer 12347', 'affiliate 67891'])
    expect(kinds('jordan')).toEqual(['manager 42'])
    expect(kinds('mobile')).toEqual(['tag 1', 'offer 12350'])
    expect(ids(find('insurance', { kinds: ['affiliate', 'vertical'] }))).toEqual([3, 67891])
    expect(find('insurance', { kinds: [] }).entries).toEqual([])
  })

  it('lists everything for nothing typed, active ones first, and counts', () => {
    const found = find(' ', { kinds: ['offer'], limit: 5 })
    expect(ids(found)).toEqual([12350, 12347, 12345, 8, 7])
    expect(found).toMatchObject({ total: 8, more: true, atLeast: false })
  })

  it('pages without leaving out or repeating', () => {
    const page = (offset: number) => find('insurance', { kinds: ['offer'], limit: 2, offset })
    expect([0, 2, 4].flatMap((offset) => ids(page(offset)))).toEqual(
      ids(find('insurance', { kinds: ['offer'] })),
    )
    expect([0, 2, 4].map((offset) => page(offset).more)).toEqual([true, false, false])
    expect(page(0).total).toBe(4)
    expect(page(100)).toEqual({ entries: [], total: 4, atLeast: false, more: false })
  })

  it.each([
    [{ status: 'active' }, 'insurance', [12347, 12350, 12345]],
    [{ status: 'Paused' }, '', [12349, 12346]],
    [{ vertical: 3 }, 'auto', [12345, 12347]],
    [{ vertical: 3, advertiser: 101, status: 'paused' }, '', [12346]],
    [{ tag: 1 }, '', [12350, 7]],
    [{ tag: 1 }, 'insurance', [12350]],
    [{ vertical: 3 }, '12345', [12345]],
    [{ vertical: 4 }, '12345', [7]],
    [{ vertical: 99 }, 'auto', []],
    [{ status: '"* OR' }, 'auto', []],
    [{ vertical: Number.NaN }, 'auto', []],
    [{ vertical: 3 }, 'insurnace autto', [12345, 12347]],
  ])('filters by %o', (filter, words, expected) => {
    expect(new Set(ids(find(words, { kinds: ['offer'], filter })))).toEqual(new Set(expected))
  })

  it('filters affiliates by manager', () => {
    expect(ids(find('', { kinds: ['affiliate'], filter: { manager: 42, status: 'suspended' } }))).toEqual([
      67891,
    ])
  })

  it('finds the one that a filter names', () => {
    const named = (kind: Kind, words: string) => catalogue.named(kind, words)?.id
    expect(named('vertical', 'insurance')).toBe(3)
    expect(named('advertiser', 'safedrive')).toBe(101)
    expect(named('advertiser', 'insurance safedrive')).toBe(101)
    expect(named('advertiser', '101')).toBe(101)
    expect(named('offer', 'auto ins')).toBe(12348)
    expect(named('offer', 'auto')).toBeUndefined()
    expect(named('vertical', 'insurence')).toBeUndefined()
    expect(named('vertical', '1')).toBeUndefined()
    expect(named('vertical', ' ')).toBeUndefined()
    expect(named('vertical', '"*')).toBeUndefined()
  })

  it('gives what it holds by kind and id', () => {
    expect(catalogue.get('offer', 8)).toEqual({
      kind: 'offer',
      id: 8,
      name: 'offer 8',
      status: 'active',
      traffic: 0,
    })
    expect(catalogue.get('tag', 1)?.name).toBe('mobile')
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 60]) expect(catalogue.get('offer', id)).toBeUndefined()
  })
})

describe('ranking', () => {
  it('puts what has more traffic first, and sums it up for those it belongs to', async () => {
    const network = testNetwork({
      offers: [1, 2, 3].map((id) =>
        offer(id, `Solar ${id}`, { vertical: { id: id % 2, name: `V${id % 2}` } }),
      ),
      affiliates: [affiliate(1, 'Solar Media'), affiliate(2, 'Solar Leads')],
    })
    network.offerReport = [
      { offer_id: 2, clicks: 500 },
      { offer_id: 1, conversions: 40 },
    ]
    network.affiliateReport = [{ affiliate_id: 1, clicks: 10_000 }]
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    expect(ids(catalogue.find({ words: 'solar', kinds: ['offer'], limit: 9 }))).toEqual([2, 1, 3])
    expect(ids(catalogue.find({ words: 'solar', kinds: ['affiliate'], limit: 9 }))).toEqual([1, 2])
    expect(catalogue.get('offer', 2)?.traffic).toBe(500)
    expect(catalogue.get('vertical', 1)?.traffic).toBe(40)
  })

  it('puts what a person or channel used lately before traffic, after the status', async () => {
    const offers = Array.from({ length: 60 }, (_, n) =>
      offer(n + 1, `Solar quote ${n + 1}`, { offer_status: n < 50 ? 'active' : 'paused' }),
    )
    const catalogue = await holding({ offers })
    const first = (by: { user: string; channel?: string }, words = 'solar') =>
      ids(catalogue.find({ words, kinds: ['offer'], limit: 3, by }))
    catalogue.used('offer', 5, { user: 'U1', channel: 'C1' })
    catalogue.used('offer', 9, { user: 'U1' })
    catalogue.used('offer', 60, { user: 'U1' })
    catalogue.used('offer', 999, { user: 'U1' })
    catalogue.used('affiliate', 7, { user: 'U1' })
    expect(first({ user: 'U1' })).toEqual([9, 5, 50])
    expect(first({ user: 'U2' })).toEqual([50, 49, 48])
    expect(first({ user: 'U2', channel: 'C1' })).toEqual([5, 50, 49])
    expect(first({ user: 'U1' }, '')).toEqual([9, 5, 50])
    expect(first({ user: 'U1' }, 'solr qoute')).toEqual([9, 5, 50])
    expect(first({ user: 'U1' }, 'quote 4')).not.toContain(9)
  })

  it('forgets whom it has not heard of for long', async () => {
    const catalogue = await holding({ offers: [offer(1, 'Solar one'), offer(2, 'Solar two')] })
    catalogue.used('offer', 1, { user: 'first' })
    const best = () => ids(catalogue.find({ words: 'solar', limit: 1, by: { user: 'first' } }))
    expect(best()).toEqual([1])
    for (let n = 0; n < 2000; n++) catalogue.used('offer', 2, { user: `U${n}` })
    expect(best()).toEqual([2])
  })

  it('finds the best of very many, and says how many there are at least', async () => {
    const offers = Array.from({ length: 1500 }, (_, n) => offer(n + 1, `Insurance offer ${n + 1}`))
    const network = testNetwork({
      offers: [
        ...offers,
        offer(2000, 'Insurance', { offer_status: 'expired' }),
        offer(2001, 'Auto Insurance'),
      ],
    })
    network.pageSize = 500
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    const found = catalogue.find({ words: 'insurance', kinds: ['offer'], limit: 2 })
    expect(ids(found)).toEqual([2000, 1500])
    expect(found).toMatchObject({ total: 1000, atLeast: true, more: true })
    const far = catalogue.find({ words: 'insurance', kinds: ['offer'], limit: 20, offset: 1490 })
    expect(ids(far)).toHaveLength(12)
    expect(far).toMatchObject({ total: 1502, atLeast: false, more: false })
    expect(ids(far).at(-1)).toBe(2001)
  })
})
