import { z } from 'zod'
import { offerPages, type Offer } from '../../cake/offers.ts'
import { defineQuery } from '../../core/command.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listPage, LIST_SIZE } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { offerEntry } from './view.ts'

const input = z.object({
  status: oneOf('status', ['active', 'paused', 'pending', 'expired']).optional(),
  vertical: id('vertical').optional(),
  tag: id('tag').optional(),
  advertiser: id('advertiser').optional(),
  sort: oneOf('sort', ['name', 'id']).optional(),
  page,
})
type Filter = z.infer<typeof input>

export const list = defineQuery({
  summary: 'List offers',
  role: 'viewer',
  example: 'offer list status:active',
  args: [],
  filters: { status: 'active', vertical: '3', tag: '8', advertiser: '101', sort: 'name' },
  input,
  load: async ({ cake, read }, filter) => ({
    filter,
    listed: await listPage(pages(cake, read, filter), filter.page, (offer) => matches(offer, filter)),
  }),
  view: ({ filter, listed }) =>
    listCard({
      heading: filter.status ? `Offers, ${filter.status}` : 'Offers',
      one: 'offer',
      listed,
      entry: offerEntry,
      line: (number) => commandLine('offer', 'list', { ...filter, page: number }),
    }),
})

type Pages = Parameters<typeof offerPages>

function pages(cake: Pages[0], read: Pages[2], filter: Filter) {
  const asked = {
    offer_status: filter.status,
    vertical_id: filter.vertical,
    tag_id: filter.tag,
    advertiser_id: filter.advertiser,
    ...(filter.sort
      ? ({ sort_field: filter.sort === 'name' ? 'offer_name' : 'offer_id', sort_descending: false } as const)
      : {}),
  }
  return offerPages(cake, asked, { ...read, pageSize: filter.page * LIST_SIZE + 1 })
}

/** Filters again what CAKE answers: `advertiser_id` is not in its documentation for this call, so it may pass over it. */
function matches(offer: Offer, filter: Filter): boolean {
  const status = offer.offer_status === 'inactive' ? 'paused' : offer.offer_status
  return (
    (filter.status === undefined || status === undefined || status === filter.status) &&
    (filter.advertiser === undefined ||
      offer.advertiser === undefined ||
      offer.advertiser.id === filter.advertiser) &&
    (filter.vertical === undefined || offer.vertical === undefined || offer.vertical.id === filter.vertical)
  )
}
