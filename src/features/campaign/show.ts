import { z } from 'zod'
import { getCampaign, type Campaign } from '../../cake/campaigns.ts'
import { getCreatives, type Creative } from '../../cake/creatives.ts'
import { CakeError } from '../../cake/errors.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { id } from '../../core/inputs.ts'
import { mayBe } from '../../core/list.ts'
import { campaignCard, type CampaignFound } from './view.ts'

export const show = defineQuery({
  summary: 'Show a campaign with its tracking link',
  role: 'viewer',
  example: 'campaign 98001',
  args: ['campaign'],
  filters: { affiliate: '67890' },
  input: z.object({ campaign: id('campaign'), affiliate: id('affiliate').optional() }),
  load: async (context, input): Promise<CampaignFound> => {
    const campaign = await getCampaign(context.cake, input.campaign, context.read)
    const isOther = !mayBe(campaign.affiliate_id, input.affiliate)
    return {
      campaign,
      creative: await creativeOf(context, campaign),
      ...(isOther ? { otherAffiliate: input.affiliate } : {}),
    }
  },
  view: (found, _, shown) => campaignCard(found, shown),
})

/** The creative's name is a nicety: the card does without it when CAKE does not tell. */
async function creativeOf({ cake, read }: QueryContext, campaign: Campaign): Promise<Creative | undefined> {
  const { creative_id, offer_id } = campaign
  if (creative_id === undefined || offer_id === undefined) return undefined
  try {
    const creatives = await getCreatives(cake, { creative_id, offer_id }, read)
    return creatives.find((creative) => creative.creative_id === creative_id)
  } catch (error) {
    if (error instanceof CakeError) return undefined
    throw error
  }
}
