import type { Feature } from '../../core/command.ts'
import { find } from './find.ts'
import { list } from './list.ts'
import { show } from './show.ts'

export const affiliate: Feature = {
  noun: 'affiliate',
  plural: 'affiliates',
  aliases: ['publisher', 'partner'],
  summary: 'Who brings the traffic',
  commands: { show, find, list },
}
