import { defineReport } from './define.ts'
import { offers as kind } from './kinds.ts'

export const offers = defineReport(kind)
