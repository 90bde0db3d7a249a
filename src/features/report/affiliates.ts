import { defineReport } from './define.ts'
import { affiliates as kind } from './kinds.ts'

export const affiliates = defineReport(kind)
