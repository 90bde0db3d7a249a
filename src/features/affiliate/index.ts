import type { Feature } from '../../core/command.ts'
import { find } from './find.ts'
import { list } from './list.ts'
import { affiliatePreview } from './preview.ts'
import { show } from './show.ts'

export const affiliate: Feature = {
  noun: 'affiliate',
  plural: 'affiliates',
  aliases: ['publisher', 'partner'],
  summary: 'Who brings the traffic',
  opens: {
    affiliate: (id) => `affiliate ${id}`,
    manager: (id) => `affiliate list manager:${id}`,
  },
  preview: (context, { affiliate = '' }) => affiliatePreview(context, Number(affiliate)),
  commands: { show, find, list },
}
