import { count } from '../../blocks/text.ts'
import { dayInZone } from '../days.ts'
import type { Range } from '../inputs.ts'
import type { Totals } from '../performance.ts'
import { reportKinds, withoutMoneyIn, type ReportKind } from '../report-kinds.ts'
import { attempt, type Attempt } from './attempt.ts'
import type { Asked, ComposeTools } from './compose.ts'
import type { DigestTotals } from './composed.ts'
import { readLists, type Lists } from './lists.ts'
import { narrowed, narrowingOf, type Narrowing } from './narrowing.ts'
import { REPORTS, type ReportName } from './plan.ts'
import { isQuiet, totalsOf, type Sheet } from './sheet.ts'
import { Implausible } from './sheets.ts'
import { rangeInWords, thanWords, timesOf, type Times } from './times.ts'

/** What is known of one report. */
export interface Told {
  readonly report: ReportName
  /** Without its money where that is not shown. */
  readonly kind: ReportKind
  readonly sheet: Sheet
  /** Absent: there is nothing to compare with. */
  readonly before?: readonly Sheet[]
  /** What it is compared with: `the Friday before`; empty without that. */
  readonly than: string
  /** The same weekdays of earlier weeks, as far as they could be read. */
  readonly weeks: readonly Sheet[]
  /** When CAKE was asked for it. */
  readonly asOf: Date
  /** Whole sentences about what CAKE could not tell. */
  readonly untold: readonly string[]
}

export interface Failed {
  readonly report: ReportName
  /** A part of a sentence. */
  readonly why: string
}

/** The totals of one day. */
export interface Day {
  readonly day: string
  /** Absent: CAKE reports nothing at all of it, where there was traffic a week before. That is not zero. */
  readonly totals?: Totals
}

/** Everything that a digest's message is made of. */
export interface Facts {
  readonly times: Times
  readonly told: readonly Told[]
  readonly failed: readonly Failed[]
  /** Absent: the plan is without. */
  readonly lists?: Lists
  /** Of the report that `drawnOf` picks. Absent: the plan is without. */
  readonly days?: Attempt<readonly Day[]>
}

/** One report with what it is narrowed to. */
interface Reader {
  readonly report: ReportName
  readonly kind: ReportKind
  readonly narrowing: Narrowing
  /** @throws what Sheets throw */
  read(
    range: Range,
    how: 'read' | 'raw',
  ): Promise<{ readonly sheet: Sheet; readonly asOf: Date; readonly missing: number }>
}

/** Reads what a digest tells of. @throws the signal's reason, and what is not CAKE's trouble */
export async function gather(tools: ComposeTools, asked: Asked): Promise<Facts> {
  const { plan, now, signal } = asked
  const times = timesOf(asked, tools.cake.zone)
  const readers = REPORTS.filter((report) => plan.reports.includes(report)).map((report) =>
    readerOf(report, tools, asked),
  )
  const drawn = drawnOf(readers)
  const wants = new Set(plan.sections)
  // All at once: what comes although a report fails is kept for when it is tried again.
  const [all, lists, days] = await Promise.all([
    Promise.all(readers.map((reader) => attempt(tell(reader, asked, times)))),
    wants.has('attention') ? readLists(tools, dayInZone(now, tools.cake.zone), signal) : undefined,
    wants.has('chart') && drawn ? attempt(daysOf(drawn, times.days)) : undefined,
  ])
  const failed = all.flatMap((one, at): Failed[] =>
    'why' in one ? [{ report: readers[at]?.report ?? 'offers', why: one.why }] : [],
  )
  const told = all.flatMap((one) => ('value' in one ? [one.value] : []))
  return failed.length > 0 ? { times, told, failed } : { times, told, failed, lists, days }
}

/** The report that the chart is of: the first that has revenue, as the headline is, else the first. */
export function drawnOf<T extends { readonly kind: ReportKind }>(reports: readonly T[]): T | undefined {
  return reports.find(({ kind }) => kind.counts.includes('revenue')) ?? reports[0]
}

/**
 * The totals of a digest's period alone, read anew unless that was done within the hour.
 * @throws CakeError, Implausible, the signal's reason
 */
export async function totalsNow(tools: ComposeTools, asked: Asked): Promise<DigestTotals> {
  const { period } = timesOf(asked, tools.cake.zone)
  const all = asked.plan.reports.map(async (report): Promise<[ReportName, Totals]> => {
    const { sheet } = await readerOf(report, tools, asked).read(period, 'read')
    return [report, totalsOf(sheet)]
  })
  return Object.fromEntries(await Promise.all(all))
}

