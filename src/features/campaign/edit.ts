import { z } from 'zod'
import { updateCampaign } from '../../cake/campaigns.ts'
import { defineChange } from '../../core/changes/change.ts'
import type { Values } from '../../core/changes/fields.ts'
import { id } from '../../core/inputs.ts'
import {
  campaignFields,
  campaignImpact,
  campaignValues,
  campaignWeight,
  campaignWritten,
  loadCampaign,
  pairThings,
} from './fields.ts'
import { pairOf } from './view.ts'

export const edit = defineChange({
  summary: 'Change a campaign: status, creative, landing page',
  role: 'requester',
  example: 'campaign edit 98001',
  args: ['campaign'],
  filters: { status: 'paused', creative: '5101', page: '8801' },
  input: z.object({ campaign: id('campaign') }),
  subject: ({ campaign }) => ({ kind: 'campaign', id: campaign }),
  load: ({ cake, read }, { campaign }) => loadCampaign(cake, campaign, read),
  title: (campaign) => `Change campaign ${campaign.campaign_id}: ${pairOf(campaign)}`,
  fields: campaignFields,
  before: campaignValues,
  touches: pairThings,
  guard: ({ campaign_status }, { status }): Values =>
    status === undefined ? { 'Status of the campaign': campaign_status ?? null } : {},
  remarks: ({ campaign_id: own, campaign_status }) =>
    campaign_status === 'deleted'
      ? [{ sentence: `Campaign ${own} is deleted; it cannot be changed any more.`, isRefusal: true }]
      : [],
  impact: campaignImpact,
  weigh: campaignWeight,
  write: async (cake, { campaign }, after) => {
    await cake.write(updateCampaign, { campaign_id: campaign, ...campaignWritten(after) })
    return {}
  },
})
