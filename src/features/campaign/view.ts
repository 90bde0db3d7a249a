import type { Button } from '@slack/types'
import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { copyable, entry, facts, small, title, warning, words } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import type { Campaign } from '../../cake/campaigns.ts'
import type { Creative } from '../../cake/creatives.ts'
import type { Card, Shown } from '../../core/command.ts'
import { dayInWords, dayOf } from '../../core/days.ts'

/** A campaign with its creative as far as that could be read. */
export interface CampaignFound {
  readonly campaign: Campaign
  readonly creative?: Creative
  /** The affiliate that a pasted link named, when it is not the campaign's. */
  readonly otherAffiliate?: number
}

/** A campaign's card, its tracking link copyable. */
export function campaignCard({ campaign, creative, otherAffiliate }: CampaignFound, shown: Shown): Card {
  const id = campaign.campaign_id
  const { offer_id, affiliate_id } = campaign
  return {
    summary: `Campaign ${id}: ${affiliateOf(campaign)} on ${offerOf(campaign)}, ${campaign.campaign_status ?? 'status unknown'}`,
    pieces: [
      title(pairOf(campaign)),
      small(`Campaign ${id} · ${status(campaign.campaign_status)}`),
      ...(otherAffiliate === undefined
        ? []
        : [warning(`the link names affiliate ${otherAffiliate}, but this campaign is not theirs.`)]),
      facts(factRows(campaign, creative, shown)),
      ...linkPieces(campaign),
    ],
    buttons: [
      ...(offer_id === undefined ? [] : [runButton('Offer', `offer ${offer_id}`)]),
      ...(affiliate_id === undefined ? [] : [runButton('Affiliate', `affiliate ${affiliate_id}`)]),
      ...(offer_id === undefined || affiliate_id === undefined
        ? []
        : [runButton('Payout', `payout ${affiliate_id} ${offer_id}`)]),
    ],
    changes: shown.roles.has('requester') ? changeButtons(campaign) : [],
  }
}

/** What can be asked for, as the campaign is; nothing of what is deleted. */
function changeButtons({ campaign_id: id, campaign_status }: Campaign): Button[] {
  if (campaign_status === 'deleted') return []
  return [
    campaign_status === 'active'
      ? runButton('Pause', `campaign pause ${id}`)
      : runButton('Activate', `campaign activate ${id}`),
    runButton('Edit', `campaign edit ${id}`),
  ]
}

/** A campaign in a list. */
export function campaignEntry(campaign: Campaign): Piece {
  const id = campaign.campaign_id
  const sub = campaign.sub_affiliate
  const detail = [
    String(id),
    status(campaign.campaign_status),
    offerOf(campaign),
    ...(sub === undefined || sub === '' ? [] : [`sub affiliate ${name(sub)}`]),
  ]
  const open = runButton('Show', `campaign ${id}`, { id, label: `Show campaign ${id}` })
  return entry(affiliateOf(campaign), detail.join(' · '), open)
}

/** The tracking link, as CAKE gives it, in a block that can be copied. */
function linkPieces({ tracking_link }: Campaign): Piece[] {
  return tracking_link === undefined || tracking_link === ''
    ? [words('CAKE gives no tracking link for this campaign.')]
    : [words({ text: 'Tracking link', bold: true }), copyable(tracking_link)]
}

function factRows(
  campaign: Campaign,
  creative: Creative | undefined,
  shown: Shown,
): Parameters<typeof facts>[0] {
  const { creative_id, landing_page_id, sub_affiliate, offer_id, affiliate_id } = campaign
  const since = dayOf(campaign.created, shown.zone)
  return [
    [
      affiliate_id === undefined ? undefined : ['Affiliate', `${affiliateOf(campaign)} (${affiliate_id})`],
      offer_id === undefined ? undefined : ['Offer', `${offerOf(campaign)} (${offer_id})`],
    ],
    [
      creative_id === undefined ? undefined : ['Creative', creativeName(creative_id, creative)],
      landing_page_id === undefined ? undefined : ['Landing page', String(landing_page_id)],
    ],
    [
      sub_affiliate === undefined || sub_affiliate === ''
        ? undefined
        : ['Sub affiliate', name(sub_affiliate)],
      since === undefined ? undefined : ['Since', dayInWords(since)],
    ],
  ]
}

function creativeName(id: number, creative: Creative | undefined): string {
  return creative?.creative_name === undefined ? String(id) : `${name(creative.creative_name)} (${id})`
}

/** `MediaBridge Partners on Auto Insurance Quote - US`. */
export function pairOf(campaign: Campaign): string {
  return `${affiliateOf(campaign)} on ${offerOf(campaign)}`
}

function affiliateOf(campaign: Campaign): string {
  return name(
    campaign.affiliate_name ??
      (campaign.affiliate_id === undefined ? 'No affiliate' : `Affiliate ${campaign.affiliate_id}`),
  )
}

function offerOf(campaign: Campaign): string {
  return name(
    campaign.offer_name ?? (campaign.offer_id === undefined ? 'no offer' : `offer ${campaign.offer_id}`),
  )
}
