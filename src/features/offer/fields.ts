import { money, percent, price } from '../../blocks/figures.ts'
import { marginPercent } from '../../cake/figures.ts'
import type { CakeReader, ReadOptions } from '../../cake/client.ts'
import { getOffer, type Offer, type OfferChange } from '../../cake/offers.ts'
import type { ChangeContext, Derived, Remark, Weight } from '../../core/changes/change.ts'
import type { Choice, Field, Values } from '../../core/changes/fields.ts'
import { activeCampaigns, campaignsInWords, trafficInWords, yesterdayOn } from '../../core/changes/traffic.ts'
import { dayOf } from '../../core/days.ts'

/** An offer as a change finds it. */
export interface OfferState {
  readonly offer: Offer
  /** The network's zone, in which it expires. */
  readonly zone: string
}

export async function loadOffer(cake: CakeReader, id: number, read: ReadOptions): Promise<OfferState> {
  return { offer: await getOffer(cake, id, read), zone: cake.zone }
}

/** CAKE reads `paused` and writes `inactive`; here it is what is written. */
export const OFFER_STATUSES: readonly Choice[] = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Paused' },
  { value: 'pending', label: 'Pending' },
]

/** What CAKE takes as a change of an offer. It clears nothing, so what is set must stay set. */
export function offerFields(state: OfferState): Field[] {
  const { offer } = state
  const { currency, payout_type } = offer
  // A share of revenue is a bare number.
  const amount = payout_type === 'revshare' ? {} : { currency }
  // One that CAKE does not take back (expired) may be left as it is.
  const { status: has } = offerValues(state)
  const status = OFFER_STATUSES.find(({ value }) => value === has)
  const optional = (has: unknown) => (has === undefined ? ({ optional: true } as const) : {})
  return [
    { name: 'name', label: 'Offer name', as: 'text', max: 255 },
    { name: 'status', label: 'Status', as: 'choice', choices: OFFER_STATUSES, ...optional(status) },
    { name: 'payout', label: 'Payout', as: 'money', ...amount, ...optional(offer.payout) },
    { name: 'revenue', label: 'Revenue', as: 'money', ...amount, ...optional(offer.revenue) },
    { name: 'expires', label: 'Expiry date', as: 'day', ...optional(offer.expiration_date) },
  ]
}

/** What CAKE has, by the fields' names. */
export function offerValues({ offer, zone }: OfferState): Values {
  return {
    name: offer.offer_name ?? null,
    status: offer.offer_status === 'paused' ? 'inactive' : (offer.offer_status ?? null),
    payout: offer.payout ?? null,
    revenue: offer.revenue ?? null,
    expires: dayOf(offer.expiration_date, zone) ?? null,
  }
}

/** What a change writes: only what changes. The last moment of the day it expires on, as CAKE's own forms have it. */
export function offerWritten({
  name,
  status,
  payout,
  revenue,
  expires,
}: Values): Omit<OfferChange, 'offer_id'> {
  return {
    ...(typeof name === 'string' ? { offer_name: name } : {}),
    ...(status === 'active' || status === 'inactive' || status === 'pending' ? { offer_status: status } : {}),
    ...(typeof payout === 'number' ? { payout } : {}),
    ...(typeof revenue === 'number' ? { revenue } : {}),
    ...(typeof expires === 'string' ? { expiration_date: `${expires} 23:59:59` } : {}),
  }
}

/** The margin before and after, where payout or revenue changes and both are known. */
export function marginOf(currency: string | undefined, before: Values, after: Values): Derived[] {
  if (before['payout'] === after['payout'] && before['revenue'] === after['revenue']) return []
  const [was, becomes] = [margin(before, currency), margin(after, currency)]
  return becomes === undefined ? [] : [{ label: 'Margin', was: was ?? 'not known', becomes }]
}

function margin({ payout, revenue }: Values, currency: string | undefined): string | undefined {
  if (typeof payout !== 'number' || typeof revenue !== 'number') return undefined
  const share = marginPercent({ payout, revenue })
  return `${money(revenue - payout, currency)}${share === undefined ? '' : ` (${percent(share)})`}`
}

/** Whoever approves a payout approves the margin that they see: the other amount must not move. */
export function moneyGuard({ offer }: OfferState, { payout, revenue }: Values): Values {
  const words = (amount: number | undefined) => (amount === undefined ? null : price(amount, offer.currency))
  if (payout !== undefined && revenue === undefined) return { Revenue: words(offer.revenue) }
  return payout === undefined && revenue !== undefined ? { Payout: words(offer.payout) } : {}
}

/** What is refused or warned about, by the field it is about. */
export function offerRemarks(after: Values, before: Values, { today }: ChangeContext): Remark[] {
  const { payout, revenue, expires, status } = after
  const isAbove = typeof payout === 'number' && typeof revenue === 'number' && payout > revenue
  const touchesMoney = payout !== before['payout'] || revenue !== before['revenue']
  return [
    ...(typeof expires === 'string' && expires < today && expires !== before['expires']
      ? [{ field: 'expires', sentence: 'The expiry date is in the past.', isRefusal: true }]
      : []),
    ...(isAbove && touchesMoney
      ? [
          {
            field: 'payout',
            sentence: 'The payout is above the revenue: each conversion loses money.',
            isRefusal: false,
          },
        ]
      : []),
    ...(status === 'active' && typeof expires === 'string' && expires < today && before['status'] !== 'active'
      ? [
          {
            field: 'status',
            sentence: `The offer expired on ${expires}: set a new expiry date first.`,
            isRefusal: true,
          },
        ]
      : []),
  ]
}

/** What a change of an offer touches, where it moves money or traffic. */
export async function offerImpact(
  context: ChangeContext,
  { offer }: OfferState,
  changed: Values,
): Promise<string[]> {
  const moves = ['payout', 'revenue', 'status'].some((name) => changed[name] !== undefined)
  if (!moves) return []
  const { offer_id: id } = offer
  const [active, traffic] = await Promise.all([
    activeCampaigns(context, id),
    yesterdayOn(context, { offer: id }),
  ])
  return [
    campaignsInWords(active),
    trafficInWords(traffic),
    ...(changed['payout'] === undefined ? [] : ['Campaigns that run already may keep their own payout.']),
  ]
}

/** How big it is, for the rules. */
export async function offerWeight(
  context: ChangeContext,
  state: OfferState,
  changed: Values,
): Promise<Weight> {
  const { offer } = state
  const after = { ...offerValues(state), ...changed }
  const { payout, revenue } = after
  const pauses = changed['status'] !== undefined && changed['status'] !== 'active'
  const traffic = pauses ? await yesterdayOn(context, { offer: offer.offer_id }) : undefined
  return {
    ...doesOf(offer, changed),
    ...(typeof changed['payout'] === 'number'
      ? { payoutBefore: offer.payout ?? 0, payoutAfter: changed['payout'] }
      : {}),
    ...(typeof payout === 'number' && typeof revenue === 'number' ? { marginAfter: revenue - payout } : {}),
    // What nobody can tell counts as much.
    ...(traffic ? { pausesClicks: traffic.clicks ?? Number.MAX_SAFE_INTEGER } : {}),
  }
}

/** Whatever is not active any more is as good as paused. */
function doesOf({ offer_status: was }: Offer, { status, ...more }: Values): Pick<Weight, 'does'> {
  if (status === undefined) return {}
  const isAlone = Object.keys(more).length === 0
  return status === 'active'
    ? { does: { command: 'offer activate', isAll: isAlone } }
    : { does: { command: 'offer pause', isAll: isAlone && status === 'inactive' && was === 'active' } }
}
