import type { Feature } from '../../core/command.ts'
import { activate } from './activate.ts'
import { edit } from './edit.ts'
import { find } from './find.ts'
import { list } from './list.ts'
import { create } from './new.ts'
import { pause } from './pause.ts'
import { offerPreview } from './preview.ts'
import { show } from './show.ts'

export const offer: Feature = {
  noun: 'offer',
  plural: 'offers',
  summary: 'What advertisers pay for',
  opens: {
    offer: (id) => `offer ${id}`,
    vertical: (id) => `offer list vertical:${id}`,
    tag: (id) => `offer list tag:${id}`,
  },
  preview: (context, { offer = '' }) => offerPreview(context, Number(offer)),
  commands: { show, find, list, new: create, edit, pause, activate },
}
