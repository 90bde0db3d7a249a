import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { affiliateAsSent, affiliateRows, offerAsSent, offerRows } from './catalogue-data.ts'

/** A stand-in CAKE, a process of its own, whose pages are ready before they are asked for. Tells its URL when it is. */

const offers = offerRows()
const affiliates = affiliateRows()
const pages = new Map<string, Buffer>()
let round = 0

const lists = {
  'offers.json': () => offers.map(offerAsSent),
  'affiliates.json': () => affiliates.map(affiliateAsSent),
  'report/offer.json': () =>
    offers
      .filter(({ clicks }) => clicks > 0)
      .map(({ id, name, clicks }) => ({
        offer: {
          offer_id: id,
          offer_name: name,
          clicks,
          unique_clicks: clicks,
          conversions: clicks >> 5,
          payout: 12.5,
        },
      })),
  'report/affiliate.json': () =>
    affiliates
      .filter(({ clicks }) => clicks > 0)
      .map(({ id, name, clicks }) => ({
        affiliate: { affiliate_id: id, affiliate_name: name, clicks, conversions: clicks >> 5, payout: 12.5 },
      })),
}

const sizes = new Map<string, number>()

/** A page; those of its list that are asked for in this size are all made at once. Empty past the end. */
function page(path: string, start: number, limit: number): Buffer {
  const size = sizes.get(`${path} ${limit}`)
  if (size === undefined) make(path, limit)
  const known = pages.get(`${path} ${start} ${limit}`)
  const empty = { request_status: 'Success', response: { [listName(path)]: [], total_rows: size ?? 0 } }
  return known ?? Buffer.from(JSON.stringify(empty))
}

function listName(path: string): string {
  return path.includes('offer') ? 'offers' : 'affiliates'
}

function make(path: string, limit: number): void {
  const rows = lists[path as keyof typeof lists]()
  const first = path.startsWith('report/') ? 1 : 0
  sizes.set(`${path} ${limit}`, rows.length)
  for (let from = 0; from === 0 || from < rows.length; from += limit) {
    const response = { [listName(path)]: rows.slice(from, from + limit), total_rows: rows.length }
    const body = JSON.stringify({ request_status: 'Success', response })
    pages.set(`${path} ${from + first} ${limit}`, Buffer.from(body))
  }
}

/** One offer in a hundred is renamed or changes its traffic; the pages that were asked for are made again. */
function change(): void {
  round++
  for (let at = round % 100; at < offers.length; at += 100) {
    const row = offers[at]
    if (row === undefined) break
    offers[at] = {
      ...row,
      name: at % 200 < 100 ? `${row.name} v${round}` : row.name,
      clicks: row.clicks * 2 + 1,
    }
  }
  const made = [...sizes.keys()].map((key) => key.split(' '))
  pages.clear()
  for (const [path = '', limit] of made) make(path, Number(limit))
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const path = url.pathname.replace('/api/2/', '')
  const body = page(
    path,
    Number(url.searchParams.get('start_at_row')),
    Number(url.searchParams.get('row_limit')),
  )
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ answer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('message', () => {
  change()
  process.send?.({ answer: round })
})
process.on('disconnect', () => process.exit())
