import type { Feature } from '../../core/command.ts'
import { list } from './list.ts'

export const creative: Feature = {
  noun: 'creative',
  plural: 'creatives',
  summary: 'Banners, links and mails of an offer',
  commands: { list },
}
