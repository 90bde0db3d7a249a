import { z } from 'zod'
import { listOf } from './answer.ts'
import type { CakeReader, ReadOptions } from './contract.ts'
import { read } from './endpoint.ts'
import { amount, id, idOf, status, text, word } from './wire.ts'
import { Id } from './params.ts'

/** A creative of an offer; width and height in pixels, where it has any. */
export type Creative = z.infer<typeof Creative>
export const Creative = z.object({
  creative_id: id(),
  creative_name: text(),
  creative_type: word(),
  offer_id: idOf('offer'),
  creative_status: status(),
  width: amount(),
  height: amount(),
})

export type CreativeFilter = z.infer<typeof CreativeFilter>
export const CreativeFilter = z.object({
  creative_id: Id.optional(),
  offer_id: Id.optional(),
  /** 1 Banner, 2 Text Link, 3 Email, 4 HTML */
  creative_type_id: Id.optional(),
  creative_status: z.enum(['active', 'paused', 'deleted']).optional(),
})

export const listCreatives = read('creatives.json', {
  params: CreativeFilter,
  answer: listOf('creatives', 'creative', Creative),
})

/** All creatives that match; CAKE gives them in one answer, without pages. */
export async function getCreatives(
  cake: CakeReader,
  filter: CreativeFilter,
  options?: ReadOptions,
): Promise<Creative[]> {
  return (await cake.read(listCreatives, filter, options)).rows
}
