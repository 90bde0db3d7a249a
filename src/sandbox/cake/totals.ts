import { dayNumber, todayAt } from './days.ts'
import { figures } from './figures.ts'
import type { Ask } from './handler.ts'
import type { Campaign, Offer } from './network/records.ts'
import { fits } from './paging.ts'

/** The sum of any number of campaigns' days. Money in cents. */
export interface Totals {
  clicks: number
  uniqueClicks: number
  conversions: number
  payoutCents: number
  revenueCents: number
}

/** Which campaigns a report is about; absent = all. */
export interface ReportFilter {
  readonly offer_id?: number | undefined
  readonly affiliate_id?: number | undefined
  readonly advertiser_id?: number | undefined
  readonly vertical_id?: number | undefined
  readonly country_id?: number | undefined
}

/** First and last day (days since 1970), both asked for. */
export interface Period {
  readonly start: number
  readonly end: number
}

export type Line = readonly [id: number, totals: Totals]

/**
 * Every report is made here, out of the same figures of campaigns and days: so they agree with each other.
 * @param idOf what the lines are by; a campaign without one is left out
 * @returns a line for each id that had traffic, by id
 */
export function linesBy(
  idOf: (campaign: Campaign, offer: () => Offer | undefined) => number | undefined,
  filter: ReportFilter,
  { start, end }: Period,
  { network, variant, local }: Ask,
): Line[] {
  const today = todayAt(local)
  const last = Math.min(variant.endDate === 'exclusive' ? end - 1 : end, dayNumber(local.slice(0, 10)) ?? end)
  const campaigns =
    filter.offer_id === undefined ? network.campaigns.awake() : network.campaigns.ofOffer(filter.offer_id)
  const lines = new Map<number, Totals>()
  for (const campaign of campaigns) {
    const offer = () => network.offers.get(campaign.offer_id)
    if (!matches(campaign, offer, filter)) continue
    const id = idOf(campaign, offer)
    if (id === undefined) continue
    for (let day = Math.max(start, campaign.traffic?.from ?? start); day <= last; day += 1) {
      const made = figures(campaign, day, today)
      if (!made) continue
      let line = lines.get(id)
      if (!line) lines.set(id, (line = { ...nothing }))
      add(line, made)
    }
  }
  return [...lines].toSorted(([a], [b]) => a - b)
}

const nothing: Totals = { clicks: 0, uniqueClicks: 0, conversions: 0, payoutCents: 0, revenueCents: 0 }

export function sumOf(lines: readonly Line[]): Totals {
  const sum = { ...nothing }
  for (const [, line] of lines) add(sum, line)
  return sum
}

function add(sum: Totals, more: Readonly<Totals>): void {
  sum.clicks += more.clicks
  sum.uniqueClicks += more.uniqueClicks
  sum.conversions += more.conversions
  sum.payoutCents += more.payoutCents
  sum.revenueCents += more.revenueCents
}

function matches(campaign: Campaign, offer: () => Offer | undefined, filter: ReportFilter): boolean {
  return (
    fits(filter.affiliate_id, campaign.affiliate_id) &&
    fits(filter.country_id, campaign.country_id) &&
    (filter.advertiser_id === undefined || filter.advertiser_id === offer()?.advertiser_id) &&
    (filter.vertical_id === undefined || filter.vertical_id === offer()?.vertical_id)
  )
}
