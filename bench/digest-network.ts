/**
 * A stand-in CAKE for digests, a process of its own: reports of 10,000 offers and 10,000 affiliates for any day, made once
 * and kept as bytes, and lists with little in them. Counts what it is asked; tells its URL, then its count.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const ROWS = 10_000
const reports = new Map<string, Buffer>()
let asked = 0

function report(noun: string, day: string): Buffer {
  const seed = Number(day.slice(-2))
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const clicks = 100 + (((at + 1) * 7919 + seed * 31) % 9_000)
    const conversions = Math.floor(clicks / (20 + (at % 17)))
    return {
      [`${noun}_id`]: at + 1,
      [`${noun}_name`]: `Insurance Quotes ${at + 1}`,
      clicks,
      unique_clicks: clicks,
      conversions,
      conversion_rate: Math.round((conversions / clicks) * 10_000) / 100,
      payout: conversions * 18.25,
      ...(noun === 'offer' ? { revenue: conversions * 22.5, profit: conversions * 4.25 } : {}),
      epc: 0.9,
    }
  })
  return Buffer.from(JSON.stringify({ success: true, response: { data: { [`${noun}s`]: rows } } }))
}

const server = createServer((request, response) => {
  asked += 1
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, noun] = /report\/(\w+)\.json$/.exec(url.pathname) ?? []
  const list = /(\w+)\.json$/.exec(url.pathname)?.[1] ?? ''
  const isEnd = noun === undefined || Number(url.searchParams.get('start_at_row')) > 1
  const key = `${noun ?? ''} ${url.searchParams.get('start_date') ?? ''}`
  const empty = { success: true, response: { [noun === undefined ? list : `${noun}s`]: [] } }
  if (!isEnd && !reports.has(key)) reports.set(key, report(noun, key))
  const body = isEnd ? Buffer.from(JSON.stringify(empty)) : (reports.get(key) ?? Buffer.alloc(0))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('message', () => {
  process.send?.(asked)
  asked = 0
})
process.on('disconnect', () => process.exit())
