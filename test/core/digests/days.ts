import { daysBetween } from '../../../src/core/days.ts'
import type { Entry } from '../../../src/catalogue/contract.ts'
import type { Did, World } from './world.ts'

const NAMES = [
  'Auto Insurance Quotes',
  'Solar Savings',
  'Payday Loan Finder',
  'Keto Trial',
  'VPN Yearly',
  'Mobile Game Install',
  'Meal Box First Order',
  'Credit Report',
  'Home Warranty',
  'Language App',
  'Pet Insurance',
  'Broker Sign-up',
]

/** A day of a network that goes on as always, a little more at the end of it. */
export function busy(day: string): Did[] {
  const ago = daysBetween(day, '2026-11-20')
  return NAMES.map((name, at) => {
    const clicks = 4000 - at * 300 + ((ago * 37 + at * 11) % 90)
    const conversions = Math.round(clicks / (20 + at)) + (ago === 0 && at === 1 ? 90 : 0)
    const revenue = conversions * (22.5 + at)
    return { id: 12_345 + at, name, clicks, conversions, revenue, payout: conversions * (18.25 + at * 0.8) }
  })
}

/** The same with everything that needs somebody. */
export const BUSY: World = {
  did: (noun, day) => {
    const rows = busy(day)
    if (noun !== 'offer')
      return rows.map(({ id, name, ...did }) => ({ id: id + 55_000, name: `${noun} ${name}`, ...did }))
    if (day !== '2026-11-20') return rows.filter(({ id }) => id !== 12_356)
    return rows
      .filter(({ id }) => id !== 12_355)
      .map((did) => {
        if (did.id === 12_347) return { ...did, conversions: 0, revenue: 0, payout: 0 }
        if (did.id === 12_348) return { ...did, payout: (did.revenue ?? 0) + 120 }
        return did.id === 12_350 ? { ...did, conversions: 60, revenue: 1650, payout: 1335 } : did
      })
  },
  offers: [
    {
      offer: {
        offer_id: 12_349,
        offer_name: 'VPN Yearly',
        offer_status: 'active',
        expiration_date: '2026-11-24',
      },
    },
    {
      offer: {
        offer_id: 12_351,
        offer_name: 'Meal Box',
        offer_status: 'active',
        expiration_date: '2026-12-24',
      },
    },
    { offer: { offer_id: 12_399, offer_name: 'Old Sweepstakes', offer_status: { id: 2, name: 'Paused' } } },
    { offer: { offer_id: 12_400, offer_name: 'Older Sweepstakes', offer_status: 'expired' } },
  ],
  campaigns: [1, 2, 3, 4].map((id) => ({ campaign_id: id, offer_id: 12_399, campaign_status: 'active' })),
  affiliates: [67_888, 67_889, 67_890, 67_891, 67_892].map((id) => ({
    affiliate: { affiliate_id: id, affiliate_name: `Newcomer ${id - 67_887}`, affiliate_status: 'pending' },
  })),
  changesWaiting: 2,
  known: NAMES.map((name, at): Entry => ({ kind: 'offer', id: 12_345 + at, name, currency: 'USD' })),
}