function readerOf(report: ReportName, tools: ComposeTools, { plan, money, signal }: Asked): Reader {
  const narrowing = narrowingOf(report, plan.filters, tools.catalogue)
  const kind: ReportKind = money ? reportKinds[report] : withoutMoneyIn<ReportKind>(reportKinds[report])
  return {
    report,
    kind,
    narrowing,
    async read(range, how) {
      const { asks } = narrowing
      const sheets = await (how === 'read'
        ? tools.sheets.readEach(report, range, asks, signal)
        : Promise.all(asks.map((narrow) => tools.sheets.raw(report, range, { signal, narrow }))))
      const asOf = new Date(Math.min(...sheets.map((sheet) => sheet.asOf.getTime())))
      const sheet = narrowed(sheets, narrowing)
      const missing = sheets.reduce((sum, one) => sum + one.missing, 0)
      return { sheet: money ? sheet : withoutMoney(sheet, kind), asOf, missing }
    },
  }
}

/** The rows without what is not shown, so that nothing of it is worked out of them. */
function withoutMoney({ rows }: Sheet, { counts }: ReportKind): Sheet {
  return {
    counts,
    rows: rows.map(({ id, name, totals: { clicks, conversions } }) => ({
      id,
      name,
      totals: { clicks, conversions },
    })),
  }
}

async function tell(reader: Reader, { plan }: Asked, times: Times): Promise<Told> {
  const { report, kind, narrowing } = reader
  const wantsWeeks = plan.sections.includes('attention')
  const [{ sheet, asOf, missing }, compared, weeks] = await Promise.all([
    reader.read(times.period, 'read'),
    Promise.all(times.compared.map((range) => attempt(reader.read(range, 'read')))),
    Promise.all((wantsWeeks ? times.weeks : []).map((range) => attempt(reader.read(range, 'raw')))),
  ])
  const comparison = comparisonOf(compared, times, plan.compare)
  return {
    report,
    kind,
    sheet,
    ...comparison,
    weeks: weeks.flatMap((week) => ('value' in week ? [week.value.sheet] : [])),
    asOf,
    untold: [
      ...comparison.untold,
      ...unreadWeeks(weeks),
      ...(kind.missing === undefined ? [] : [kind.missing]),
      ...unabled(kind, narrowing),
      ...leftOut(sheet, kind),
      ...(missing === 0 ? [] : [`CAKE spoke of ${count(missing, `more ${kind.noun}`)} than it sent.`]),
    ],
  }
}

/** What could be read of the periods compared with; those in which nothing happened are no measure. */
function comparisonOf(
  compared: readonly Attempt<{ readonly sheet: Sheet }>[],
  { period, compared: ranges }: Times,
  compare: Asked['plan']['compare'],
): Pick<Told, 'before' | 'than' | 'untold'> {
  const all = ranges.map((range, at) => ({ range, came: compared[at] ?? { why: '' } }))
  const busy = all.flatMap(({ range, came }) =>
    'value' in came && !isQuiet(came.value.sheet) ? [{ range, sheet: came.value.sheet }] : [],
  )
  const counted = busy.map(({ range }) => range)
  const untold = all.flatMap(({ range, came }) => {
    const words = rangeInWords(range)
    if ('why' in came) return [`Not compared with ${words}: ${came.why}.`]
    return isQuiet(came.value.sheet) ? [`Not compared with ${words}: CAKE reports no traffic for it.`] : []
  })
  const than = thanWords(compare, period, counted)
  return busy.length === 0 ? { than, untold } : { before: busy.map(({ sheet }) => sheet), than, untold }
}

function unreadWeeks(weeks: readonly Attempt<unknown>[]): string[] {
  const missing = weeks.find((week) => 'why' in week)
  return missing && 'why' in missing ? [`Not all of the last four weeks could be read: ${missing.why}.`] : []
}

function unabled({ title }: ReportKind, { unable }: Narrowing): string[] {
  return unable.map((filter) => `${title} are of all ${filter}: CAKE's report cannot be narrowed so.`)
}

function leftOut(sheet: Sheet, { noun }: ReportKind): string[] {
  const totals = totalsOf(sheet)
  return sheet.counts
    .filter((count) => totals[count] === undefined)
    .map((count) => `CAKE leaves out the ${count} of some ${noun}s, so they are not added up.`)
}

/** @throws what Sheets throw of CAKE's trouble: a day that cannot be read now leaves no chart */
async function daysOf(reader: Reader, days: readonly string[]): Promise<Day[]> {
  return Promise.all(
    days.map(async (day) => {
      try {
        const { sheet } = await reader.read({ from: day, to: day }, 'read')
        return { day, totals: totalsOf(sheet) }
      } catch (error) {
        if (error instanceof Implausible) return { day }
        throw error
      }
    }),
  )
}
