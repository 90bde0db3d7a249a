import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { copyable, small, title, words } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { count, name } from '../../blocks/text.ts'
import { campaignPages, type Campaign } from '../../cake/campaigns.ts'
import { defineQuery, type Card } from '../../core/command.ts'
import { id } from '../../core/inputs.ts'

/** Links on one card; a pair with more campaigns has a list of them behind the button. */
const MOST_LINKS = 5
/** So that they fit one message together. */
const LONGEST_LINK = 2000

interface Links {
  readonly affiliate: number
  readonly offer: number
  readonly campaigns: readonly Campaign[]
  /** How many more there are that track nothing any more. */
  readonly deleted: number
}

export const show = defineQuery({
  summary: 'Show the tracking links of an affiliate on an offer',
  role: 'viewer',
  example: 'link 67890 12345',
  args: ['affiliate', 'offer'],
  input: z.object({ affiliate: id('affiliate'), offer: id('offer') }),
  load: async ({ cake, read }, { affiliate, offer }): Promise<Links> => {
    const campaigns: Campaign[] = []
    for await (const { rows } of campaignPages(cake, { affiliate_id: affiliate, offer_id: offer }, read)) {
      campaigns.push(...rows.filter((row) => row.affiliate_id === affiliate && row.offer_id === offer))
    }
    // Deleted campaigns track nothing: their links are not to be given to anybody.
    const live = campaigns.filter((campaign) => campaign.campaign_status !== 'deleted')
    return { affiliate, offer, campaigns: live, deleted: campaigns.length - live.length }
  },
  view: linksCard,
})

function linksCard({ affiliate, offer, campaigns, deleted }: Links): Card {
  const [first] = campaigns
  const heading = `Tracking links: ${name(first?.affiliate_name ?? `affiliate ${affiliate}`)} on ${name(first?.offer_name ?? `offer ${offer}`)}`
  const shown = campaigns.slice(0, MOST_LINKS)
  const hidden = campaigns.length - shown.length
  return {
    summary: `${count(campaigns.length, 'tracking link')} of affiliate ${affiliate} on offer ${offer}`,
    pieces: [
      title(heading),
      ...(first
        ? []
        : [
            words(
              deleted > 0
                ? `Affiliate ${affiliate} has only deleted campaigns on offer ${offer}: no tracking link works.`
                : `Affiliate ${affiliate} has no campaign on offer ${offer}, so there is no tracking link yet.`,
            ),
          ]),
      ...shown.flatMap(linkPieces),
      ...(hidden > 0 ? [small(`${hidden} more: see Campaigns.`)] : []),
    ],
    buttons: [
      ...(first || deleted > 0
        ? [runButton('Campaigns', `campaign list offer:${offer} affiliate:${affiliate}`)]
        : []),
      runButton('Payout', `payout ${affiliate} ${offer}`),
      runButton('Offer', `offer ${offer}`),
    ],
  }
}

function linkPieces(campaign: Campaign): Piece[] {
  const { campaign_id, tracking_link, sub_affiliate } = campaign
  const sub =
    sub_affiliate === undefined || sub_affiliate === '' ? '' : ` · sub affiliate ${name(sub_affiliate)}`
  return [
    small(`Campaign ${campaign_id} · ${status(campaign.campaign_status)}${sub}`),
    tracking_link === undefined || tracking_link === ''
      ? words('CAKE gives no tracking link for this campaign.')
      : copyable(tracking_link, LONGEST_LINK),
  ]
}
