import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AffiliateOffer, readAffiliateOffer } from '../../src/cake/affiliate-offers.ts'
import { Affiliate, getAffiliates } from '../../src/cake/affiliates.ts'
import { listOf, type Answer } from '../../src/cake/answer.ts'
import { Campaign, getCampaigns } from '../../src/cake/campaigns.ts'
import { Creative, listCreatives } from '../../src/cake/creatives.ts'
import { endpoints } from '../../src/cake/endpoints.ts'
import { LandingPage } from '../../src/cake/landing-pages.ts'
import { createOffer, getOffers, Offer } from '../../src/cake/offers.ts'
import { Unreadable } from '../../src/cake/raw.ts'
import {
  AdvertiserReportRow,
  AffiliateReportRow,
  getAffiliateReport,
  getOfferReport,
  OfferReportRow,
} from '../../src/cake/reports.ts'
import { client, errorOf, KEY, network } from './network.ts'

const offers = (rows: unknown) => ({ request_status: 'Success', response: { offers: rows } })
const offerOf = (raw: object): Offer => {
  const [first] = getOffers.answer.read(offers([{ offer_id: 7, ...raw }])).rows
  if (first === undefined) throw new Error('no row')
  return first
}

describe('where a list is', () => {
  const rows = [{ offer: { offer_id: 7 } }, { offer_id: 8 }]
  const places: Record<string, unknown> = {
    'in response': { response: { offers: rows } },
    'at the top': { offers: rows },
    'in response.data': { response: { data: { offers: rows, totals: { clicks: 1 } } } },
    'in data': { data: { offers: rows } },
    'the response itself': { response: rows },
    'the answer itself': rows,
    'as XML turned into JSON': { response: { offers: { offer: rows } } },
    'around d': { d: { response: { offers: rows } } },
  }
  test.each(Object.entries(places))('%s', (_, body) => {
    expect(getOffers.answer.read(body).rows).toEqual([
      { offer_id: 7, tags: [] },
      { offer_id: 8, tags: [] },
    ])
  })

  test('under a related name', () => {
    const row = { offer_id: 7, clicks: '1,200' }
    expect(getOfferReport.answer.read({ offer_report: [row] }).rows).toEqual([{ offer_id: 7, clicks: 1200 }])
    expect(getAffiliateReport.answer.read({ response: { affiliate_report: [] } }).rows).toEqual([])
  })

  test('a single one as XML turned into JSON', () => {
    const body = { response: { offers: { offer: { offer_id: 7 } } } }
    expect(getOffers.answer.read(body).rows).toEqual([{ offer_id: 7, tags: [] }])
  })

  test.each([[{ offers: null }], [{ offers: '' }], [{ offers: {} }], [{ total_rows: 0 }]])(
    'none: %j',
    (response) => {
      expect(getOffers.answer.read({ response }).rows).toEqual([])
    },
  )

  test.each([[{}], [null], ['x'], [{ response: { offer: 1 } }], [{ offers: 'many' }], [{ offers: 5 }]])(
    'not to be found: %j',
    (body) => {
      expect(() => getOffers.answer.read(body)).toThrow(Unreadable)
    },
  )
})

test.each([
  [{ response: { offers: [], total_rows: 12 } }, 12],
  [{ offers: [], total_rows: '12' }, 12],
  [{ total_rows: 3, response: { offers: [] } }, 3],
  [{ response: { offers: [], total_records: 9 } }, 9],
  [{ response: { offers: [] } }, undefined],
  [{ response: { offers: [], total_rows: 'many' } }, undefined],
  [{ response: { offers: [], total_rows: -1 } }, undefined],
])('the total of %j is %s', (body, total) => {
  expect(getOffers.answer.read(body).total).toBe(total)
})

describe('where one object is', () => {
  const offer = { offer_id: 7 }
  test.each([
    [{ offer }],
    [{ response: { offer } }],
    [{ response: { data: { offer } } }],
    [{ offer: [offer] }],
    [{ offer: { offer } }],
    [{ response: offer }],
    [offer],
  ])('%j', (body) => {
    expect(createOffer.answer.read(body)).toEqual({ offer_id: 7, tags: [] })
  })

  test.each([[null], [{}], [[]], ['']])('empty as %j', (affiliate_offer) => {
    expect(() => readAffiliateOffer.answer.read({ response: { affiliate_offer } })).toThrow(
      expect.objectContaining({ name: 'Unreadable', empty: true }),
    )
  })
})

