import { small, title } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import { getOffer } from '../../cake/offers.ts'
import type { Preview, PreviewContext } from '../../core/command.ts'

/** What a link to an offer's page is. No money: the whole channel sees it. */
export async function offerPreview({ cake, read, catalogue }: PreviewContext, id: number): Promise<Preview> {
  const offer = await getOffer(cake, id, read)
  catalogue.noteOffer(offer)
  const { offer_name = `Offer ${id}`, offer_status, advertiser } = offer
  const by = advertiser?.name === undefined ? [] : [name(advertiser.name)]
  return {
    summary: `Offer ${id}: ${name(offer_name)}`,
    pieces: [title(offer_name), small([`Offer ${id}`, status(offer_status), ...by].join(' · '))],
  }
}
