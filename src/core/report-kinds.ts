import type { Page } from '../cake/client.ts'
import type { CakeReader, PageOptions } from '../cake/contract.ts'
import {
  advertiserReportPages,
  affiliateReportPages,
  offerReportPages,
  type AdvertiserReportRow,
  type AffiliateReportRow,
  type OfferReportRow,
} from '../cake/reports.ts'
import type { Range } from './inputs.ts'
import type { MeasureName } from './measures.ts'
import type { Measure as Count, Totals } from './performance.ts'

/** What CAKE itself can narrow a report to: one of each. */
export interface Narrow {
  readonly offer?: number
  readonly affiliate?: number
  readonly advertiser?: number
  readonly vertical?: number
  readonly country?: number
}

/** One of CAKE's reports: what it tells, and how it is read. */
export interface ReportKind {
  readonly noun: 'offer' | 'affiliate' | 'advertiser'
  readonly title: string
  /** What CAKE's report counts. */
  readonly counts: readonly Count[]
  /** The figures that follow from it, in the table's order. */
  readonly measures: readonly MeasureName[]
  /** What CAKE can narrow it to. */
  readonly filters: readonly (keyof Narrow)[]
  /** What CAKE does not tell here, in words. */
  readonly missing?: string
  /** Reads it page by page. @throws CakeError, within the loop */
  pages(cake: CakeReader, period: Range, narrow: Narrow, options?: PageOptions): AsyncIterable<Page<Totals>>
  /** Whose figures a row of `pages` has. Asked of the few rows that are shown: a report may have ten thousand. */
  idOf(row: Totals): number
  nameOf(row: Totals): string | undefined
}

/** CAKE's reports, by the word for what they are of. */
export const reportKinds = {
  offers: {
    noun: 'offer',
    title: 'Offers',
    counts: ['clicks', 'conversions', 'payout', 'revenue'],
    measures: ['clicks', 'conversions', 'cvr', 'epc', 'revenue', 'payout', 'margin', 'margin-percent'],
    filters: ['offer', 'affiliate', 'advertiser', 'vertical', 'country'],
    pages: (cake, period, { offer, affiliate, advertiser, vertical, country }, options) =>
      offerReportPages(
        cake,
        {
          period,
          offer_id: offer,
          affiliate_id: affiliate,
          advertiser_id: advertiser,
          vertical_id: vertical,
          country_id: country,
        },
        options,
      ),
    idOf: (row: OfferReportRow) => row.offer_id,
    nameOf: (row: OfferReportRow) => row.offer_name,
  },
  affiliates: {
    noun: 'affiliate',
    title: 'Affiliates',
    counts: ['clicks', 'conversions', 'payout'],
    measures: ['clicks', 'conversions', 'cvr', 'epc', 'payout'],
    filters: ['offer', 'affiliate'],
    missing: "CAKE's affiliate report has no revenue, so there is no margin here.",
    pages: (cake, period, { offer, affiliate }, options) =>
      affiliateReportPages(cake, { period, affiliate_id: affiliate, offer_id: offer }, options),
    idOf: (row: AffiliateReportRow) => row.affiliate_id,
    nameOf: (row: AffiliateReportRow) => row.affiliate_name,
  },
  advertisers: {
    noun: 'advertiser',
    title: 'Advertisers',
    counts: ['clicks', 'conversions', 'revenue'],
    measures: ['clicks', 'conversions', 'cvr', 'revenue'],
    filters: ['offer', 'advertiser'],
    missing: "CAKE's advertiser report has no payout, so there is no EPC and no margin here.",
    pages: (cake, period, { offer, advertiser }, options) =>
      advertiserReportPages(cake, { period, advertiser_id: advertiser, offer_id: offer }, options),
    idOf: (row: AdvertiserReportRow) => row.advertiser_id,
    nameOf: (row: AdvertiserReportRow) => row.advertiser_name,
  },
} as const satisfies Readonly<Record<string, ReportKind>>

const MONEY: ReadonlySet<string> = new Set(['payout', 'revenue', 'epc', 'margin', 'margin-percent'])

/** A kind of report without money, for those who may not see it. */
export function withoutMoneyIn<K extends Pick<ReportKind, 'counts' | 'measures' | 'missing'>>(kind: K): K {
  return {
    ...kind,
    missing: undefined,
    counts: kind.counts.filter((count) => !MONEY.has(count)),
    measures: kind.measures.filter((measure) => !MONEY.has(measure)),
  }
}

/** Whether a figure is of money. */
export function isMoney(measure: MeasureName): boolean {
  return MONEY.has(measure)
}
