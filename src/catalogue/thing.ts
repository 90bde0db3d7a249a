import type { Affiliate } from '../cake/affiliates.ts'
import type { Offer } from '../cake/offers.ts'
import type { Party } from '../cake/wire.ts'
import type { Kind } from './contract.ts'
import { HIGHEST_ID } from './rank.ts'
import { Print } from './print.ts'

/** What is held of one row: an `Entry` with only the ids of others. */
export interface Thing {
  readonly kind: Kind
  readonly id: number
  readonly name: string
  readonly status?: string
  readonly advertiser?: number
  readonly vertical?: number
  readonly manager?: number
  readonly payout?: number
  readonly payout_type?: string
  readonly currency?: string
  readonly tags?: readonly number[]
}

/** CAKE may leave a name out; what has none is found by its kind and its id. */
export function nameOf(kind: Kind, id: number, name: string | undefined): string {
  return name ?? `${kind} ${id}`
}

export function offerThing(offer: Offer): Thing {
  return {
    kind: 'offer',
    id: offer.offer_id,
    name: nameOf('offer', offer.offer_id, offer.offer_name),
    status: offer.offer_status,
    advertiser: idOf(offer.advertiser),
    vertical: idOf(offer.vertical),
    payout: offer.payout,
    payout_type: offer.payout_type,
    currency: offer.currency,
    tags: tagsOf(offer.tags),
  }
}

export function affiliateThing(affiliate: Affiliate): Thing {
  return {
    kind: 'affiliate',
    id: affiliate.affiliate_id,
    name: nameOf('affiliate', affiliate.affiliate_id, affiliate.affiliate_name),
    status: affiliate.affiliate_status,
    manager: idOf(affiliate.account_manager),
  }
}

/** Each once; absent when there are none. */
function tagsOf(tags: readonly Party[]): number[] | undefined {
  const ids = [...new Set(tags.map(({ id }) => id).filter(isHoldable))]
  return ids.length === 0 ? undefined : ids
}

const print = new Print()

/** The print of a thing of which only the name is known. */
export function printOfName(name: string): number {
  return print.start().text(name).end()
}

/** Whether it can be held: CAKE's own ids are far below the bound. */
export function isHoldable(id: number): boolean {
  return Number.isSafeInteger(id) && id >= 0 && id <= HIGHEST_ID
}

function idOf(party: Party | undefined): number | undefined {
  return party !== undefined && isHoldable(party.id) ? party.id : undefined
}

/** What is newly told over what is held: fields that are absent now stay. */
export function merged(told: Thing, name: string | undefined, held: Thing | undefined): Thing {
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  return {
    ...held,
    ...(known as Partial<Thing>),
    kind: told.kind,
    id: told.id,
    name: name ?? held?.name ?? told.name,
  }
}

/** What is told of a thing, beside its tags. */
const TOLD = [
  'kind',
  'id',
  'name',
  'status',
  'advertiser',
  'vertical',
  'manager',
  'payout',
  'payout_type',
  'currency',
] as const satisfies readonly (keyof Thing)[]

/** Whether they say the same. */
export function isSame(a: Thing, b: Thing): boolean {
  return TOLD.every((field) => a[field] === b[field]) && a.tags?.join() === b.tags?.join()
}
