import { Breaker } from './breaker.ts'
import { Calls } from './calls.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Cake, CakeCall, CakeReader, ReadOptions } from './contract.ts'
import { Flights } from './flights.ts'
import { Health } from './health.ts'
import { Limiter } from './limiter.ts'
import { pagesOf } from './paging.ts'
import { redactor } from './redact.ts'
import { checkPeriod, datesOf, EndDateCheck, type ReportDates } from './report-dates.ts'
import { getOfferReport } from './reports.ts'
import { checked, getPath, postBody, queryOf } from './request.ts'
import { dayAt } from './time.ts'
import { createTransport } from './transport.ts'

export type { Page } from './answer.ts'
export type {
  Cake,
  CakeCall,
  CakeHealth,
  CakeReader,
  CakeWriter,
  PageOptions,
  ReadOptions,
} from './contract.ts'

/** How long things may take, in ms. */
export interface Waits {
  /** One attempt of an ordinary read. */
  readMs: number
  /** One attempt of an endpoint that declares a deadline of its own (reports, 60 s); only tests set it. */
  reportMs?: number
  /** A write; also how long it may wait for its turn. Longer than a read's: cut off, its outcome is unknown. */
  writeMs: number
  /** What a person's read gets beside one attempt, for the queue and for further attempts. */
  furtherMs: number
  /** How long a background read may take with everything. */
  backgroundMs: number
  /** The pause before the second attempt. */
  backoffMs: number
  /** How long CAKE is left alone after it kept failing: at first, and at the most. */
  openMs: number
  longestOpenMs: number
}

export interface CakeOptions {
  /** The network, e.g. `https://yourdomain.cakemarketing.com`. */
  url: string
  key: string
  /** The network's IANA zone. */
  zone: string
  reportEndDate: 'inclusive' | 'exclusive' | 'auto'
  requestsPerSecond: number
  concurrency: number
  /** Told of every call when it has ended, for logs and metrics; never holds the key. */
  onCall?: (call: CakeCall) => void
  now?: () => Date
  /** 0 to 1, as Math.random. */
  random?: () => number
  clock?: Clock
  waits?: Partial<Waits>
  /** The largest answer taken, in bytes. */
  maxBytes?: number
  /** Failures in a row after which CAKE is left alone for a while. */
  failuresToOpen?: number
}

const ATTEMPTS = 3
const MAX_BYTES = 64 * 1024 * 1024
const usual: Waits = {
  readMs: 10_000,
  writeMs: 30_000,
  furtherMs: 15_000,
  backgroundMs: 10 * 60_000,
  backoffMs: 250,
  openMs: 2000,
  longestOpenMs: 30_000,
}

/**
 * The client of one CAKE network. Everybody who talks to CAKE shares one, and with it the limiter, the breaker and the
 * reads in flight. A person's read always ends: within 25 s, a report within 75 s (`Waits`).
 */
export function createCake(options: CakeOptions): Cake {
  const { key, zone, clock = systemClock, now = () => new Date() } = options
  const waits = { ...usual, ...options.waits }
  const { calls, limiter, breaker, health, transport } = plumbing(options, waits, clock, now)
  const flights = new Flights(limiter, clock)

  const cake: Cake = {
    zone,
    async read(endpoint, params, { background = false, signal } = {}) {
      const query = queryOf(checked(endpoint, params))
      const deadlineMs =
        endpoint.deadlineMs === undefined ? waits.readMs : (options.waits?.reportMs ?? endpoint.deadlineMs)
      const withinMs = background ? waits.backgroundMs : deadlineMs + waits.furtherMs
      const path = getPath(endpoint.path, key, query)
      return flights.share(endpoint.path + query, { background, signal, withinMs }, (ticket) =>
        calls.run(endpoint, { method: 'GET', path, deadlineMs }, ticket),
      )
    },
    async write(endpoint, params) {
      const { path, body } = postBody(endpoint.path, key, checked(endpoint, params))
      const deadlineAt = clock.ms() + waits.writeMs
      const ticket = { background: false, deadlineAt, cancelled: false, stop: undefined }
      return calls.run(endpoint, { method: 'POST', path, body, deadlineMs: waits.writeMs }, ticket)
    },
    pages: (endpoint, params, paging = {}) =>
      pagesOf(endpoint, params, paging, (page) => cake.read(endpoint, page, paging)),
    async reportDates(period, asking) {
      checkPeriod(period)
      const { reportEndDate } = options
      return datesOf(period, reportEndDate === 'auto' ? await endDate.get(asking) : reportEndDate)
    },
    health: () => ({ circuit: breaker.state, ratePerSecond: limiter.ratePerSecond, ...health.report() }),
    close: () => transport.close(),
  }
  const endDate = new EndDateCheck({ clock, today: () => dayAt(now(), zone), clicks: clicksOf(cake) })
  return cake
}

/** What calls go through, put together once per network. */
function plumbing(options: CakeOptions, waits: Waits, clock: Clock, now: () => Date) {
  const { url, key, requestsPerSecond, concurrency, maxBytes = MAX_BYTES, failuresToOpen = 8 } = options
  const limiter = new Limiter({ perSecond: requestsPerSecond, concurrency, clock })
  const breaker = new Breaker({
    failures: failuresToOpen,
    firstMs: waits.openMs,
    longestMs: waits.longestOpenMs,
    clock,
  })
  const transport = createTransport({ url, concurrency, maxBytes, clock })
  const health = new Health(now)
  const calls = new Calls({
    transport,
    limiter,
    breaker,
    clock,
    now,
    random: options.random ?? Math.random,
    redact: redactor(key),
    attempts: ATTEMPTS,
    backoffMs: waits.backoffMs,
    onRequest: () => health.requested(),
    onCall: ({ error, ...call }) => {
      health.ended(error)
      options.onCall?.({ ...call, outcome: error?.kind ?? 'ok' })
    },
  })
  return { calls, limiter, breaker, health, transport }
}

/** All clicks a report gives for its dates, for the self-check of the end date. */
function clicksOf(cake: CakeReader) {
  return async (dates: ReportDates, asking: ReadOptions): Promise<number> => {
    let clicks = 0
    for await (const { rows } of cake.pages(getOfferReport, dates, asking)) {
      for (const row of rows) clicks += row.clicks ?? row.conversions ?? 0
    }
    return clicks
  }
}
