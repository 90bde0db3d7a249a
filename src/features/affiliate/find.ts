import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import { affiliatePages, type Affiliate } from '../../cake/affiliates.ts'
import { defineQuery, goTo } from '../../core/command.ts'
import { freeText, page } from '../../core/inputs.ts'
import { listCard, pageOf } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { findByName } from '../../core/search.ts'
import { listed } from './unlisted.ts'
import { affiliateEntry } from './view.ts'

export const find = defineQuery({
  summary: 'Find affiliates by words of their name',
  role: 'viewer',
  example: 'affiliate mediabridge',
  args: ['…words'],
  input: z.object({ words: freeText(), page }),
  load: async ({ cake, read }, { words, page }) => {
    const found = await findByName<Affiliate>(listed(affiliatePages(cake, {}, read)), words, {
      name: (affiliate) => affiliate.affiliate_name,
      status: (affiliate) => affiliate.affiliate_status,
    })
    const [only] = found
    if (only && found.length === 1)
      return goTo(commandLine('affiliate', 'show', { affiliate: only.affiliate_id }))
    return { words, listed: pageOf(found, page) }
  },
  view: ({ words, listed: found }) => {
    const card = listCard({
      heading: `Affiliates named “${words}”`,
      one: 'affiliate',
      listed: found,
      none: 'None found: no affiliate has all of these words in its name.',
      entry: affiliateEntry,
      line: (number) => commandLine('affiliate', 'find', { words, page: number }),
    })
    return { ...card, buttons: [...card.buttons, runButton('All affiliates', 'affiliate list')] }
  },
})
