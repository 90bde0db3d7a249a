import type { Feature } from '../../core/command.ts'
import { show } from './show.ts'

export const advertiser: Feature = {
  noun: 'advertiser',
  summary: 'Who pays for the offers',
  commands: { show },
}
