import { defineReport } from './define.ts'
import { advertisers as kind } from './kinds.ts'

export const advertisers = defineReport(kind)
