import type { Feature } from '../../core/command.ts'
import { show } from './show.ts'

export const history: Feature = {
  noun: 'history',
  summary: 'What was changed, newest first',
  commands: { show },
}
