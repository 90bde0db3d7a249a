import type { Feature } from '../../core/command.ts'
import { edit } from './edit.ts'
import { show } from './show.ts'

export const settings: Feature = {
  noun: 'settings',
  summary: 'Who may do what, and what needs approval',
  alone: 'edit',
  commands: { show, edit },
}
