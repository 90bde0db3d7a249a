import { z } from 'zod'
import { statusWord } from '../../blocks/status.ts'
import { campaignPages, createCampaign, NewCampaign, type Campaign } from '../../cake/campaigns.ts'
import { getOffer, type Offer } from '../../cake/offers.ts'
import { defineChange, type ChangeContext, type Remark } from '../../core/changes/change.ts'
import type { Choice, Field, Values } from '../../core/changes/fields.ts'
import { id } from '../../core/inputs.ts'
import { pairThings } from './fields.ts'

const LINK_TYPES: readonly Choice[] = [
  { value: '1', label: 'Standard' },
  { value: '2', label: 'Encoded' },
  { value: '3', label: 'Vanity' },
]

/** What is known of the chosen pair, as far as it is chosen. */
interface Pair {
  readonly offer?: Offer
  readonly existing: readonly Campaign[]
}

export const create = defineChange({
  summary: 'Make a campaign: an affiliate gets a tracking link for an offer',
  role: 'requester',
  example: 'campaign new 67890 12345',
  args: ['affiliate?', 'offer?'],
  filters: { creative: '5101', page: '8801', sub_affiliate: 'newsletter', coupon: 'SAVE10' },
  input: z.object({ affiliate: id('affiliate').optional(), offer: id('offer').optional() }),
  makes: 'campaign',
  load: (context, _, { offer, affiliate }): Promise<Pair> =>
    loadPair(context, numberIn(offer), numberIn(affiliate)),
  title: ({ offer }) =>
    offer ? `New campaign on ${offer.offer_name ?? `offer ${offer.offer_id}`}` : 'New campaign',
  fields: ({ offer }) => fields(offer?.offer_id),
  initial: { link_type: '1' },
  before: () => ({}),
  touches: (_, { offer, affiliate }) =>
    pairThings({ offer_id: numberIn(offer), affiliate_id: numberIn(affiliate) }),
  dispatches: ['affiliate', 'offer'],
  guard: ({ offer }): Values => (offer ? { 'Status of the offer': offer.offer_status ?? null } : {}),
  remarks: (pair) => [...offerRemark(pair), ...existingRemark(pair)],
  weigh: () => ({ creates: true }),
  write: async (cake, _, after) => {
    const { campaign_id, tracking_link } = await cake.write(createCampaign, written(after))
    return { id: campaign_id, link: tracking_link }
  },
  candidates: async (context, _, { offer, affiliate }) => {
    const all = await existing(context, numberIn(offer), numberIn(affiliate))
    return all.map(({ campaign_id, tracking_link }) => ({ id: campaign_id, link: tracking_link }))
  },
})

/** Creatives and landing pages are those of the chosen offer, so they can be chosen only after it. */
function fields(offer: number | undefined): Field[] {
  const ofOffer: Field[] =
    offer === undefined
      ? []
      : [
          { name: 'creative', label: 'Creative', as: 'pick', kind: 'creative', offer, optional: true },
          { name: 'page', label: 'Landing page', as: 'pick', kind: 'page', offer, optional: true },
        ]
  return [
    { name: 'affiliate', label: 'Affiliate', as: 'pick', kind: 'affiliate' },
    { name: 'offer', label: 'Offer', as: 'pick', kind: 'offer' },
    { name: 'link_type', label: 'Link type', as: 'choice', choices: LINK_TYPES },
    ...ofOffer,
    { name: 'sub_affiliate', label: 'Sub affiliate', as: 'text', max: 100, optional: true },
    { name: 'coupon', label: 'Coupon code', as: 'text', max: 100, optional: true },
  ]
}

async function loadPair(context: ChangeContext, offer?: number, affiliate?: number): Promise<Pair> {
  const [found, all] = await Promise.all([
    offer === undefined ? undefined : getOffer(context.cake, offer, context.read),
    existing(context, offer, affiliate),
  ])
  return { ...(found ? { offer: found } : {}), existing: all }
}

/** The campaigns of a pair, in whichever state. @throws CakeError */
async function existing(
  { cake, read }: ChangeContext,
  offer_id: number | undefined,
  affiliate_id: number | undefined,
): Promise<Campaign[]> {
  if (offer_id === undefined || affiliate_id === undefined) return []
  const all: Campaign[] = []
  for await (const { rows } of campaignPages(cake, { offer_id, affiliate_id }, read)) {
    all.push(...rows.filter((row) => row.offer_id === offer_id && row.affiliate_id === affiliate_id))
  }
  return all
}

/** CAKE takes campaigns on active offers only. */
function offerRemark({ offer }: Pair): Remark[] {
  if (!offer || offer.offer_status === 'active' || offer.offer_status === undefined) return []
  const sentence = `Offer ${offer.offer_id} is ${statusWord(offer.offer_status)}; a campaign needs an active offer.`
  return [{ field: 'offer', sentence, isRefusal: true }]
}

const MOST_LISTED = 3

/** A pair may have several campaigns; mostly the one that is there was meant. */
function existingRemark({ existing: all }: Pair): Remark[] {
  if (all.length === 0) return []
  const listed = all
    .slice(0, MOST_LISTED)
    .map(({ campaign_id, campaign_status, tracking_link }) =>
      [`${campaign_id} (${statusWord(campaign_status)})`, ...(tracking_link ? [tracking_link] : [])].join(
        ' ',
      ),
    )
  const more = all.length > MOST_LISTED ? ` and ${all.length - MOST_LISTED} more` : ''
  return [
    {
      sentence: `This affiliate has campaigns on this offer already: ${listed.join(', ')}${more}.`,
      isRefusal: false,
    },
  ]
}

/** As CAKE takes it. The values were read by the form, so each is of its field's kind. */
function written(after: Values): NewCampaign {
  const given = {
    offer_id: after['offer'],
    affiliate_id: after['affiliate'],
    display_link_type_id: after['link_type'] === undefined ? undefined : Number(after['link_type']),
    creative_id: after['creative'],
    landing_page_id: after['page'],
    sub_affiliate: after['sub_affiliate'],
    coupon_code: after['coupon'],
  }
  return NewCampaign.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)))
}

/** An id, whether it was typed or read. */
function numberIn(value: string | number | null | undefined): number | undefined {
  const number = Number(value ?? Number.NaN)
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}
