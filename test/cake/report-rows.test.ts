import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { listOf, type Answer } from '../../src/cake/answer.ts'
import {
  AdvertiserReportRow,
  AffiliateReportRow,
  getAdvertiserReport,
  getAffiliateReport,
  getOfferReport,
  OfferReportRow,
} from '../../src/cake/reports.ts'

/** Values of every kind, likely ones and others. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('1,250.00', '$18.50', '12,5', ' Offer ', '', ' 7 ', '-0', { amount: '18.25' }),
  fc.double(),
)

test.each([
  ['offers', getOfferReport.answer, OfferReportRow],
  ['affiliates', getAffiliateReport.answer, AffiliateReportRow],
  ['advertisers', getAdvertiserReport.answer, AdvertiserReportRow],
] as const)("%s' report is read as its fields say, whatever comes", (name, answer, schema: z.ZodObject) => {
  const byFields: Answer<unknown> = listOf(name, name.slice(0, -1), schema)
  const outcome = (of: Answer<unknown>, rows: unknown) => {
    try {
      return of.read({ [name]: rows })
    } catch (error) {
      return error
    }
  }
  const fields = Object.keys(schema.shape)
  const raw = fc.record(Object.fromEntries(fields.map((field) => [field, anything])), { requiredKeys: [] })
  const withId = fc.tuple(raw, fc.nat()).map(([rest, id]) => ({ ...rest, [fields[0] ?? '']: id }))
  fc.assert(
    fc.property(fc.array(fc.oneof(raw, anything, withId), { minLength: 1, maxLength: 2 }), (rows) => {
      expect(outcome(answer, rows)).toEqual(outcome(byFields, rows))
    }),
    { numRuns: 500 },
  )
})
