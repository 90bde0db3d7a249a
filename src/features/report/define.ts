import { defineQuery, type QueryContext } from '../../core/command.ts'
import { rangeDays } from '../../core/inputs.ts'
import { UserError } from '../../core/errors.ts'
import { inputOf, narrowing, type Filter, type Kind, withoutMoney } from './kinds.ts'
import { loadReport, loadRows } from './load.ts'
import { measures } from '../../core/measures.ts'
import { reportCard } from './view.ts'

/** The query that a kind of report is. */
export function defineReport(kind: Kind) {
  return defineQuery({
    summary: `Report on ${kind.noun}s: totals and the top ones`,
    role: 'viewer',
    example: `report ${kind.noun}s last-7d`,
    args: ['range?'],
    filters: {
      ...Object.fromEntries(kind.filters.map((name) => [name, EXAMPLES[name]])),
      sort: kind.sort,
      top: '10',
    },
    input: inputOf(kind),
    load: async (context, filter) => loadReport(context, seenBy(context, kind, filter), filter),
    view: (report, _, shown) => reportCard(shown.money ? kind : withoutMoney(kind), report, shown),
    csv: async (context, filter) => csvOf(seenBy(context, kind, filter), context, filter),
  })
}

/** @throws UserError where it is to be sorted by what this person may not see */
function seenBy({ person }: QueryContext, kind: Kind, { sort }: Filter): Kind {
  if (person.money) return kind
  const blind = withoutMoney(kind)
  if (sort === undefined || blind.measures.includes(sort)) return blind
  throw new UserError(`Money is hidden from you. Sort by ${blind.measures.join(', ')}.`)
}

const EXAMPLES = {
  offer: '12345',
  affiliate: '67890',
  advertiser: '1021',
  vertical: '3',
  country: '1',
} as const

async function csvOf(kind: Kind, context: QueryContext, filter: Filter) {
  const period = rangeDays(filter.range, context.today)
  const by = measures[filter.sort ?? kind.sort].of
  const rows = await loadRows(kind.pages(context, period, filter))
  return {
    name: [`${kind.noun}s ${period.from} to ${period.to}`, ...narrowing(kind, filter)].join(' '),
    columns: [`${kind.noun}_id`, `${kind.noun}_name`, ...kind.measures.map((name) => name.replace('-', '_'))],
    rows: rows
      .toSorted((a, b) => (by(b) ?? -Infinity) - (by(a) ?? -Infinity))
      .map((row) => [
        kind.idOf(row),
        kind.nameOf(row),
        ...kind.measures.map((name) => rounded(measures[name].of(row))),
      ]),
  }
}

/** Computed ratios have endless digits; six are more than CAKE's counts can carry. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1e6) / 1e6
}
