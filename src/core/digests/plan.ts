import { z } from 'zod'
import { COMPARISONS, PERIODS } from './period.ts'
import { isTime, isZone } from './when.ts'

/** The reports that a digest can tell of, in the order in which a message has them. */
export const REPORTS = ['offers', 'affiliates', 'advertisers'] as const
export type ReportName = (typeof REPORTS)[number]

/** What a digest's message is made of besides its headline; each can be left out. */
export const SECTIONS = ['totals', 'movers', 'table', 'chart', 'attention', 'csv'] as const
export type Section = (typeof SECTIONS)[number]

/** What rows are sorted by; those that a report has no figure for, by the first one it has. */
export const SORTS = ['revenue', 'margin', 'payout', 'conversions', 'clicks'] as const

const zone = z.string().refine(isZone, 'is no time zone')
const unique = (all: readonly unknown[]) => new Set(all).size === all.length

/** When a digest comes: days and a time, or a cron expression (five fields), each on the wall of a zone. */
export const PlanWhen = z.union([
  z.strictObject({
    time: z.string().refine(isTime, 'is no time of day'),
    days: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('week'), days: z.array(z.int().min(1).max(7)).min(1).refine(unique) }),
      z.strictObject({
        kind: z.literal('month'),
        days: z.array(z.int().min(1).max(31)).min(1).refine(unique),
      }),
    ]),
    zone,
  }),
  z.strictObject({ cron: z.string().min(9).max(100), zone }),
])
export type PlanWhen = z.infer<typeof PlanWhen>

/** Only these, or all but these. Verticals and tags are those of offers. */
const Narrowed = z.strictObject({ only: z.boolean(), ids: z.array(z.int().positive()).min(1).max(100) })

/** What a digest is to be: what its form asks for, and what the store keeps as JSON. */
export type Plan = z.infer<typeof Plan>
export const Plan = z.strictObject({
  reports: z.array(z.enum(REPORTS)).min(1).refine(unique),
  period: z.enum(PERIODS),
  compare: z.enum(COMPARISONS),
  when: PlanWhen,
  filters: z
    .strictObject({
      offers: Narrowed.optional(),
      affiliates: Narrowed.optional(),
      advertisers: Narrowed.optional(),
      verticals: Narrowed.optional(),
      /** Names, as CAKE has them. */
      tags: z
        .strictObject({ only: z.boolean(), names: z.array(z.string().min(1)).min(1).max(50) })
        .optional(),
    })
    .default({}),
  sort: z.enum(SORTS).default('revenue'),
  /** Rows of each table. */
  rows: z.int().min(5).max(25).default(10),
  /** Rows with fewer clicks are left out of tables and movers, not out of totals. */
  leastClicks: z.int().min(0).max(1_000_000).default(0),
  sections: z
    .array(z.enum(SECTIONS))
    .refine(unique)
    .default([...SECTIONS]),
  /** True: everybody in its channels may see money, says its owner, who has to see it too. */
  money: z.boolean().default(false),
  /** A slot that was missed is sent late if no more hours have gone. */
  lateHours: z.int().min(0).max(72).default(12),
  /** Three days later the totals are read again, and told of in the thread where one moved by more than 1 %. */
  recheck: z.boolean().default(false),
})
