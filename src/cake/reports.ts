import { z } from 'zod'
import { listOf, type Page } from './answer.ts'
import type { CakeReader, PageOptions } from './contract.ts'
import { read, type PagedEndpoint } from './endpoint.ts'
import { amount, id, ownId, readAmount, readText, text } from './wire.ts'
import type { Raw } from './raw.ts'
import { Day, Id, RowLimit, StartAtRow } from './params.ts'
import type { Period } from './report-dates.ts'

/**
 * Rows of CAKE's reports: counts, and money in the offers' currency. CAKE's own conversion rate, EPC and profit
 * are left out on purpose: networks send them in different units, so `figures.ts` computes them from the counts.
 */
export type OfferReportRow = z.infer<typeof OfferReportRow>
export const OfferReportRow = z.object({
  offer_id: id(),
  offer_name: text(),
  clicks: amount(),
  unique_clicks: amount(),
  conversions: amount(),
  payout: amount(),
  revenue: amount(),
})

/** An affiliate's row: CAKE gives no revenue here. */
export type AffiliateReportRow = z.infer<typeof AffiliateReportRow>
export const AffiliateReportRow = z.object({
  affiliate_id: id(),
  affiliate_name: text(),
  clicks: amount(),
  conversions: amount(),
  payout: amount(),
})

/** An advertiser's row: CAKE gives no payout here. */
export type AdvertiserReportRow = z.infer<typeof AdvertiserReportRow>
export const AdvertiserReportRow = z.object({
  advertiser_id: id(),
  advertiser_name: text(),
  clicks: amount(),
  conversions: amount(),
  revenue: amount(),
})

/**
 * The same rows once more, written out. A report has 10,000 of them and a digest reads twenty reports: a function that names
 * its fields reads a row several times as fast as one that goes through any schema's.
 * `test/cake/report-rows.test.ts` holds both to the same.
 */
function readOfferRow(raw: Raw): OfferReportRow {
  return {
    offer_id: ownId(raw['offer_id'], 'offer_id'),
    offer_name: readText(raw['offer_name']),
    clicks: readAmount(raw['clicks']),
    unique_clicks: readAmount(raw['unique_clicks']),
    conversions: readAmount(raw['conversions']),
    payout: readAmount(raw['payout']),
    revenue: readAmount(raw['revenue']),
  }
}

function readAffiliateRow(raw: Raw): AffiliateReportRow {
  return {
    affiliate_id: ownId(raw['affiliate_id'], 'affiliate_id'),
    affiliate_name: readText(raw['affiliate_name']),
    clicks: readAmount(raw['clicks']),
    conversions: readAmount(raw['conversions']),
    payout: readAmount(raw['payout']),
  }
}

function readAdvertiserRow(raw: Raw): AdvertiserReportRow {
  return {
    advertiser_id: ownId(raw['advertiser_id'], 'advertiser_id'),
    advertiser_name: readText(raw['advertiser_name']),
    clicks: readAmount(raw['clicks']),
    conversions: readAmount(raw['conversions']),
    revenue: readAmount(raw['revenue']),
  }
}

const dates = { start_date: Day, end_date: Day }
const maxRows = 10_000
const deadlineMs = 60_000

export type OfferReportFilter = z.infer<typeof OfferReportFilter>
export const OfferReportFilter = z.object({
  ...dates,
  offer_id: Id.optional(),
  affiliate_id: Id.optional(),
  advertiser_id: Id.optional(),
  vertical_id: Id.optional(),
  country_id: z.union([z.int(), z.string().min(1)]).optional(),
  sort_field: z.enum(['conversions', 'clicks', 'revenue', 'epc']).optional(),
  sort_descending: z.boolean().optional(),
  start_at_row: StartAtRow,
  row_limit: RowLimit(maxRows),
})

export type AffiliateReportFilter = z.infer<typeof AffiliateReportFilter>
export const AffiliateReportFilter = z.object({
  ...dates,
  affiliate_id: Id.optional(),
  offer_id: Id.optional(),
  sort_field: z.enum(['clicks', 'conversions', 'payout', 'epc']).optional(),
  sort_descending: z.boolean().optional(),
  start_at_row: StartAtRow,
  row_limit: RowLimit(maxRows),
})

export type AdvertiserReportFilter = z.infer<typeof AdvertiserReportFilter>
export const AdvertiserReportFilter = z.object({
  ...dates,
  advertiser_id: Id.optional(),
  offer_id: Id.optional(),
  start_at_row: StartAtRow,
  row_limit: RowLimit(maxRows),
})

export const getOfferReport = read('report/offer.json', {
  params: OfferReportFilter,
  answer: listOf(['offers', 'offer_report'], 'offer', OfferReportRow, readOfferRow),
  page: { max: maxRows, first: 1 },
  deadlineMs,
})
export const getAffiliateReport = read('report/affiliate.json', {
  params: AffiliateReportFilter,
  answer: listOf(['affiliates', 'affiliate_report'], 'affiliate', AffiliateReportRow, readAffiliateRow),
  page: { max: maxRows, first: 1 },
  deadlineMs,
})
export const getAdvertiserReport = read('report/advertiser.json', {
  params: AdvertiserReportFilter,
  answer: listOf(['advertisers', 'advertiser_report'], 'advertiser', AdvertiserReportRow, readAdvertiserRow),
  page: { max: maxRows, first: 1 },
  deadlineMs,
})

/** A period in the network's zone instead of CAKE's start_date and end_date; the rest as CAKE filters. */
type Over<Filter> = Omit<Filter, 'start_date' | 'end_date'> & { period: Period }

/** Offers' figures over a period, page by page. @throws CakeError as `cake.reportDates` and `cake.pages` do */
export function offerReportPages(
  cake: CakeReader,
  filter: Over<OfferReportFilter>,
  options?: PageOptions,
): AsyncIterable<Page<OfferReportRow>> {
  return overPeriod(cake, getOfferReport, filter, options)
}

/** Affiliates' figures over a period, page by page. @throws CakeError as `cake.reportDates` and `cake.pages` do */
export function affiliateReportPages(
  cake: CakeReader,
  filter: Over<AffiliateReportFilter>,
  options?: PageOptions,
): AsyncIterable<Page<AffiliateReportRow>> {
  return overPeriod(cake, getAffiliateReport, filter, options)
}

/** Advertisers' figures over a period, page by page. @throws CakeError as `cake.reportDates` and `cake.pages` do */
export function advertiserReportPages(
  cake: CakeReader,
  filter: Over<AdvertiserReportFilter>,
  options?: PageOptions,
): AsyncIterable<Page<AdvertiserReportRow>> {
  return overPeriod(cake, getAdvertiserReport, filter, options)
}

async function* overPeriod<Filter, Row>(
  cake: CakeReader,
  endpoint: PagedEndpoint<Filter, Row>,
  filter: Over<Filter>,
  options?: PageOptions,
): AsyncGenerator<Page<Row>> {
  const { period, ...rest } = filter
  const dates = await cake.reportDates(period, options)
  yield* cake.pages(endpoint, { ...dates, ...rest } as Filter, options)
}
