import { status } from '../../blocks/status.ts'
import { entry } from '../../blocks/pieces.ts'
import type { Piece } from '../../blocks/message.ts'
import { name } from '../../blocks/text.ts'
import { getCreatives, type Creative } from '../../cake/creatives.ts'
import { defineOfferList } from '../../core/offer-list.ts'

export const list = defineOfferList<Creative>({
  noun: 'creative',
  title: 'Creatives',
  one: 'creative',
  summary: "List an offer's creatives",
  load: ({ cake, read }, offer_id, creative_status) =>
    getCreatives(cake, { offer_id, creative_status }, read),
  statusOf: (creative) => creative.creative_status,
  entry: creativeEntry,
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
