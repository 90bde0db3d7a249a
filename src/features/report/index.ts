import type { Feature } from '../../core/command.ts'
import { advertisers } from './advertisers.ts'
import { affiliates } from './affiliates.ts'
import { offers } from './offers.ts'

export const report: Feature = {
  noun: 'report',
  plural: 'reports',
  summary: 'Clicks, conversions and money of a period',
  commands: { offers, affiliates, advertisers },
}
