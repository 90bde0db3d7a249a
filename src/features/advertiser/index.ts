import type { Feature } from '../../core/command.ts'
import { find } from './find.ts'
import { show } from './show.ts'

export const advertiser: Feature = {
  noun: 'advertiser',
  summary: 'Who pays for the offers',
  opens: { advertiser: (id) => `advertiser ${id}` },
  commands: { show, find },
}
