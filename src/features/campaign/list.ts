import { z } from 'zod'
import { campaignPages, type Campaign } from '../../cake/campaigns.ts'
import { defineQuery } from '../../core/command.ts'
import { called } from '../../core/entries.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listHeading, listPage, LIST_SIZE, mayBe, mayHaveStatus } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { campaignEntry } from './view.ts'

const STATUSES = ['active', 'paused', 'deleted'] as const

const input = z.object({
  offer: id('offer').optional(),
  affiliate: id('affiliate').optional(),
  status: oneOf('status', STATUSES).optional(),
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
  load: async ({ cake, catalogue, read }, filter) => {
    const asked = { offer_id: filter.offer, affiliate_id: filter.affiliate, campaign_status: filter.status }
    const pages = campaignPages(cake, asked, { ...read, pageSize: filter.page * LIST_SIZE + 1 })
    const names = called(catalogue, { offer: filter.offer, affiliate: filter.affiliate })
    return { filter, names, listed: await listPage(pages, filter.page, (row) => matches(row, filter)) }
  },
  view: ({ filter, names, listed }) =>
    listCard({
      heading: heading(filter.status, names),
      one: 'campaign',
      listed,
      entry: campaignEntry,
      line: (number) => commandLine('campaign', 'list', { ...filter, page: number }),
    }),
})

function heading(
  status: string | undefined,
  { offer, affiliate }: { offer?: string; affiliate?: string },
): string {
  const whose = [
    ...(affiliate === undefined ? [] : [` of affiliate ${affiliate}`]),
    ...(offer === undefined ? [] : [affiliate === undefined ? ` of offer ${offer}` : ` on offer ${offer}`]),
  ]
  return listHeading(`Campaigns${whose.join('')}`, status)
}

/** Once more here: a network may pass over a filter. */
function matches(campaign: Campaign, { offer, affiliate, status }: Filter): boolean {
  return (
    mayBe(campaign.offer_id, offer) &&
    mayBe(campaign.affiliate_id, affiliate) &&
    mayHaveStatus(campaign.campaign_status, status, STATUSES)
  )
}
