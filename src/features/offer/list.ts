import { z } from 'zod'
import { offerPages, type Offer } from '../../cake/offers.ts'
import { defineQuery } from '../../core/command.ts'
import { called } from '../../core/entries.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listHeading, listPage, LIST_SIZE, mayBe, mayHaveStatus } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { offerEntry } from './view.ts'

const STATUSES = ['active', 'paused', 'pending', 'expired'] as const

const input = z.object({
  status: oneOf('status', STATUSES).optional(),
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
  load: async ({ cake, catalogue, read }, filter) => {
    const listed = await listPage(pages(cake, read, filter), filter.page, (offer) => matches(offer, filter))
    for (const offer of listed.rows) catalogue.noteOffer(offer)
    const { vertical, tag, advertiser } = filter
    return { filter, names: called(catalogue, { vertical, tag, advertiser }), listed }
  },
  view: ({ filter, names, listed }, _, shown) =>
    listCard({
      heading: listHeading('Offers', filter.status, names),
      one: 'offer',
      listed,
      entry: (offer) => offerEntry(offer, shown),
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
    mayHaveStatus(status, filter.status, STATUSES) &&
    mayBe(offer.advertiser?.id, filter.advertiser) &&
    mayBe(offer.vertical?.id, filter.vertical) &&
    (offer.tags.length === 0 || filter.tag === undefined || offer.tags.some(({ id }) => id === filter.tag))
  )
}
