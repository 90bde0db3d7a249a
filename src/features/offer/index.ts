import type { Feature } from '../../core/command.ts'
import { find } from './find.ts'
import { list } from './list.ts'
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
  commands: { show, find, list },
}
