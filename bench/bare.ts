/**
 * The reference for reports: fetches a report's pages and parses them as JSON, one after the other, and nothing else.
 * Started by main.ts, which sends it addresses without the start_at_row.
 */
import { performance } from 'node:perf_hooks'
import { request } from 'undici'
import { PAGE_ROWS } from './world.ts'

export interface Fetched {
  readonly rows: number
  readonly milliseconds: number
}

interface Page {
  response: { data: { offers: unknown[] } }
}

async function fetchAll(url: string): Promise<Fetched> {
  const began = performance.now()
  let rows = 0
  for (;;) {
    const { body } = await request(`${url}&start_at_row=${rows + 1}&row_limit=${PAGE_ROWS}`)
    const page = JSON.parse(await body.text()) as Page
    rows += page.response.data.offers.length
    if (page.response.data.offers.length < PAGE_ROWS) break
  }
  return { rows, milliseconds: performance.now() - began }
}

process.on('message', (url: string) => {
  void fetchAll(url).then((fetched) => process.send?.(fetched))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
