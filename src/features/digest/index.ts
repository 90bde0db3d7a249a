import type { Feature } from '../../core/command.ts'
import { add } from './add.ts'
import { remove } from './delete.ts'
import { edit } from './edit.ts'
import { list } from './list.ts'
import { pause } from './pause.ts'
import { preview } from './preview.ts'
import { resume } from './resume.ts'
import { send } from './send.ts'

export const digest: Feature = {
  noun: 'digest',
  plural: 'digests',
  summary: 'The numbers in a channel by themselves, every morning or whenever you say',
  alone: 'list',
  commands: { list, add, edit, preview, send, pause, resume, delete: remove },
}
