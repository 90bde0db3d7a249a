import { z } from 'zod'
import { updateCampaign, type Campaign } from '../../cake/campaigns.ts'
import { defineChange } from '../../core/changes/change.ts'
import { id } from '../../core/inputs.ts'
import {
  campaignImpact,
  campaignValues,
  campaignWeight,
  campaignWritten,
  loadCampaign,
  pairThings,
  statusField,
} from './fields.ts'
import { pairOf } from './view.ts'

/** A change of a campaign's status alone. */
export function defineSwitch(to: {
  readonly verb: 'Pause' | 'Activate' | 'Delete'
  readonly example: string
  readonly status: 'active' | 'paused' | 'deleted'
  /** Why not, where it cannot be done: it is so already, or cannot become so. */
  readonly refuses: (campaign: Campaign) => string | undefined
}) {
  return defineChange({
    summary: `${to.verb} a campaign`,
    role: 'requester',
    example: to.example,
    args: ['campaign'],
    input: z.object({ campaign: id('campaign') }),
    subject: ({ campaign }) => ({ kind: 'campaign', id: campaign }),
    load: ({ cake, read }, { campaign }) => loadCampaign(cake, campaign, read),
    title: (campaign) => `${to.verb} campaign ${campaign.campaign_id}: ${pairOf(campaign)}`,
    fields: statusField,
    before: campaignValues,
    sets: () => ({ status: to.status }),
    touches: pairThings,
    remarks: (campaign) => {
      const refused = to.refuses(campaign)
      return refused === undefined ? [] : [{ sentence: refused, isRefusal: true }]
    },
    impact: campaignImpact,
    weigh: campaignWeight,
    ...(to.status === 'deleted' ? { confirmId: true as const } : {}),
    write: async (cake, { campaign }, after) => {
      await cake.write(updateCampaign, { campaign_id: campaign, ...campaignWritten(after) })
      return {}
    },
  })
}
