import type { Feature } from '../../core/command.ts'
import { show } from './show.ts'

export const payout: Feature = {
  noun: 'payout',
  summary: 'What an affiliate gets for an offer',
  commands: { show },
}
