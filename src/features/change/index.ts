import type { Feature } from '../../core/command.ts'
import { list } from './list.ts'
import { show } from './show.ts'

export const change: Feature = {
  noun: 'change',
  plural: 'changes',
  aliases: ['approvals', 'approval'],
  summary: 'What was asked to be changed, and what became of it',
  commands: { show, list },
}
