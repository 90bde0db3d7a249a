import { expect, test } from 'vitest'
import { getCampaigns } from '../../src/cake/campaigns.ts'
import { getOffers, offerPages, type Offer } from '../../src/cake/offers.ts'
import type { Page } from '../../src/cake/answer.ts'
import { pagesOf } from '../../src/cake/paging.ts'
import { affiliateReportPages } from '../../src/cake/reports.ts'
import { client, errorOf, json, network } from './network.ts'

interface Asked {
  start_at_row?: number
  row_limit?: number
}

const row = (offer_id: number): Offer => ({ offer_id, tags: [] })
const upTo = (count: number): Offer[] => Array.from({ length: count }, (_, at) => row(at + 1))

/** Reads all pages of a server, and what it was asked. */
async function readAll(
  server: (asked: Required<Asked>) => Page<Offer>,
  start: object = {},
  params: Asked = {},
) {
  const asked: Asked[] = []
  const pages: number[][] = []
  const readPage = (params: Asked) => {
    const { start_at_row = -1, row_limit = -1 } = params
    asked.push({ start_at_row, row_limit })
    return Promise.resolve(server({ start_at_row, row_limit }))
  }
  for await (const page of pagesOf(getOffers, params, start, readPage)) {
    pages.push(page.rows.map(({ offer_id }) => offer_id))
  }
  return { asked, pages, ids: pages.flat() }
}

/** A network of so many offers that counts its rows from `base`; from 1, row 0 is the first too. */
const networkOf = (count: number, { base = 0, cap = 5000, total = false } = {}) => {
  const all = upTo(count)
  return ({ start_at_row, row_limit }: Required<Asked>): Page<Offer> => {
    const from = Math.max(0, start_at_row - base)
    const rows = all.slice(from, from + Math.min(row_limit, cap))
    return total ? { rows, total: count } : { rows }
  }
}

const ids = (count: number) => upTo(count).map(({ offer_id }) => offer_id)

test.each([
  ['counted from 0', { base: 0 }],
  ['counted from 1', { base: 1 }],
  ['counted from 0, with a total', { base: 0, total: true }],
  ['counted from 1, with a total', { base: 1, total: true }],
])('all rows come, each once, %s', async (_, how) => {
  for (const count of [0, 1, 9, 10, 11, 20, 35]) {
    const { ids: got, asked } = await readAll(networkOf(count, how), { pageSize: 10 })
    expect(got).toEqual(ids(count))
    expect(asked.length).toBeLessThanOrEqual(Math.floor(count / 10) + 1)
  }
})

test('start_at_row and row_limit are always sent: the first row as documented, as much as allowed', async () => {
  const { asked } = await readAll(networkOf(3))
  expect(asked).toEqual([{ start_at_row: 0, row_limit: 5000 }])
  const campaigns: Asked[] = []
  const readPage = (params: Asked) => {
    campaigns.push(params)
    return Promise.resolve({ rows: [] })
  }
  for await (const { rows } of pagesOf(getCampaigns, {}, {}, readPage)) expect(rows).toEqual([])
  expect(campaigns).toEqual([{ start_at_row: 1, row_limit: 5000 }])
})

test('where to start and how much at once may be said, up to what is allowed', async () => {
  expect((await readAll(networkOf(35), { skip: 20, pageSize: 10 })).asked[0]).toEqual({
    start_at_row: 20,
    row_limit: 10,
  })
  expect((await readAll(networkOf(3), { pageSize: 9999 })).asked[0]).toEqual({
    start_at_row: 0,
    row_limit: 5000,
  })
  const params = { start_at_row: 5, row_limit: 7 }
  expect((await readAll(networkOf(10), {}, params)).asked).toEqual([params])
  const last = await readAll(networkOf(35, { total: true }), { skip: 30, pageSize: 10 })
  expect(last).toMatchObject({ ids: [31, 32, 33, 34, 35], asked: [{ start_at_row: 30 }] })
})

test('a short page is the last', async () => {
  const { asked, pages } = await readAll(networkOf(13), { pageSize: 10 })
  expect(pages.map((page) => page.length)).toEqual([10, 3])
  expect(asked).toHaveLength(2)
})

test('nothing is one empty page, with its total', async () => {
  const totals: unknown[] = []
  const readPage = () => Promise.resolve({ rows: [], total: 0 })
  for await (const page of pagesOf(getOffers, {}, {}, readPage)) totals.push(page)
  expect(totals).toEqual([{ rows: [], total: 0 }])
})

test('a network that caps its pages is read in its own size, told by the total', async () => {
  const { asked, ids: got } = await readAll(networkOf(17, { cap: 7, total: true }), { pageSize: 10 })
  expect(got).toEqual(ids(17))
  expect(asked).toEqual([
    { start_at_row: 0, row_limit: 10 },
    { start_at_row: 7, row_limit: 7 },
    { start_at_row: 14, row_limit: 7 },
  ])
})

