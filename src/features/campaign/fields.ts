import { getCampaign, type Campaign, type CampaignChange } from '../../cake/campaigns.ts'
import { getOffer, type Offer } from '../../cake/offers.ts'
import { status } from '../../blocks/status.ts'
import type { CakeReader, ReadOptions } from '../../cake/client.ts'
import type { ChangeContext, Weight } from '../../core/changes/change.ts'
import type { Choice, Field, Values } from '../../core/changes/fields.ts'
import { trafficInWords, yesterdayOn, type Touched } from '../../core/changes/traffic.ts'

const STATUSES: readonly Choice[] = [
  { value: 'active', label: 'Active' },
  { value: 'paused', label: 'Paused' },
]
const DELETED: Choice = { value: 'deleted', label: 'Deleted' }

export function loadCampaign(cake: CakeReader, id: number, read: ReadOptions): Promise<Campaign> {
  return getCampaign(cake, id, read)
}

/** What CAKE takes as a change of a campaign; it clears nothing, so what is set must stay set. Deleting has a command of its own. */
export function campaignFields({
  offer_id,
  campaign_status,
  creative_id,
  landing_page_id,
}: Campaign): Field[] {
  const offer = offer_id === undefined ? {} : { offer: offer_id }
  const optional = (has: unknown) => (has === undefined ? ({ optional: true } as const) : {})
  const status = STATUSES.find(({ value }) => value === campaign_status)
  return [
    { name: 'status', label: 'Status', as: 'choice', choices: STATUSES, ...optional(status) },
    { name: 'creative', label: 'Creative', as: 'pick', kind: 'creative', ...offer, ...optional(creative_id) },
    { name: 'page', label: 'Landing page', as: 'pick', kind: 'page', ...offer, ...optional(landing_page_id) },
  ]
}

/** The status alone, deleting included. */
export function statusField(): Field[] {
  return [{ name: 'status', label: 'Status', as: 'choice', choices: [...STATUSES, DELETED] }]
}

/** What CAKE has, by the fields' names. */
export function campaignValues({ campaign_status, creative_id, landing_page_id }: Campaign): Values {
  return { status: campaign_status ?? null, creative: creative_id ?? null, page: landing_page_id ?? null }
}

/** What a change writes: only what changes. */
export function campaignWritten({ status, creative, page }: Values): Omit<CampaignChange, 'campaign_id'> {
  return {
    ...(status === 'active' || status === 'paused' || status === 'deleted'
      ? { campaign_status: status }
      : {}),
    ...(typeof creative === 'number' ? { creative_id: creative } : {}),
    ...(typeof page === 'number' ? { landing_page_id: page } : {}),
  }
}

/** What else a change of it is found by. */
export function pairThings({ offer_id, affiliate_id }: Pick<Campaign, 'offer_id' | 'affiliate_id'>) {
  return [
    ...(offer_id === undefined ? [] : [{ kind: 'offer', id: offer_id }]),
    ...(affiliate_id === undefined ? [] : [{ kind: 'affiliate', id: affiliate_id }]),
  ]
}

/**
 * Yesterday's traffic on it, where its status changes: CAKE's report tells it by affiliate and offer only. And that its
 * offer is not active, where it is to become so.
 */
export async function campaignImpact(
  context: ChangeContext,
  campaign: Campaign,
  changed: Values,
): Promise<string[]> {
  const touched = touchedBy(campaign)
  if (changed['status'] === undefined || touched === undefined) return []
  const [traffic, offer] = await Promise.all([
    yesterdayOn(context, touched),
    changed['status'] === 'active' ? getOffer(context.cake, touched.offer, context.read) : undefined,
  ])
  return [
    `${trafficInWords(traffic).slice(0, -1)}, on all campaigns of this affiliate on this offer.`,
    ...(offer ? unlessActive(offer) : []),
  ]
}

function unlessActive({ offer_id, offer_status }: Offer): string[] {
  if (offer_status === 'active' || offer_status === undefined) return []
  return [
    `Offer ${offer_id} is not active (${status(offer_status)}): the campaign sends it nothing until it is.`,
  ]
}

/** How big it is, for the rules. */
export async function campaignWeight(
  context: ChangeContext,
  campaign: Campaign,
  changed: Values,
): Promise<Weight> {
  const { status } = changed
  const touched = touchedBy(campaign)
  const pauses = status === 'paused' || status === 'deleted'
  const traffic = pauses && touched ? await yesterdayOn(context, touched) : undefined
  return {
    ...(status === 'deleted' ? { deletes: true } : {}),
    ...doesOf(campaign, changed),
    // What nobody can tell counts as much.
    ...(pauses ? { pausesClicks: traffic?.clicks ?? Number.MAX_SAFE_INTEGER } : {}),
  }
}

function doesOf({ campaign_status: was }: Campaign, { status, ...more }: Values): Pick<Weight, 'does'> {
  const isAlone = Object.keys(more).length === 0
  if (status === 'active') return { does: { command: 'campaign activate', isAll: isAlone } }
  return status === 'paused'
    ? { does: { command: 'campaign pause', isAll: isAlone && was === 'active' } }
    : {}
}

function touchedBy({ offer_id, affiliate_id }: Campaign): Touched | undefined {
  return offer_id === undefined || affiliate_id === undefined
    ? undefined
    : { offer: offer_id, affiliate: affiliate_id }
}
