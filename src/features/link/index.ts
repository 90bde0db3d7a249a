import type { Feature } from '../../core/command.ts'
import { show } from './show.ts'

export const link: Feature = {
  noun: 'link',
  plural: 'links',
  summary: 'Tracking links of an affiliate on an offer',
  commands: { show },
}