test('or by a first page cut at a round number, without a total', async () => {
  const { asked, ids: got } = await readAll(networkOf(1120, { cap: 500 }))
  expect(got).toEqual(ids(1120))
  expect(asked.map(({ row_limit }) => row_limit)).toEqual([5000, 500, 500])
})

test('a total that is too small is not believed, nor one that is too large', async () => {
  const all = networkOf(35)
  const small = await readAll((asked) => ({ ...all(asked), total: 10 }), { pageSize: 10 })
  expect(small.ids).toEqual(ids(35))
  const large = await readAll((asked) => ({ ...all(asked), total: 1000 }), { pageSize: 10 })
  expect(large.ids).toEqual(ids(35))
  expect(large.asked.length).toBeLessThanOrEqual(5)
})

test('a network that always gives the same page ends', async () => {
  const { asked, ids: got } = await readAll(() => ({ rows: upTo(10), total: 500 }), { pageSize: 10 })
  expect(got).toEqual(ids(10))
  expect(asked).toHaveLength(2)
})

test('one that takes turns between pages ends', async () => {
  let turn = 0
  const { asked, ids: got } = await readAll(() => ({ rows: turn++ % 2 === 0 ? upTo(2) : [row(3), row(4)] }), {
    pageSize: 2,
  })
  expect(got).toEqual([1, 2, 3, 4])
  expect(asked).toHaveLength(3)
})

test('one that never runs out of rows ends in an error', async () => {
  const endless = readAll(({ start_at_row, row_limit }) => ({
    rows: Array.from({ length: row_limit }, (_, at) => row(start_at_row + at + 1)),
  }))
  expect(await errorOf(endless)).toMatchObject({
    name: 'CakeError',
    kind: 'unreadable',
    endpoint: 'offers.json',
  })
})

test('rows that slid onto the next page are not repeated', async () => {
  const pages = [
    [1, 2, 3],
    [3, 4, 5],
    [5, 6],
  ]
  let at = 0
  const { pages: got } = await readAll(() => ({ rows: (pages[at++] ?? []).map(row) }), { pageSize: 3 })
  expect(got).toEqual([[1, 2, 3], [4, 5], [6]])
})

test('the next page is read when it is asked for, and no page is kept', async () => {
  const { url, came } = await network((one, res) => {
    const from = Number(one.query.get('start_at_row'))
    json(res, { offers: [{ offer_id: from + 1 }, { offer_id: from + 2 }], total_rows: 100 })
  })
  const pages = offerPages(client(url).cake, { offer_status: 'active' }, { pageSize: 2 })
  for await (const { rows, total } of pages) {
    expect(total).toBe(100)
    expect(came).toHaveLength(rows[0]?.offer_id === 1 ? 1 : 2)
    if (came.length === 2) break
  }
  expect(came.map((one) => one.query.toString())).toEqual([
    'offer_status=active&row_limit=2&start_at_row=0',
    'offer_status=active&row_limit=2&start_at_row=2',
  ])
})

test('reports are paged from row 1, over the dates the network understands', async () => {
  const { url, came } = await network((_, res) => json(res, { response: { data: { affiliates: [] } } }))
  const { cake } = client(url, { reportEndDate: 'exclusive' })
  const period = { from: '2026-01-30', to: '2026-01-31' }
  for await (const { rows } of affiliateReportPages(cake, { period, sort_field: 'payout' }))
    expect(rows).toEqual([])
  expect(came.map((one) => one.query.toString())).toEqual([
    'start_date=2026-01-30&end_date=2026-02-01&sort_field=payout&start_at_row=1&row_limit=10000',
  ])
})

test('an error ends the pages', async () => {
  const { url } = await network((_, res, count) => {
    if (count === 1) json(res, { offers: [{ offer_id: 1 }], total_rows: 2 })
    else json(res, { success: false, message: 'No' })
  })
  const got: number[] = []
  const reading = async () => {
    for await (const { rows } of offerPages(client(url).cake, {}, { pageSize: 1 })) got.push(rows.length)
  }
  await expect(reading()).rejects.toMatchObject({ kind: 'invalid', message: 'No' })
  expect(got).toEqual([1])
})

test('who reads the same pages at the same time gets all rows as well, whatever repeats', async () => {
  // Counts from 1, while start_at_row begins at 0: every page but the first repeats a row.
  const answers = networkOf(250, { base: 1 })
  const { url, came } = await network(({ query }, res) => {
    const [start_at_row, row_limit] = [Number(query.get('start_at_row')), Number(query.get('row_limit'))]
    json(res, { offers: answers({ start_at_row, row_limit }).rows })
  })
  const { cake } = client(url)
  const all = async () => {
    const got: number[] = []
    for await (const { rows } of offerPages(cake, {}, { pageSize: 100 })) {
      got.push(...rows.map(({ offer_id }) => offer_id))
    }
    return got
  }
  expect(await Promise.all([all(), all(), all()])).toEqual([ids(250), ids(250), ids(250)])
  expect(came).toHaveLength(3)
})
