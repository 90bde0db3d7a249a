import type { Piece } from '../../blocks/message.ts'
import { lines } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import { getLandingPages, type LandingPage } from '../../cake/landing-pages.ts'
import { defineOfferList } from '../../core/offer-list.ts'

export const list = defineOfferList<LandingPage>({
  noun: 'page',
  title: 'Landing pages',
  one: 'landing page',
  summary: "List an offer's landing pages",
  load: ({ cake, read }, offer_id, landing_page_status) =>
    getLandingPages(cake, { offer_id, landing_page_status }, read),
  statusOf: (landing) => landing.landing_page_status,
  entry: pageEntry,
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
