import type { Feature } from '../../core/command.ts'
import { activate } from './activate.ts'
import { approve } from './approve.ts'
import { edit } from './edit.ts'
import { find } from './find.ts'
import { list } from './list.ts'
import { create } from './new.ts'
import { affiliatePreview } from './preview.ts'
import { reject } from './reject.ts'
import { show } from './show.ts'
import { suspend } from './suspend.ts'

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
  commands: { show, find, list, new: create, edit, approve, reject, suspend, activate },
}
