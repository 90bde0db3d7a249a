import { z } from 'zod'
import type { Page } from '../../cake/client.ts'
import {
  advertiserReportPages,
  affiliateReportPages,
  offerReportPages,
  type AdvertiserReportRow,
  type AffiliateReportRow,
  type OfferReportRow,
} from '../../cake/reports.ts'
import type { QueryContext } from '../../core/command.ts'
import { id, oneOf, range, wholeNumber, type Range } from '../../core/inputs.ts'
import { only, type Measure as Count, type Totals } from '../../core/performance.ts'
import type { MeasureName } from './measures.ts'

/** One kind of report: what CAKE gives of it, and what it can be narrowed to. */
export interface Kind {
  readonly noun: 'offer' | 'affiliate' | 'advertiser'
  readonly title: string
  /** What CAKE's report counts. */
  readonly counts: readonly Count[]
  /** The figures that follow from it, in the table's order. */
  readonly measures: readonly MeasureName[]
  readonly sort: MeasureName
  readonly filters: readonly (keyof Narrow)[]
  /** What CAKE does not tell here, in words. */
  readonly missing?: string
  readonly pages: (context: QueryContext, period: Range, filter: Narrow) => AsyncIterable<Page<Totals>>
  /** Whose figures a row of `pages` has. Asked of the few rows that are shown: a report may have ten thousand. */
  idOf(row: Totals): number
  nameOf(row: Totals): string | undefined
}

interface Narrow {
  readonly offer?: number
  readonly affiliate?: number
  readonly advertiser?: number
  readonly vertical?: number
  readonly country?: number
}

export interface Filter extends Narrow {
  readonly range: string
  readonly top: number
  readonly sort?: MeasureName
}

export const offers: Kind = {
  noun: 'offer',
  title: 'Offers',
  counts: ['clicks', 'conversions', 'payout', 'revenue'],
  measures: ['clicks', 'conversions', 'cvr', 'epc', 'revenue', 'payout', 'margin', 'margin-percent'],
  sort: 'revenue',
  filters: ['offer', 'affiliate', 'advertiser', 'vertical', 'country'],
  pages: ({ cake, read }, period, { offer, affiliate, advertiser, vertical, country }) =>
    rowsOf(
      offer,
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
        read,
      ),
      (row) => row.offer_id,
    ),
  idOf: (row: OfferReportRow) => row.offer_id,
  nameOf: (row: OfferReportRow) => row.offer_name,
}

export const affiliates: Kind = {
  noun: 'affiliate',
  title: 'Affiliates',
  counts: ['clicks', 'conversions', 'payout'],
  measures: ['clicks', 'conversions', 'cvr', 'epc', 'payout'],
  sort: 'payout',
  filters: ['offer', 'affiliate'],
  missing: "CAKE's affiliate report has no revenue, so there is no margin here.",
  pages: ({ cake, read }, period, { offer, affiliate }) =>
    rowsOf(
      affiliate,
      affiliateReportPages(cake, { period, affiliate_id: affiliate, offer_id: offer }, read),
      (row) => row.affiliate_id,
    ),
  idOf: (row: AffiliateReportRow) => row.affiliate_id,
  nameOf: (row: AffiliateReportRow) => row.affiliate_name,
}

export const advertisers: Kind = {
  noun: 'advertiser',
  title: 'Advertisers',
  counts: ['clicks', 'conversions', 'revenue'],
  measures: ['clicks', 'conversions', 'cvr', 'revenue'],
  sort: 'revenue',
  filters: ['offer', 'advertiser'],
  missing: "CAKE's advertiser report has no payout, so there is no EPC and no margin here.",
  pages: ({ cake, read }, period, { offer, advertiser }) =>
    rowsOf(
      advertiser,
      advertiserReportPages(cake, { period, advertiser_id: advertiser, offer_id: offer }, read),
      (row) => row.advertiser_id,
    ),
  idOf: (row: AdvertiserReportRow) => row.advertiser_id,
  nameOf: (row: AdvertiserReportRow) => row.advertiser_name,
}

const MONEY: ReadonlySet<string> = new Set(['payout', 'revenue', 'epc', 'margin', 'margin-percent'])

/** A kind of report without money, for those who may not see it. */
export function withoutMoney(kind: Kind): Kind {
  const { missing: _, ...others } = kind
  return {
    ...others,
    counts: kind.counts.filter((count) => !MONEY.has(count)),
    measures: kind.measures.filter((measure) => !MONEY.has(measure)),
    sort: MONEY.has(kind.sort) ? 'clicks' : kind.sort,
  }
}

/** What a report is narrowed to: `affiliate 67890`, or with its name where that is among `names`. */
export function narrowing(
  kind: Kind,
  filter: Narrow,
  names: Partial<Record<keyof Narrow, string>> = {},
): string[] {
  return kind.filters.flatMap((name) =>
    filter[name] === undefined ? [] : [`${name} ${names[name] ?? filter[name]}`],
  )
}

/** What can be said to a report of this kind. */
export function inputOf(kind: Kind): z.ZodType<Filter> {
  const narrow = Object.fromEntries(kind.filters.map((name) => [name, id(name).optional()]))
  return z.object({
    range: range.default('last-7d'),
    top: wholeNumber('top', 1, 50).default(10),
    sort: oneOf('sort', kind.measures as readonly [MeasureName, ...MeasureName[]]).optional(),
    ...narrow,
  })
}

/** A report's rows; those of `own` alone, where the report is narrowed to one of its things. */
function rowsOf<A>(
  own: number | undefined,
  pages: AsyncIterable<Page<A>>,
  idOf: (row: A) => number,
): AsyncIterable<Page<A>> {
  return own === undefined ? pages : only(pages, (row) => idOf(row) === own)
}
