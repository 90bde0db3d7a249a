import type { Message } from '../../blocks/message.ts'
import type { DaysChart } from '../../chart/chart.ts'
import type { CsvTable } from '../csv.ts'
import type { Totals } from '../performance.ts'
import type { ReportName } from './plan.ts'

/** The totals of each report that a digest tells of. */
export type DigestTotals = Readonly<Partial<Record<ReportName, Totals>>>

/** What each report's money is in, where that is known. */
export type DigestCurrencies = Readonly<Partial<Record<ReportName, string>>>

/** What a digest has come to: a message with its numbers, or one that says that they cannot be had. */
export type Composed =
  | {
      readonly kind: 'numbers'
      readonly message: Message
      /** All rows of each report, for the thread; none where the digest is without files. */
      readonly csv: readonly CsvTable[]
      /** What the message's chart shows, for where Slack refuses to draw it; absent: there is none. */
      readonly chart?: DigestChart
      readonly totals: DigestTotals
      /** As its money is written. */
      readonly currencies?: DigestCurrencies
      /** When the oldest of the figures was read. */
      readonly asOf: Date
    }
  | {
      readonly kind: 'none'
      /** Says so, and that it goes on trying; of several reports, the numbers of those that could be read. */
      readonly message: Message
      /** The same when nothing more is tried. */
      readonly over: Message
      /** One sentence: what went wrong. */
      readonly why: string
    }

/** A chart for a PNG, with what it shows in words. */
export type DigestChart = DaysChart & { readonly alt: string }
