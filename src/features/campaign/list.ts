import { z } from 'zod'
import { campaignPages, type Campaign } from '../../cake/campaigns.ts'
import { defineQuery } from '../../core/command.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listPage, LIST_SIZE } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { campaignEntry } from './view.ts'

const input = z.object({
  offer: id('offer').optional(),
  affiliate: id('affiliate').optional(),
  status: oneOf('status', ['active', 'paused', 'deleted']).optional(),
  page,
})
type Filter = z.infer<typeof input>

export const list = defineQuery({
  summary: 'List campaigns',
  role: 'viewer',
  example: 'campaign list offer:12345',
  args: [],
  filters: { offer: '12345', affiliate: '67890', status: 'active' },
  input,
  load: async ({ cake, read }, filter) => {
    const asked = { offer_id: filter.offer, affiliate_id: filter.affiliate, campaign_status: filter.status }
    const pages = campaignPages(cake, asked, { ...read, pageSize: filter.page * LIST_SIZE + 1 })
    return { filter, listed: await listPage(pages, filter.page, (campaign) => matches(campaign, filter)) }
  },
  view: ({ filter, listed }) =>
    listCard({
      heading: heading(filter),
      one: 'campaign',
      listed,
      entry: campaignEntry,
      line: (number) => commandLine('campaign', 'list', { ...filter, page: number }),
    }),
})

function heading({ status, offer, affiliate }: Filter): string {
  return [
    status ? `Campaigns, ${status}` : 'Campaigns',
    ...(offer === undefined ? [] : [`of offer ${offer}`]),
    ...(affiliate === undefined ? [] : [`of affiliate ${affiliate}`]),
  ].join(' ')
}

/** Once more here: a network may pass over a filter. */
function matches(campaign: Campaign, { offer, affiliate, status }: Filter): boolean {
  return (
    (offer === undefined || campaign.offer_id === undefined || campaign.offer_id === offer) &&
    (affiliate === undefined || campaign.affiliate_id === undefined || campaign.affiliate_id === affiliate) &&
    (status === undefined || campaign.campaign_status === undefined || campaign.campaign_status === status)
  )
}
