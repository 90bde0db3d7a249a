import { chance } from './chance.ts'
import { weekday, type Today } from './days.ts'
import type { Campaign, Traffic } from './network/records.ts'

/** What one campaign did on one day. Money in cents of the offer's currency, so that sums are exact. */
export interface Figures {
  readonly clicks: number
  readonly uniqueClicks: number
  readonly conversions: number
  readonly payoutCents: number
  readonly revenueCents: number
}

/** Impressions behind a click (CPM) and the money a customer leaves (revenue share); CAKE documents neither. */
const impressionsPerClick = 100
const averageSale = 80

/**
 * A fixed function of the campaign and the day: asked twice it says the same, whatever has been changed in between
 * (in CAKE a new default payout does not reach campaigns that already run, and never the past).
 * @param day days since 1970
 * @param today the day that is only partly gone; later ones are empty
 * @returns `null` where there was no traffic
 */
export function figures(campaign: Campaign, day: number, today: Today): Figures | null {
  const { traffic, campaign_id: id } = campaign
  if (!traffic || day < traffic.from || day > traffic.to || day > today.day) return null
  const gone = day === today.day ? today.gone : 1
  const event = traffic.events.find(({ from, to }) => day >= from && day <= to)
  const full = fullDayClicks(traffic, id, day) * (event?.clicks ?? 1)
  const clicks = Math.floor((full + chance(id, day, 2)) * gone)
  if (clicks <= 0) return null
  const rate = traffic.rate * (event?.conversions ?? 1) * (0.8 + 0.4 * chance(id, day, 3))
  const converted = Math.floor((full * rate + (rate > 0 ? chance(id, day, 4) : 0)) * gone)
  const conversions = Math.min(clicks, converted)
  const uniqueClicks = Math.max(conversions, Math.round(clicks * (0.92 + 0.06 * chance(id, day, 5))))
  return {
    clicks,
    uniqueClicks,
    conversions,
    payoutCents: cents(traffic, traffic.payout, clicks, conversions),
    revenueCents: cents(traffic, traffic.revenue, clicks, conversions),
  }
}

/** Weekday rhythm × a slow swing over the year × a little noise. */
function fullDayClicks(traffic: Traffic, id: number, day: number): number {
  const rhythm = traffic.week[weekday(day)] ?? 1
  const swing =
    1 + 0.18 * Math.sin(day / 58 + chance(id) * 6.28) + 0.07 * Math.sin(day / 11 + chance(id, 1) * 6.28)
  return traffic.clicks * rhythm * swing * (0.9 + 0.2 * chance(id, day, 1))
}

function cents(traffic: Traffic, amount: number, clicks: number, conversions: number): number {
  switch (traffic.payoutType) {
    case 'cpa':
      return Math.round(amount * 100) * conversions
    case 'cpc':
      return Math.round(amount * 100) * clicks
    case 'cpm':
      return Math.round((amount * 100 * clicks * impressionsPerClick) / 1000)
    case 'revshare':
      return Math.round(amount * averageSale) * conversions
  }
}
