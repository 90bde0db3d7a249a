/**
 * Figures worked out of counts and money, since networks send their own in different units. Each is undefined
 * when it cannot be told: something is missing, or it would be a division by zero.
 */

/** Conversions per click, in percent: 312 of 8420 is 3.7054… */
export function conversionRate(row: { clicks?: number; conversions?: number }): number | undefined {
  const share = divided(row.conversions, row.clicks)
  return share === undefined ? undefined : share * 100
}

/** Earnings per click: payout ÷ clicks, in the payout's currency. */
export function epc(row: { clicks?: number; payout?: number }): number | undefined {
  return divided(row.payout, row.clicks)
}

/**
 * Whether a payout of this type is a share of something rather than an amount (`revshare`, `cpa_percentage`). Whether
 * CAKE then gives percent or money is nowhere said: such a payout is no sum of money, and leaves no margin to tell.
 */
export function isShare(payout_type: string | undefined): boolean {
  return payout_type !== undefined && /share|percent/i.test(payout_type)
}

/** What the network keeps: revenue − payout, in their currency. */
export function margin(row: { revenue?: number; payout?: number }): number | undefined {
  if (row.revenue === undefined || row.payout === undefined) return undefined
  return money(row.revenue - row.payout)
}

/** What the network keeps, in percent of the revenue. */
export function marginPercent(row: { revenue?: number; payout?: number }): number | undefined {
  const share = divided(margin(row), row.revenue)
  return share === undefined ? undefined : share * 100
}

/**
 * Takes binary dust off an amount (0.3 − 0.1 is 0.2, not 0.19999999999999998) without touching a real digit:
 * CAKE's money has at most four decimals.
 */
function money(amount: number): number {
  const rounded = Number(amount.toFixed(6))
  return rounded === 0 ? 0 : rounded
}

function divided(part: number | undefined, whole: number | undefined): number | undefined {
  if (part === undefined || whole === undefined || whole === 0) return undefined
  const share = part / whole
  return Number.isFinite(share) ? share : undefined
}
