import { z } from 'zod'
import { status } from '../../blocks/status.ts'
import { entry } from '../../blocks/pieces.ts'
import type { Piece } from '../../blocks/message.ts'
import { runButton } from '../../blocks/buttons.ts'
import { name } from '../../blocks/text.ts'
import { getCreatives, type Creative } from '../../cake/creatives.ts'
import { defineQuery } from '../../core/command.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listHeading, mayBe, mayHaveStatus, pageOf } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'

const STATUSES = ['active', 'paused', 'deleted'] as const

export const list = defineQuery({
  summary: "List an offer's creatives",
  role: 'viewer',
  example: 'creative list 12345',
  args: ['offer'],
  filters: { status: 'active' },
  input: z.object({
    offer: id('offer'),
    status: oneOf('status', STATUSES).optional(),
    page,
  }),
  load: async ({ cake, read }, filter) => {
    const all = await getCreatives(cake, { offer_id: filter.offer, creative_status: filter.status }, read)
    // Once more here: a network may pass over a filter.
    const own = all.filter(
      (row) =>
        mayBe(row.offer_id, filter.offer) && mayHaveStatus(row.creative_status, filter.status, STATUSES),
    )
    return { filter, listed: pageOf(own, filter.page) }
  },
  view: ({ filter, listed }) => {
    const card = listCard({
      heading: listHeading(`Creatives of offer ${filter.offer}`, filter.status),
      one: 'creative',
      listed,
      entry: creativeEntry,
      line: (number) => commandLine('creative', 'list', { ...filter, page: number }),
    })
    return { ...card, buttons: [...card.buttons, runButton('Offer', `offer ${filter.offer}`)] }
  },
})

function creativeEntry(creative: Creative): Piece {
  const { width, height, creative_type } = creative
  const detail = [
    String(creative.creative_id),
    status(creative.creative_status),
    ...(creative_type === undefined ? [] : [name(creative_type)]),
    ...(width === undefined || height === undefined || width === 0 ? [] : [`${width} × ${height}`]),
  ]
  return entry(name(creative.creative_name ?? `Creative ${creative.creative_id}`, 150), detail.join(' · '))
}
