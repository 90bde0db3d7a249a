import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { lines } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import { getLandingPages, type LandingPage } from '../../cake/landing-pages.ts'
import { defineQuery } from '../../core/command.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, pageOf } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'

export const list = defineQuery({
  summary: "List an offer's landing pages",
  role: 'viewer',
  example: 'page list 12345',
  args: ['offer'],
  filters: { status: 'active' },
  input: z.object({
    offer: id('offer'),
    status: oneOf('status', ['active', 'paused', 'deleted']).optional(),
    page,
  }),
  load: async ({ cake, read }, filter) => {
    const all = await getLandingPages(
      cake,
      { offer_id: filter.offer, landing_page_status: filter.status },
      read,
    )
    return { filter, listed: pageOf(all, filter.page) }
  },
  view: ({ filter, listed }) => {
    const card = listCard({
      heading: `Landing pages of offer ${filter.offer}`,
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
  const heading = {
    text: name(landing_page_name ?? `Landing page ${landing_page_id}`, 150),
    bold: true,
  } as const
  return lines([
    [heading],
    [`${landing_page_id} · ${status(landing_page_status)}`],
    ...(url === undefined ? [] : [[{ text: name(url, 300), url }]]),
  ])
}
