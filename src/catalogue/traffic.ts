import type { z } from 'zod'
import { listOf } from '../cake/answer.ts'
import type { CakeReader } from '../cake/contract.ts'
import { read } from '../cake/endpoint.ts'
import {
  AffiliateReportFilter,
  AffiliateReportRow,
  getAffiliateReport,
  getOfferReport,
  OfferReportFilter,
  OfferReportRow,
} from '../cake/reports.ts'
import { addDays } from '../cake/time.ts'
import { breath } from './breath.ts'

/**
 * The reports with only what is looked at here: reading every figure would take longer than all the rest.
 */
const OfferClicks = OfferReportRow.pick({ offer_id: true, clicks: true, conversions: true })
const AffiliateClicks = AffiliateReportRow.pick({
  affiliate_id: true,
  affiliate_name: true,
  clicks: true,
  conversions: true,
})
const offerReport = read(getOfferReport.path, {
  ...getOfferReport,
  params: OfferReportFilter,
  answer: listOf(['offers', 'offer_report'], 'offer', OfferClicks),
})
const affiliateReport = read(getAffiliateReport.path, {
  ...getAffiliateReport,
  params: AffiliateReportFilter,
  answer: listOf(['affiliates', 'affiliate_report'], 'affiliate', AffiliateClicks),
})

/**
 * Rows to ask for at once: parsing a full page of 10,000 keeps everything else waiting for twice as long. A number nobody
 * else asks for, as equal reads in flight share their answer, and these rows are for nobody else.
 */
const PAGE_ROWS = 4999

/** Clicks of the last 7 days by id, and the names that come with them. */
interface Report {
  readonly clicks: ReadonlyMap<number, number>
  readonly names: ReadonlyMap<number, string>
}

/**
 * What the reports say of the last 7 days, read beside everything else. A report that fails is done without: then
 * traffic stays as it was.
 */
export class Traffic {
  #offers: Report | undefined
  #affiliates: Report | undefined
  /** When both reports have come, or failed. Never rejects. */
  readonly settled: Promise<unknown>
  /** What went wrong, to be logged. */
  readonly failures: unknown[] = []

  /** @param today the day it is in the network's zone */
  constructor(cake: CakeReader, today: string, signal: AbortSignal) {
    // Whether CAKE includes the last day does not matter for a ranking, so it is not found out (`reportDates`).
    const dates = { start_date: addDays(today, -7), end_date: today }
    const options = { background: true, signal, pageSize: PAGE_ROWS }
    const read = async () => {
      this.#offers = await collect(cake.pages(offerReport, dates, options), offerClicks)
    }
    const readToo = async () => {
      this.#affiliates = await collect(cake.pages(affiliateReport, dates, options), affiliateClicks)
    }
    const note = (error: unknown) => this.failures.push(error)
    this.settled = Promise.all([read().catch(note), readToo().catch(note)])
  }

  /** Clicks of an offer or an affiliate; undefined as long as nobody knows. */
  of(kind: 'offer' | 'affiliate', id: number): number | undefined {
    const report = kind === 'offer' ? this.#offers : this.#affiliates
    return report === undefined ? undefined : (report.clicks.get(id) ?? 0)
  }

  isKnown(kind: 'offer' | 'affiliate'): boolean {
    return (kind === 'offer' ? this.#offers : this.#affiliates) !== undefined
  }

  /** Affiliates that the report names. */
  affiliates(): Iterable<[number, string]> {
    return this.#affiliates?.names ?? []
  }
}

interface Clicks {
  readonly id: number
  readonly name?: string
  readonly clicks: number | undefined
}

function offerClicks(row: z.infer<typeof OfferClicks>): Clicks {
  return { id: row.offer_id, clicks: row.clicks ?? row.conversions }
}

function affiliateClicks(row: z.infer<typeof AffiliateClicks>): Clicks {
  return { id: row.affiliate_id, name: row.affiliate_name, clicks: row.clicks ?? row.conversions }
}

async function collect<Row>(
  pages: AsyncIterable<{ rows: readonly Row[] }>,
  read: (row: Row) => Clicks,
): Promise<Report> {
  const clicks = new Map<number, number>()
  const names = new Map<number, string>()
  for await (const { rows } of pages) {
    for (const row of rows) {
      const { id, name, clicks: count = 0 } = read(row)
      clicks.set(id, (clicks.get(id) ?? 0) + count)
      if (name !== undefined) names.set(id, name)
    }
    await breath()
  }
  return { clicks, names }
}
