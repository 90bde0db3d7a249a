import { z } from 'zod'
import { handler, Refusal, type Answer } from '../handler.ts'
import { advertisers } from '../network/parties.ts'
import { pageOf, paging } from '../paging.ts'
import { query } from '../parameters.ts'
import { linesBy, sumOf, type Line, type Totals } from '../totals.ts'

const maxRows = 10_000

const dates = { start_date: query.day, end_date: query.day }

const OfferReportQuery = z.strictObject({
  ...dates,
  offer_id: query.id.optional(),
  affiliate_id: query.id.optional(),
  advertiser_id: query.id.optional(),
  vertical_id: query.id.optional(),
  country_id: query.id.optional(),
  ...paging(maxRows),
  sort_field: query.word(['conversions', 'clicks', 'revenue', 'epc']).optional(),
  sort_descending: query.flag.optional(),
})

export const getOfferReport = handler(OfferReportQuery, (asked, ask) => {
  const { lines, totals } = ask.once(`offer report ${question(asked)}`, () => {
    const all = linesBy((campaign) => campaign.offer_id, asked, period(asked), ask)
    return { lines: sorted(all, asked), totals: shownTotals(sumOf(all)) }
  })
  const offers = pageOf(lines, asked, 1, ask).map(([id, line]) => ({
    offer_id: id,
    offer_name: ask.network.offers.get(id)?.offer_name,
    clicks: line.clicks,
    unique_clicks: line.uniqueClicks,
    conversions: line.conversions,
    conversion_rate: conversionRate(line),
    payout: line.payoutCents / 100,
    revenue: line.revenueCents / 100,
    profit: (line.revenueCents - line.payoutCents) / 100,
    epc: rounded(epc(line), 3),
  }))
  return { response: { data: { offers, totals } } }
})

function shownTotals({ clicks, conversions, payoutCents, revenueCents }: Totals): Answer {
  return { clicks, conversions, payout: payoutCents / 100, revenue: revenueCents / 100 }
}

const AffiliateReportQuery = z.strictObject({
  ...dates,
  affiliate_id: query.id.optional(),
  offer_id: query.id.optional(),
  ...paging(maxRows),
  sort_field: query.word(['clicks', 'conversions', 'payout', 'epc']).optional(),
  sort_descending: query.flag.optional(),
})

/** Without revenue and profit, and without totals. */
export const getAffiliateReport = handler(AffiliateReportQuery, (asked, ask) => {
  const lines = ask.once(`affiliate report ${question(asked)}`, () =>
    sorted(
      linesBy((campaign) => campaign.affiliate_id, asked, period(asked), ask),
      asked,
    ),
  )
  const affiliates = pageOf(lines, asked, 1, ask).map(([id, line]) => ({
    affiliate_id: id,
    affiliate_name: ask.network.affiliates.get(id)?.affiliate_name,
    clicks: line.clicks,
    conversions: line.conversions,
    conversion_rate: conversionRate(line),
    payout: line.payoutCents / 100,
    epc: rounded(epc(line), 3),
  }))
  return { response: { data: { affiliates } } }
})

const AdvertiserReportQuery = z.strictObject({
  ...dates,
  advertiser_id: query.id.optional(),
  offer_id: query.id.optional(),
  ...paging(maxRows),
})

/** Without payout, without totals, and in no order that could be asked for. */
export const getAdvertiserReport = handler(AdvertiserReportQuery, (asked, ask) => {
  const lines = ask.once(`advertiser report ${question(asked)}`, () =>
    linesBy((_campaign, offer) => offer()?.advertiser_id, asked, period(asked), ask),
  )
  const shown = pageOf(lines, asked, 1, ask).map(([id, line]) => ({
    advertiser_id: id,
    advertiser_name: advertisers.get(id),
    clicks: line.clicks,
    conversions: line.conversions,
    revenue: line.revenueCents / 100,
  }))
  return { response: { data: { advertisers: shown } } }
})

interface Asked {
  readonly start_date: number
  readonly end_date: number
  readonly sort_field?: 'conversions' | 'clicks' | 'revenue' | 'epc' | 'payout' | undefined
  readonly sort_descending?: boolean | undefined
}

function period({ start_date: start, end_date: end }: Asked): { start: number; end: number } {
  if (start > end) throw new Refusal(`'start_date' must not be after 'end_date'.`)
  return { start, end }
}

function question(asked: Asked & { start_at_row?: unknown; row_limit?: unknown }): string {
  return JSON.stringify({ ...asked, start_at_row: undefined, row_limit: undefined })
}

function sorted(lines: Line[], { sort_field: field, sort_descending: descending }: Asked): Line[] {
  if (!field) return descending === true ? lines.toReversed() : lines
  const sign = descending === true ? -1 : 1
  return lines.toSorted(([, a], [, b]) => sign * (valueOf(a, field) - valueOf(b, field)))
}

function valueOf(line: Totals, field: NonNullable<Asked['sort_field']>): number {
  switch (field) {
    case 'clicks':
      return line.clicks
    case 'conversions':
      return line.conversions
    case 'revenue':
      return line.revenueCents
    case 'payout':
      return line.payoutCents
    case 'epc':
      return epc(line)
  }
}

/** Percent, as in the samples. */
function conversionRate({ clicks, conversions }: Totals): number {
  return rounded(clicks > 0 ? (conversions * 100) / clicks : 0, 2)
}

/** What the affiliate gets for a click, in the offer's currency. */
function epc({ clicks, payoutCents }: Totals): number {
  return clicks > 0 ? payoutCents / 100 / clicks : 0
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
