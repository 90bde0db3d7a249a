import { z } from 'zod'
import type { Page } from '../../cake/client.ts'
import type { QueryContext } from '../../core/command.ts'
import { id, oneOf, range, wholeNumber, type Range } from '../../core/inputs.ts'
import type { MeasureName } from '../../core/measures.ts'
import { only, type Totals } from '../../core/performance.ts'
import {
  isMoney,
  reportKinds,
  withoutMoneyIn,
  type Narrow,
  type ReportKind,
} from '../../core/report-kinds.ts'

/** One kind of report as a command. */
export interface Kind extends Omit<ReportKind, 'pages'> {
  readonly sort: MeasureName
  readonly pages: (context: QueryContext, period: Range, filter: Narrow) => AsyncIterable<Page<Totals>>
}

export interface Filter extends Narrow {
  readonly range: string
  readonly top: number
  readonly sort?: MeasureName
}

export const offers = kindOf(reportKinds.offers, 'revenue')
export const affiliates = kindOf(reportKinds.affiliates, 'payout')
export const advertisers = kindOf(reportKinds.advertisers, 'revenue')

function kindOf(report: ReportKind, sort: MeasureName): Kind {
  return {
    ...report,
    sort,
    pages: ({ cake, read }, period, filter) =>
      rowsOf(filter[report.noun], report.pages(cake, period, filter, read), (row) => report.idOf(row)),
  }
}

/** A kind of report without money, for those who may not see it. */
export function withoutMoney(kind: Kind): Kind {
  return { ...withoutMoneyIn(kind), sort: isMoney(kind.sort) ? 'clicks' : kind.sort }
}

/** What a report is narrowed to: `affiliate 67890`, or with its name where that is among `names`. */
export function narrowing(
  kind: Kind,
  filter: Narrow,
  names: Partial<Record<keyof Narrow, string>> = {},
): string[] {
  return kind.filters.flatMap((name) =>
    filter[name] === undefined ? [] : [`${name} ${names[name] ?? filter[name]}`],
  )
}

/** What can be said to a report of this kind. */
export function inputOf(kind: Kind): z.ZodType<Filter> {
  const narrow = Object.fromEntries(kind.filters.map((name) => [name, id(name).optional()]))
  return z.object({
    range: range.default('last-7d'),
    top: wholeNumber('top', 1, 50).default(10),
    sort: oneOf('sort', kind.measures as readonly [MeasureName, ...MeasureName[]]).optional(),
    ...narrow,
  })
}

/** A report's rows; those of `own` alone, where the report is narrowed to one of its things. */
function rowsOf<A>(
  own: number | undefined,
  pages: AsyncIterable<Page<A>>,
  idOf: (row: A) => number,
): AsyncIterable<Page<A>> {
  return own === undefined ? pages : only(pages, (row) => idOf(row) === own)
}
