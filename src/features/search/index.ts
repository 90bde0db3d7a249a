import type { Feature } from '../../core/command.ts'
import { show } from './show.ts'

export const search: Feature = {
  noun: 'search',
  aliases: ['find'],
  summary: 'Anything, by a few letters',
  anything: true,
  commands: { show },
}
