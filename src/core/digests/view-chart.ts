import { dayBars, type DayBars } from '../../blocks/chart.ts'
import { number } from '../../blocks/figures.ts'
import type { Piece } from '../../blocks/message.ts'
import type { ChartDay } from '../../chart/chart.ts'
import { dayInWords } from '../days.ts'
import { measures } from '../measures.ts'
import type { Measure } from '../performance.ts'
import type { DigestChart } from './composed.ts'
import type { Writer } from './currency.ts'
import type { Day, Told } from './facts.ts'
import type { Times } from './times.ts'

/** A digest's chart: as Slack draws it, and for a PNG. */
export interface Charted {
  readonly pieces: readonly Piece[]
  readonly chart: DigestChart
}

/**
 * The last days of the report's money and conversions; nothing where a figure is left out on any of them, or where
 * nothing happened. A day of which nothing is known is left open.
 */
export function chartOf(
  { kind }: Told,
  all: readonly Day[],
  { period }: Times,
  write: Writer,
): Charted | undefined {
  const main: Measure = (['revenue', 'payout'] as const).find((one) => kind.counts.includes(one)) ?? 'clicks'
  const days = all.flatMap(({ day, totals }): ChartDay[] => {
    const label = shortDay(day)
    const isMarked = day >= period.from && day <= period.to
    if (!totals) return [{ label, bar: null, point: null, isMarked }]
    const [bar, point] = [totals[main], totals.conversions]
    if (bar === undefined || point === undefined) return []
    // Six digits behind the point tell nobody more.
    return [{ label, bar: Math.round(bar * 100) / 100, point, isMarked }]
  })
  if (days.length < all.length || days.every(({ bar, point }) => !bar && !point)) return undefined
  const title = measures[main].name
  const [bars, points] = [daysWith(days, 'bar'), daysWith(days, 'point')]
  const words = [
    inWords(title, bars, (value) => write.total(main, value)),
    inWords('Conversions', points, number),
  ] as const
  const marked = period.from === period.to ? shortDay(period.to) : 'This period'
  return {
    pieces: [piece(title, bars, words[0], marked), piece('Conversions', points, words[1], marked)],
    chart: {
      title: `${title} and conversions per day`,
      bars: { name: title, ...(main === 'clicks' ? { isCount: true } : { sign: write.sign }) },
      line: { name: 'Conversions', isCount: true },
      days,
      alt: words.join(' '),
    },
  }
}

/** What is to be said of the days that are left open; undefined where none is. */
export function openDaysNote(days: readonly Day[]): string | undefined {
  const open = days.flatMap(({ day, totals }) => (totals ? [] : [shortDay(day)]))
  return open.length === 0
    ? undefined
    : `Left open in the chart, since CAKE reports no traffic at all then but some a week before: ${open.join(', ')}.`
}

/** One figure of each day. */
type Bars = DayBars['days']

function daysWith(days: readonly ChartDay[], figure: 'bar' | 'point'): Bars {
  return days.map((day) => ({ label: day.label, value: day[figure], isMarked: day.isMarked }))
}

function piece(title: string, days: Bars, alt: string, marked: string): Piece {
  return dayBars({ title: `${title} per day`, days, marked, others: 'Days before', alt })
}

/** `20 Nov` */
function shortDay(day: string): string {
  return dayInWords(day).replace(/ \d+$/, '')
}

/** What its bars show: the least, the most and the last; and of which days nothing is known. */
function inWords(title: string, days: Bars, write: (value: number) => string): string {
  const known = days.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
  const values = known.map(({ value }) => value)
  const [least, most, last] = [Math.min(...values), Math.max(...values), values.at(-1) ?? 0]
  const open = days.flatMap(({ label, value }) => (value === null ? [label] : []))
  const but = open.length === 0 ? '' : ` Not known: ${open.join(', ')}.`
  const start = `${title} per day, ${days.at(0)?.label ?? ''} to ${days.at(-1)?.label ?? ''}`
  if (least === most) return `${start}: always ${write(least)}.${but}`
  const of = (value: number) => `${write(value)} on ${known[values.lastIndexOf(value)]?.label ?? ''}`
  const isEdge = last === least || last === most
  return `${start}: least ${of(least)}, most ${of(most)}${isEdge ? '' : `; ${of(last)}`}.${but}`
}
