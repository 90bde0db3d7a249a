import type { IncomingMessage, ServerResponse } from 'node:http'
import { BIG_ROWS, BIG_VERTICAL, offerName, PAGE_ROWS } from './world.ts'

/** Answers as CAKE documents them, made once and kept as bytes: nothing here should be what is measured. */
const offers = new Map<number, Buffer>()
const figures = new Map<number, Buffer>()
const pages = [0, 1, 2, 3, 4].map((page) => report(page * PAGE_ROWS + 1, PAGE_ROWS))
const empty = report(0, 0)

/** Takes a request of CAKE's API. */
export function answerCake(request: IncomingMessage, response: ServerResponse): void {
  const [path, query = ''] = (request.url ?? '').split('?', 2)
  const body = find(path ?? '', new URLSearchParams(query))
  response.sendDate = false
  response.writeHead(body ? 200 : 404, {
    'content-type': 'application/json',
    'content-length': body?.length ?? 0,
  })
  response.end(body)
}

function find(path: string, query: URLSearchParams): Buffer | undefined {
  const offer = Number(query.get('offer_id'))
  if (path === '/api/2/offers.json') return kept(offers, offer, oneOffer)
  if (path !== '/api/2/report/offer.json') return undefined
  return offer > 0 ? kept(figures, offer, (id) => report(id, 1)) : page(query)
}

function kept(store: Map<number, Buffer>, id: number, make: (id: number) => Buffer): Buffer {
  const body = store.get(id) ?? make(id)
  store.set(id, body)
  return body
}

function page(query: URLSearchParams): Buffer | undefined {
  if (Number(query.get('row_limit')) !== PAGE_ROWS) return undefined
  const rows = Number(query.get('vertical_id')) === BIG_VERTICAL ? BIG_ROWS : PAGE_ROWS
  const start = Number(query.get('start_at_row')) - 1
  return start < rows ? pages[start / PAGE_ROWS] : empty
}

function oneOffer(id: number): Buffer {
  const offer = {
    offer_id: id,
    offer_name: offerName(id),
    offer_status: 'active',
    vertical: { vertical_id: 3, vertical_name: 'Insurance' },
    advertiser: { advertiser_id: 1021, advertiser_name: 'Bench Insurance Co' },
    offer_url: `https://www.example.com/quote?offer=${id}`,
    payout: 45,
    payout_type: 'CPA',
    revenue: 60,
    currency: 'USD',
    session_hours: 720,
    expiration_date: '2036-12-31',
    tags: [
      { tag_id: 1, tag_name: 'Top Performer' },
      { tag_id: 5, tag_name: 'US' },
    ],
  }
  return bytes({ success: true, response: { offers: [{ offer }], total_rows: 1 } })
}

function report(first: number, count: number): Buffer {
  const offers = Array.from({ length: count }, (_, at) => row(first + at))
  const totals = { clicks: 184_220, conversions: 6_841, payout: 307_845, revenue: 410_460 }
  return bytes({ success: true, response: { data: { offers, totals } } })
}

function row(id: number) {
  const clicks = 1_000 + ((id * 7919) % 90_000)
  const conversions = Math.floor(clicks / (20 + (id % 17)))
  return {
    offer_id: id,
    offer_name: offerName(id),
    clicks,
    unique_clicks: Math.floor(clicks * 0.9),
    conversions,
    conversion_rate: Number(((conversions / clicks) * 100).toFixed(2)),
    payout: conversions * 45,
    revenue: conversions * 60,
    profit: conversions * 15,
    epc: Number(((conversions * 45) / clicks).toFixed(2)),
  }
}

function bytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body))
}
