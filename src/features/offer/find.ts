import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import { offerPages, type Offer } from '../../cake/offers.ts'
import { defineQuery, goTo } from '../../core/command.ts'
import { freeText, page } from '../../core/inputs.ts'
import { listCard, pageOf } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { findByName } from '../../core/search.ts'
import { offerEntry } from './view.ts'

export const find = defineQuery({
  summary: 'Find offers by words of their name',
  role: 'viewer',
  example: 'offer auto insurance',
  args: ['…words'],
  input: z.object({ words: freeText(), page }),
  load: async ({ cake, read }, { words, page }) => {
    const found = await findByName<Offer>(offerPages(cake, {}, read), words, {
      name: (offer) => offer.offer_name,
      status: (offer) => offer.offer_status,
    })
    const [only] = found
    if (only && found.length === 1) return goTo(commandLine('offer', 'show', { offer: only.offer_id }))
    return { words, listed: pageOf(found, page) }
  },
  view: ({ words, listed }) => {
    const card = listCard({
      heading: `Offers named “${words}”`,
      one: 'offer',
      listed,
      none: 'None found: no offer has all of these words in its name.',
      entry: offerEntry,
      line: (number) => commandLine('offer', 'find', { words, page: number }),
    })
    return { ...card, buttons: [...card.buttons, runButton('All offers', 'offer list')] }
  },
})
