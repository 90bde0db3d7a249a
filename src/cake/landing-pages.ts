import { z } from 'zod'
import { listOf } from './answer.ts'
import type { CakeReader, ReadOptions } from './contract.ts'
import { read } from './endpoint.ts'
import { id, idOf, status, text } from './wire.ts'
import { Id } from './params.ts'

/** A landing page of an offer. */
export type LandingPage = z.infer<typeof LandingPage>
export const LandingPage = z.object({
  landing_page_id: id(),
  landing_page_name: text(),
  offer_id: idOf('offer'),
  url: text(),
  landing_page_status: status(),
})

export type LandingPageFilter = z.infer<typeof LandingPageFilter>
export const LandingPageFilter = z.object({
  landing_page_id: Id.optional(),
  offer_id: Id.optional(),
  landing_page_status: z.enum(['active', 'paused', 'deleted']).optional(),
})

export const listLandingPages = read('landing_pages.json', {
  params: LandingPageFilter,
  answer: listOf('landing_pages', 'landing_page', LandingPage),
})

/** All landing pages that match; CAKE gives them in one answer, without pages. */
export async function getLandingPages(
  cake: CakeReader,
  filter: LandingPageFilter,
  options?: ReadOptions,
): Promise<LandingPage[]> {
  return (await cake.read(listLandingPages, filter, options)).rows
}