describe('a field may be written', () => {
  const cases: [raw: object, seen: Partial<Offer>][] = [
    [{ offer_id: '7' }, { offer_id: 7 }],
    [{ offer_name: '  Auto  ' }, { offer_name: 'Auto' }],
    [{ offer_name: 24 }, { offer_name: '24' }],
    [{ offer_status: 'ACTIVE' }, { offer_status: 'active' }],
    [{ offer_status: { id: 1, name: 'Active' } }, { offer_status: 'active' }],
    [{ offer_status: { offer_status_id: 1, offer_status_name: 'Paused' } }, { offer_status: 'paused' }],
    [{ offer_status: 'Apply To Run' }, { offer_status: 'Apply To Run' }],
    [{ vertical: { vertical_id: 3, vertical_name: 'A' } }, { vertical: { id: 3, name: 'A' } }],
    [{ vertical: { id: '3', name: 'A' } }, { vertical: { id: 3, name: 'A' } }],
    [{ vertical_id: 3 }, { vertical: { id: 3 } }],
    [{ advertiser_id: '101', advertiser_name: 'S' }, { advertiser: { id: 101, name: 'S' } }],
    [{ payout: '1250.00' }, { payout: 1250 }],
    [{ payout: '1,250.00' }, { payout: 1250 }],
    [{ payout: '$18.50' }, { payout: 18.5 }],
    [{ payout: '-$5.25' }, { payout: -5.25 }],
    [{ payout: { amount: 18.5, formatted: '$18.50' } }, { payout: 18.5 }],
    [{ payout: 0 }, { payout: 0 }],
    [{ payout_type: 'CPA_Flat' }, { payout_type: 'cpa_flat' }],
    [{ payout_type: 'Hybrid' }, { payout_type: 'Hybrid' }],
    [{ currency: 'eur' }, { currency: 'EUR' }],
    [{ currency_id: 1 }, { currency: 'USD' }],
    [{ currency: { currency_id: 2, currency_abbr: 'GBP' } }, { currency: 'GBP' }],
    [
      { date_created: '2026-06-19 09:15:00' },
      { created: { day: '2026-06-19', time: '09:15:00', utc: false } },
    ],
    [{ created: '2026-01-15T09:00:00Z' }, { created: { day: '2026-01-15', time: '09:00:00', utc: true } }],
    [{ tags: [{ tag_id: 8, tag_name: 'auto' }] }, { tags: [{ id: 8, name: 'auto' }] }],
    [{ tags: [{ tag: { tag_id: '8' } }, { tag_name: 'x' }, 'y', null] }, { tags: [{ id: 8 }] }],
  ]
  test.each(cases)('%j', (raw, seen) => {
    expect(offerOf(raw)).toStrictEqual({ offer_id: 7, tags: [], ...seen })
  })

  const absent: object[] = [
    { offer_name: '' },
    { offer_name: ['x'] },
    { offer_status: {} },
    { vertical: null },
    { vertical: 'Insurance' },
    { vertical_id: 0 },
    { vertical: { id: -3 } },
    { payout: '' },
    { payout: ' ' },
    { payout: '-' },
    { payout: '.' },
    { payout: '12,5' },
    { payout: '1.250,00' },
    { payout: 'free' },
    { payout: '1e999' },
    { payout: null },
    { payout: true },
    { currency: '$' },
    { currency_id: 2 },
    { expiration_date: '' },
    { expiration_date: '2026-02-30' },
    { expiration_date: '0001-01-01T00:00:00' },
    { expiration_date: '12/31/2026' },
    { expiration_date: 20261231 },
    { tags: null },
    { tags: 'auto' },
    { something_new: { deep: [1] } },
    { conversion_rate: 3.71, epc: 1, profit: 2 },
  ]
  test.each(absent)('or as nothing that can be understood: %j', (raw) => {
    expect(offerOf(raw)).toStrictEqual({ offer_id: 7, tags: [] })
  })

  test('as another object of a campaign', () => {
    const campaign = {
      campaign_id: 1,
      offer: { offer_id: 7, offer_name: 'A' },
      affiliate: { id: 5, name: 'B' },
    }
    expect(getCampaigns.answer.read({ campaigns: [{ campaign }] }).rows).toEqual([
      { campaign_id: 1, offer_id: 7, offer_name: 'A', affiliate_id: 5, affiliate_name: 'B' },
    ])
  })

  test('as an affiliate of the related article', () => {
    const affiliate = {
      affiliate_id: 67890,
      affiliate_name: 'MediaBridge Partners',
      affiliate_status: { id: 1, name: 'Active' },
      account_manager_id: 42,
      account_manager_name: 'Jordan Lee',
      website: 'https://mediabridge.example.com',
      date_created: '2025-11-02 10:00:00',
    }
    expect(getAffiliates.answer.read({ response: { affiliates: [{ affiliate }] } }).rows).toEqual([
      {
        affiliate_id: 67890,
        affiliate_name: 'MediaBridge Partners',
        affiliate_status: 'active',
        account_manager: { id: 42, name: 'Jordan Lee' },
        website: 'https://mediabridge.example.com',
        created: { day: '2025-11-02', time: '10:00:00', utc: false },
      },
    ])
  })

  test('as a creative type with an id', () => {
    const row = {
      creative_id: 1,
      creative_type: { creative_type_id: 2, creative_type_name: 'Text Link' },
      width: '300',
    }
    expect(listCreatives.answer.read({ creatives: [row] }).rows).toEqual([
      { creative_id: 1, creative_type: 'Text Link', width: 300 },
    ])
  })
})

