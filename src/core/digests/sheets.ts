import type { CakeReader } from '../../cake/contract.ts'
import { CakeError } from '../../cake/errors.ts'
import { dayInZone, plusDays } from '../days.ts'
import type { Range } from '../inputs.ts'
import { reportKinds, type Narrow, type ReportKind } from '../report-kinds.ts'
import { Columns } from './columns.ts'
import { comparedWith } from './period.ts'
import type { ReportName } from './plan.ts'
import { Shared } from './shared.ts'
import { isQuiet, type Sheet } from './sheet.ts'

/** A sheet, and when it was read. */
export type ReadSheet = Sheet & {
  readonly asOf: Date
  /** Rows that CAKE spoke of and did not send. */
  readonly missing: number
}

/** CAKE reports nothing at all of a period, where there was traffic on the same weekdays a week before. */
export class Implausible extends Error {
  override readonly name = 'Implausible'
  readonly report: ReportName
  readonly range: Range
  readonly before: Range

  constructor(report: ReportName, range: Range, before: Range) {
    super(`CAKE reports no traffic of ${report} from ${range.from} to ${range.to}, but some a week before.`)
    this.report = report
    this.range = range
    this.before = before
  }
}

export interface SheetOptions {
  readonly signal?: AbortSignal
  /** What CAKE is asked to narrow the report to. */
  readonly narrow?: Narrow
}

const HOUR = 60 * 60_000
/** Rows of all sheets that are kept: some 100 MB. A digest over 10,000 offers reads twenty sheets. */
const MOST_ROWS = 500_000
/** A report that sends fewer of the rows it speaks of is half a report; a few may have been two of one. */
const WHOLE = 0.99

/**
 * Reads reports for digests, behind people's lookups. The same report and days are read once an hour for everybody who
 * asks; failures are not kept.
 */
export class Sheets {
  readonly #cake: CakeReader
  readonly #now: () => Date
  readonly #shared: Shared

  constructor({ cake, now, mostRows = MOST_ROWS }: { cake: CakeReader; now: () => Date; mostRows?: number }) {
    this.#cake = cake
    this.#now = now
    this.#shared = new Shared({ now, keepMs: HOUR, most: mostRows })
  }

  /**
   * A report over days of the network's zone.
   * @throws CakeError where CAKE fails, or sends a part only; Implausible; the signal's reason
   */
  async read(report: ReportName, range: Range, options: SheetOptions = {}): Promise<ReadSheet> {
    const sheet = await this.raw(report, range, options)
    if (!isQuiet(sheet)) return sheet
    const before = weekBefore(range)
    if (isQuiet(await this.raw(report, before, options))) return sheet
    this.#shared.forget(keyOf(report, range, options.narrow))
    throw new Implausible(report, range, before)
  }

  /**
   * One report for each thing that CAKE is asked to narrow it to. That few things did nothing on a day may well be: where
   * all of them did, the whole report tells whether CAKE has lost the day, for one more request.
   * @throws as `read` does
   */
  async readEach(
    report: ReportName,
    range: Range,
    asks: readonly Narrow[],
    signal?: AbortSignal,
  ): Promise<ReadSheet[]> {
    const sheets = await Promise.all(asks.map((narrow) => this.raw(report, range, { signal, narrow })))
    if (!sheets.every(isQuiet)) return sheets
    try {
      await this.read(report, range, { signal })
    } catch (error) {
      for (const narrow of asks) this.#shared.forget(keyOf(report, range, narrow))
      throw error
    }
    return sheets
  }

  /** One report, whatever is in it. @throws CakeError where CAKE fails, or sends a part only; the signal's reason */
  async raw(
    report: ReportName,
    range: Range,
    { signal, narrow = {} }: SheetOptions = {},
  ): Promise<ReadSheet> {
    await this.#knowEndDate(signal)
    return this.#shared.get(keyOf(report, range, narrow), (stop) => this.#load(report, range, narrow, stop), {
      signal,
      weight: ({ length }) => length,
    })
  }

  /** Something else that digests share for an hour. It weighs as a row does. */
  share<T>(key: string, load: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#shared.get(key, load, { signal })
  }

  /** What the network means by an end date is found out before the first report of a day, once for all of them. */
  #knowEndDate(signal: AbortSignal | undefined): Promise<unknown> {
    const day = plusDays(dayInZone(this.#now(), this.#cake.zone), -1)
    const load = (stop: AbortSignal) =>
      this.#cake.reportDates({ from: day, to: day }, { background: true, signal: stop })
    return this.#shared.get(`end date on ${day}`, load, { signal })
  }

  async #load(report: ReportName, range: Range, narrow: Narrow, signal: AbortSignal): Promise<Columns> {
    const kind: ReportKind = reportKinds[report]
    const sheet = new Columns(kind, this.#now())
    let spokenOf = 0
    for await (const page of kind.pages(this.#cake, range, narrow, { background: true, signal })) {
      spokenOf = Math.max(spokenOf, page.total ?? 0)
      sheet.add(page.rows)
    }
    if (sheet.length < spokenOf * WHOLE) {
      const sentence = `CAKE spoke of ${spokenOf} rows and sent ${sheet.length}.`
      throw new CakeError('unreadable', `report/${kind.noun}.json`, sentence)
    }
    return sheet.finished(spokenOf)
  }
}

/** The days that an empty answer is held against. */
function weekBefore(range: Range): Range {
  return comparedWith('the same weekday a week ago', range)[0] ?? range
}

function keyOf(report: ReportName, { from, to }: Range, narrow: Narrow = {}): string {
  return `${report} ${from} ${to} ${JSON.stringify(narrow)}`
}
