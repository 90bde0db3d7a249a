import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { lines } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import { getLandingPages, type LandingPage } from '../../cake/landing-pages.ts'
import { defineQuery } from '../../core/command.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listHeading, mayBe, mayHaveStatus, pageOf } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'

const STATUSES = ['active', 'paused', 'deleted'] as const

export const list = defineQuery({
  summary: "List an offer's landing pages",
  role: 'viewer',
  example: 'page list 12345',
  args: ['offer'],
  filters: { status: 'active' },
  input: z.object({
    offer: id('offer'),
    status: oneOf('status', STATUSES).optional(),
    page,
  }),
  load: async ({ cake, read }, filter) => {
    const all = await getLandingPages(
      cake,
      { offer_id: filter.offer, landing_page_status: filter.status },
      read,
    )
    // Once more here: a network may pass over a filter.
    const own = all.filter(
      (row) =>
        mayBe(row.offer_id, filter.offer) && mayHaveStatus(row.landing_page_status, filter.status, STATUSES),
    )
    return { filter, listed: pageOf(own, filter.page) }
  },
  view: ({ filter, listed }) => {
    const card = listCard({
      heading: listHeading(`Landing pages of offer ${filter.offer}`, filter.status),
      one: 'landing page',
      listed,
      entry: pageEntry,
      line: (number) => commandLine('page', 'list', { ...filter, page: number }),
    })
    return { ...card, buttons: [...card.buttons, runButton('Offer', `offer ${filter.offer}`)] }
  },
})

function pageEntry(landing: LandingPage): Piece {
  const { landing_page_id, landing_page_name, landing_page_status, url } = landing
  // Looks like the entries of every other list, whose headings cannot be bold.
  const heading = name(landing_page_name ?? `Landing page ${landing_page_id}`, 150)
  return lines([
    [heading],
    [`${landing_page_id} · ${status(landing_page_status)}`],
    ...(url === undefined ? [] : [[{ text: name(url, 300), url }]]),
  ])
}
