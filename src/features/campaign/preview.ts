import { small, title } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { getCampaign } from '../../cake/campaigns.ts'
import type { Preview, PreviewContext } from '../../core/command.ts'
import { pairOf } from './view.ts'

/** What a tracking link in a channel is: whose and for what. No money, and not the link once more. */
export async function campaignPreview({ cake, read }: PreviewContext, id: number): Promise<Preview> {
  const campaign = await getCampaign(cake, id, read)
  const { offer_id: offer, affiliate_id: affiliate } = campaign
  const isPair = offer !== undefined && affiliate !== undefined
  return {
    summary: `Campaign ${id}: ${pairOf(campaign)}`,
    pieces: [title(pairOf(campaign)), small(`Campaign ${id} · ${status(campaign.campaign_status)}`)],
    ...(isPair ? { numbers: `report offers last-7d offer:${offer} affiliate:${affiliate}` } : {}),
  }
}
