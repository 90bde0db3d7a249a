import { TZDate } from '@date-fns/tz'
import { z } from 'zod'
import { STATES } from '../../store/life.ts'
import type { ChangeFilter } from '../../store/record.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { count } from '../../blocks/text.ts'
import { isDay } from '../../core/days.ts'
import { UserError } from '../../core/errors.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listHeading, LIST_SIZE } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { changeEntry, csvOf } from './view.ts'

const input = z.object({
  by: z
    .string()
    .regex(/^(me|@?[UW][A-Z0-9]{2,})$/i, 'by: takes me, or somebody as @name.')
    .optional(),
  offer: id('offer').optional(),
  campaign: id('campaign').optional(),
  affiliate: id('affiliate').optional(),
  status: oneOf('status', STATES).optional(),
  since: z
    .string()
    .refine((text) => isDay(text), 'since: takes a day, as 2026-11-01.')
    .optional(),
  page,
})
type Filter = z.infer<typeof input>

/** As many rows as a file may have. */
const MOST_ROWS = 10_000

export const list = defineQuery({
  summary: 'List changes',
  role: 'viewer',
  example: 'change list status:waiting',
  args: [],
  filters: {
    by: 'me',
    offer: '12345',
    campaign: '98001',
    affiliate: '67890',
    status: 'waiting',
    since: '2026-11-01',
  },
  input,
  load: async (context, filter) => {
    const skip = (filter.page - 1) * LIST_SIZE
    const { changes, total } = await context.record.list(filterOf(context, filter), { size: LIST_SIZE, skip })
    const hasMore = total > skip + changes.length
    return { filter, listed: { rows: changes, page: filter.page, hasMore, total } }
  },
  view: ({ filter, listed }, _, shown) =>
    listCard({
      heading: heading(filter),
      one: 'change',
      listed,
      entry: (change) => changeEntry(change, shown.zone),
      line: (number) => commandLine('change', 'list', { ...filter, page: number }),
    }),
  csv: async (context, filter) => {
    const { changes, total } = await context.record.list(filterOf(context, filter), { size: MOST_ROWS })
    if (total > changes.length) throw new UserError(tooMany(total))
    return csvOf(heading(filter), changes)
  },
})

function tooMany(total: number): string {
  return `These are ${count(total, 'change')}, and a file holds ${count(MOST_ROWS, 'row')}, so none was made. Name fewer: since:2026-11-01 leaves out all before that day.`
}

function heading({ by, offer, campaign, affiliate, status, since }: Filter): string {
  const ids = Object.entries({ offer, campaign, affiliate }).map(([key, value]) => [
    key,
    value && String(value),
  ])
  const named = { ...Object.fromEntries(ids), by: by?.replace('@', ''), since }
  return listHeading('Changes', status, named as Record<string, string | undefined>)
}

function filterOf({ person, cake }: QueryContext, filter: Filter): ChangeFilter {
  const { by, status, since } = filter
  const things = (['offer', 'campaign', 'affiliate'] as const).flatMap((kind) => {
    const of = filter[kind]
    return of === undefined ? [] : [{ kind, id: of }]
  })
  return {
    ...(by === undefined ? {} : { requester: requesterOf(by, person.userId) }),
    ...(status === undefined ? {} : { states: [status] }),
    ...(since === undefined ? {} : { since: beginOf(since, cake.zone) }),
    things,
  }
}

/** The first moment of a day in the network's zone. */
function beginOf(day: string, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(new TZDate(year, month - 1, date, zone).getTime())
}

function requesterOf(by: string, own: string): string {
  return /^me$/i.test(by) ? own : (/[UW][A-Z0-9]{2,}/i.exec(by)?.[0].toUpperCase() ?? by)
}
