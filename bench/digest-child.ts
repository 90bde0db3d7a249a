/** What digests are measured in: composes, fetches and parses the same, and draws charts, as it is told. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { createCake } from '../src/cake/client.ts'
import { createDrawer } from '../src/chart/draw.ts'
import { compose, type Asked, type ComposeTools } from '../src/core/digests/compose.ts'
import { Plan } from '../src/core/digests/plan.ts'
import { Sheets } from '../src/core/digests/sheets.ts'
import { timesOf } from '../src/core/digests/times.ts'
import { plusDays } from '../src/core/days.ts'
import type { Pair } from './statistics.ts'

const [url = ''] = process.argv.slice(2)
const now = new Date('2026-11-21T14:00:00Z')
const AT_ONCE = 8

const cake = createCake({
  url,
  key: 'k',
  zone: 'UTC',
  reportEndDate: 'inclusive',
  requestsPerSecond: 100_000,
  concurrency: AT_ONCE,
})

function tools(): ComposeTools {
  const counts = { waiting: 0, approved: 0, applying: 0, applied: 0, failed: 0, unknown: 0 }
  return {
    cake,
    sheets: new Sheets({ cake, now: () => now }),
    catalogue: {
      get: (kind, id) => ({ kind, id, name: `Insurance Quotes ${id}`, currency: 'USD' }),
      find: () => ({ entries: [], total: 0, atLeast: false, more: false }),
    },
    store: {
      changes: { counts: async () => ({ ...counts, rejected: 0, withdrawn: 0, expired: 0, stale: 0 }) },
    },
  }
}

function asked(of: Partial<Plan> = {}, day = '2026-11-21'): Asked {
  const when = { time: '14:00', days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }, zone: 'UTC' }
  const usual = {
    reports: ['offers', 'affiliates'],
    period: 'yesterday',
    compare: 'the period before',
    money: true,
  }
  const plan = Plan.parse({ ...usual, when, ...of })
  return { plan, slot: `${day} 14:00`, late: false, now, money: true }
}

/** The days of every report that the whole digest reads. */
function pagesOf(given: Asked): string[] {
  const { period, compared, weeks, days } = timesOf(given, 'UTC')
  const both = [period, ...compared, ...weeks].map(({ from }) => from)
  const each = (noun: string, all: readonly string[]) =>
    [...new Set(all)].flatMap((day) =>
      [1, 10_001].map(
        (start) =>
          `report/${noun}.json?api_key=k&start_date=${day}&end_date=${day}&start_at_row=${start}&row_limit=10000`,
      ),
    )
  const lists = ['offers.json?x', 'campaigns.json?x', 'affiliates.json?x']
  return [...each('offer', [...both, ...days]), ...each('affiliate', both), ...lists]
}

async function fetchAll(pages: readonly string[]): Promise<void> {
  const left = [...pages]
  const fetchSome = async () => {
    for (let page = left.shift(); page !== undefined; page = left.shift()) {
      const { body } = await request(`${url}/api/2/${page}`)
      JSON.parse(await body.text())
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome))
}

async function composing(): Promise<Pair> {
  const given = asked()
  const began = performance.now()
  const { kind } = await compose(tools(), given)
  const bot = performance.now() - began
  if (kind !== 'numbers') throw new Error('the digest has no numbers')
  const then = performance.now()
  await fetchAll(pagesOf(given))
  return { bot, reference: performance.now() - then }
}

/** The longest delays of the event loop while something goes on, p99, in ms. */
async function delayDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await work()
  delay.disable()
  return delay.percentile(99) / 1e6
}

/** Beside a loop of the same length in which nothing is drawn. */
async function drawing(): Promise<Pair> {
  const drawer = createDrawer()
  const day = (at: number) => ({ label: `${at + 7} Nov`, bar: at * 100, point: at, isMarked: at === 13 })
  const days = Array.from({ length: 14 }, (_, at) => day(at))
  const chart = { title: 'Revenue', bars: { name: 'Revenue' }, line: { name: 'Conversions' }, days }
  const began = performance.now()
  const bot = await delayDuring(() => drawer.draw(chart))
  const took = performance.now() - began
  await drawer.close()
  return { bot, reference: await delayDuring(() => sleep(took)) }
}

/** Two hundred digests of twenty distinct reports at one minute. */
async function sharing(): Promise<number> {
  const all = tools()
  const sections = ['totals', 'movers', 'table', 'csv'] as const
  const digests = Array.from({ length: 200 }, (_, at) => {
    // Each of ten days is compared with the day before it, of which none is another's: twenty reports.
    const day = plusDays('2026-11-21', -2 * (at % 10))
    return asked({ reports: ['offers'], sections: [...sections], rows: 5 + (at % 20) }, day)
  })
  await Promise.all(digests.map((given) => compose(all, given)))
  return digests.length
}

const doings = { composing, drawing, sharing } as const
process.on('message', (what: keyof typeof doings) => {
  void doings[what]().then((answer) => process.send?.({ answer }))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