test.each([[undefined], [null], [''], ['x'], [-1], [1.5], [{}], [2 ** 60], ['9'.repeat(20)]])(
  'an id of %j is missing, and named',
  async (offer_id) => {
    const { url } = await network((_, res) => res.end(JSON.stringify(offers([{ offer: { offer_id } }]))))
    const error = await errorOf(client(url).cake.read(getOffers, {}))
    expect(error).toMatchObject({
      name: 'CakeError',
      kind: 'unreadable',
      field: 'offer_id',
      endpoint: 'offers.json',
    })
  },
)

test('a row that is read in another way than its zod type says is refused when it is declared', () => {
  expect(() => listOf('offers', 'offer', z.object({ offer_id: z.number() }))).toThrow('offer_id')
})

const rows = {
  Offer,
  Affiliate,
  Campaign,
  Creative,
  LandingPage,
  AffiliateOffer,
  OfferReportRow,
  AffiliateReportRow,
  AdvertiserReportRow,
}

/** Values of every kind, likely ones and others. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '1,250.00',
    '$18.50',
    'ACTIVE',
    'CPA',
    '2026-01-15T09:00:00Z',
    '2026-06-19 09:15:00',
    '/Date(0)/',
  ),
  fc.record({ id: fc.anything({ maxDepth: 1 }), name: fc.jsonValue({ maxDepth: 1 }) }),
  fc.double(),
)

test.each(Object.entries(rows))('%s: what is read is what its zod type says, whatever comes', (_, schema) => {
  const [id = ''] = Object.keys(schema.shape)
  const names = [
    ...Object.keys(schema.shape),
    'vertical_id',
    'date_created',
    'currency_id',
    'account_manager_id',
  ]
  const answer: Answer<{ rows: unknown[] }> = listOf('rows', 'row', schema)
  const raw = fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] })
  fc.assert(
    fc.property(raw, fc.nat(), (row, n) => {
      const ids = { [id]: n, ...(schema === AffiliateOffer ? { offer_id: n } : {}) }
      const read = answer.read({ rows: [{ ...row, ...ids }] }).rows[0]
      expect(schema.strict().parse(read)).toEqual(read)
    }),
    { numRuns: 300 },
  )
})

describe('mangled answers', () => {
  const good = JSON.stringify({
    request_status: 'Success',
    response: {
      offers: [
        { offer: { offer_id: 7, vertical: { vertical_id: 3 }, tags: [{ tag_id: 1 }], payout: '1,0' } },
      ],
      total_rows: 1,
    },
  })
  const cuts = fc.record({ from: fc.nat(good.length), length: fc.nat(12), put: fc.string({ maxLength: 6 }) })
  const bodies = fc.oneof(
    cuts.map(({ from, length, put }) => good.slice(0, from) + put + good.slice(from + length)),
    fc.nat(good.length).map((length) => good.slice(0, length)),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify({ response: { offers: value } })),
    fc.jsonValue().map((value) => JSON.stringify({ offers: [{ offer: value }] })),
    fc.string(),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  )

  test('give an answer or a CakeError, never anything else', async () => {
    let body = ''
    let status = 200
    const { url } = await network((_, res) => res.writeHead(status).end(body))
    const { cake } = client(url, { waits: { backoffMs: 0 } })
    const tried = Object.values(endpoints).filter((endpoint) => endpoint.kind === 'read')
    await fc.assert(
      fc.asyncProperty(
        bodies,
        fc.constantFrom(200, 200, 200, 400, 404, 500),
        fc.nat(),
        async (sent, code, n) => {
          body = sent
          status = code
          const endpoint = tried[n % tried.length] ?? getOffers
          const params = { offer_id: 1, affiliate_id: 1, start_date: '2026-01-01', end_date: '2026-01-01' }
          try {
            // Every read endpoint takes what it needs of these parameters and leaves the rest.
            await cake.read(endpoint as typeof getOffers, params)
          } catch (error) {
            expect(error).toMatchObject({ name: 'CakeError', endpoint: endpoint.path })
            expect(String(error)).not.toContain(KEY)
          }
        },
      ),
      { numRuns: 250 },
    )
  })

  test('are read without harm however deep they go', () => {
    const deep = JSON.parse('{"response":'.repeat(2000) + '1' + '}'.repeat(2000)) as unknown
    expect(() => getOffers.answer.read(deep)).toThrow(Unreadable)
  })
})
