import type { Feature } from '../../core/command.ts'
import { show } from './show.ts'

export const help: Feature = {
  noun: 'help',
  summary: 'What the bot can do',
  guide: true,
  commands: { show },
}
