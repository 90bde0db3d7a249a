import type { Entry } from '../../catalogue/contract.ts'
import { name } from '../../blocks/text.ts'
import { reportKinds, type Narrow } from '../report-kinds.ts'
import type { Names } from './compose.ts'
import type { Plan, ReportName } from './plan.ts'
import { summed, type Sheet } from './sheet.ts'

type Filters = Plan['filters']
type FilterName = keyof Filters

/** Only these, or all but these. */
interface Narrowed {
  readonly only: boolean
  readonly ids: readonly number[]
}

/** How one report is narrowed to what a plan wants. */
export interface Narrowing {
  /** What CAKE is asked for, one report for each; together they are the report. */
  readonly asks: readonly Narrow[]
  /** Which of the rows count; absent: all of them. */
  readonly keeps?: (id: number) => boolean
  /** The filters that this report cannot be narrowed by. */
  readonly unable: readonly FilterName[]
}

/** Each is a whole report of its own for every period. */
const MOST_ASKS = 5

/** What the rows of each report are told apart by. */
const BY_ROW = {
  offers: ['offers', 'advertisers', 'verticals', 'tags'],
  affiliates: ['affiliates'],
  advertisers: ['advertisers'],
} as const satisfies Record<ReportName, readonly FilterName[]>

/** What CAKE can be asked to narrow by, by the filter's name. */
const ASKED = { offers: 'offer', affiliates: 'affiliate' } as const

/** How a report is narrowed by a plan's filters: by its rows, or by asking CAKE for a few things one by one. */
export function narrowingOf(report: ReportName, filters: Filters, catalogue: Names): Narrowing {
  const given = (Object.keys(filters) as FilterName[]).filter((filter) => filters[filter] !== undefined)
  const byRow = given.filter((filter) => (BY_ROW[report] as readonly FilterName[]).includes(filter))
  const asks = given.flatMap((filter) => (byRow.includes(filter) ? [] : [asksFor(report, filter, filters)]))
  const tests = byRow.map((filter) => testOf(filter, filters, report, catalogue))
  return {
    // No report can be asked for by two of them.
    asks: asks.find((able) => able !== undefined) ?? [{}],
    ...(tests.length === 0 ? {} : { keeps: (id: number) => tests.every((test) => test(id)) }),
    unable: given.filter(
      (filter) => !byRow.includes(filter) && asksFor(report, filter, filters) === undefined,
    ),
  }
}

function asksFor(report: ReportName, filter: FilterName, filters: Filters): Narrow[] | undefined {
  if (filter !== 'offers' && filter !== 'affiliates') return undefined
  const asked = ASKED[filter]
  const { only, ids } = filters[filter] ?? { only: false, ids: [] }
  const isAble = (reportKinds[report].filters as readonly string[]).includes(asked)
  return only && isAble && ids.length <= MOST_ASKS ? ids.map((id) => ({ [asked]: id })) : undefined
}

/** The sheet of one or several asks, with the rows that count. */
export function narrowed(sheets: readonly Sheet[], { keeps }: Narrowing): Sheet {
  const [first] = sheets
  const whole = first && sheets.length === 1 ? first : { counts: first?.counts ?? [], rows: summed(sheets) }
  return keeps ? { counts: whole.counts, rows: whole.rows.filter(({ id }) => keeps(id)) } : whole
}

/** Which offers a plan's filters let through, for what is told of offers beside the reports. */
export function offersOf(filters: Filters, catalogue: Names): (id: number) => boolean {
  return narrowingOf('offers', filters, catalogue).keeps ?? (() => true)
}

/** Which affiliates. */
export function affiliatesOf(filters: Filters, catalogue: Names): (id: number) => boolean {
  return narrowingOf('affiliates', filters, catalogue).keeps ?? (() => true)
}

function testOf(
  filter: FilterName,
  filters: Filters,
  report: ReportName,
  catalogue: Names,
): (id: number) => boolean {
  if (filter === 'tags') return byTags(filters.tags ?? { only: false, names: [] }, catalogue)
  const { only, ids } = filters[filter] ?? { only: false, ids: [] }
  const wanted = new Set(ids)
  const isOwn = filter === report
  const of = (id: number) => (isOwn ? id : partyOf(filter, catalogue.get('offer', id)))
  return (id) => {
    const party = of(id)
    return party === undefined ? !only : wanted.has(party) === only
  }
}

function partyOf(filter: FilterName, offer: Entry | undefined): number | undefined {
  return filter === 'verticals' ? offer?.vertical?.id : offer?.advertiser?.id
}

function byTags({ only, names }: NonNullable<Filters['tags']>, catalogue: Names) {
  const wanted = new Set(names.map((tag) => tag.toLowerCase()))
  return (id: number) => {
    const tags = catalogue.get('offer', id)?.tags ?? []
    return tags.some((tag) => wanted.has(tag.name?.toLowerCase() ?? '')) === only
  }
}

const KINDS = {
  offers: 'offer',
  affiliates: 'affiliate',
  advertisers: 'advertiser',
  verticals: 'vertical',
} as const
const MOST_NAMED = 3

/** What a plan is narrowed to, in words: `only vertical Insurance`, `without offers 12, 14 and 3 more`. */
export function narrowedInWords(filters: Filters, catalogue: Names): string[] {
  const named = (kind: (typeof KINDS)[keyof typeof KINDS], ids: readonly number[]) =>
    ids.map((id) => name(catalogue.get(kind, id)?.name ?? String(id), 40))
  const things = Object.entries(KINDS).flatMap(([filter, kind]) => {
    const given: Narrowed | undefined = filters[filter as keyof typeof KINDS]
    return given ? [inWords(given.only, kind, named(kind, given.ids))] : []
  })
  if (!filters.tags) return things
  const tags = filters.tags.names.map((tag) => name(tag, 40))
  return [...things, inWords(filters.tags.only, 'tag', tags)]
}

function inWords(only: boolean, kind: string, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ')
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return `${only ? 'only' : 'without'} ${kind}${names.length === 1 ? '' : 's'} ${shown}${more}`
}
