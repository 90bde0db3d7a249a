import type { Feature } from '../../core/command.ts'
import { find } from './find.ts'
import { list } from './list.ts'
import { show } from './show.ts'

export const offer: Feature = {
  noun: 'offer',
  plural: 'offers',
  summary: 'What advertisers pay for',
  commands: { show, find, list },
}
