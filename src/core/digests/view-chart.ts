import { dayBars } from '../../blocks/chart.ts'
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
 * The last days of the report's money and conversions; nothing where a figure is not known of every day, or where
 * nothing happened on any of them.
 */
export function chartOf(
  { kind }: Told,
  all: readonly Day[],
  { period }: Times,
  write: Writer,
): Charted | undefined {
  const main: Measure = (['revenue', 'payout'] as const).find((one) => kind.counts.includes(one)) ?? 'clicks'
  const days = all.flatMap(({ day, totals }): ChartDay[] => {
    const [bar, point] = [totals[main], totals.conversions]
    if (bar === undefined || point === undefined) return []
    // Six digits behind the point tell nobody more.
    const isMarked = day >= period.from && day <= period.to
    return [{ label: shortDay(day), bar: Math.round(bar * 100) / 100, point, isMarked }]
  })
  if (days.length < all.length || days.every(({ bar, point }) => bar === 0 && point === 0)) return undefined
  const title = measures[main].name
  const [bars, points] = [days.map(({ bar }) => bar), days.map(({ point }) => point)]
  const words = [
    inWords(title, days, bars, (value) => write.total(main, value)),
    inWords('Conversions', days, points, number),
  ] as const
  const marked = period.from === period.to ? shortDay(period.to) : 'This period'
  return {
    pieces: [
      piece(title, days, bars, words[0], marked),
      piece('Conversions', days, points, words[1], marked),
    ],
    chart: {
      title: `${title} and conversions per day`,
      bars: { name: title, ...(main === 'clicks' ? { isCount: true } : { sign: write.sign }) },
      line: { name: 'Conversions', isCount: true },
      days,
      alt: words.join(' '),
    },
  }
}

function piece(
  title: string,
  days: readonly ChartDay[],
  values: readonly number[],
  alt: string,
  marked: string,
): Piece {
  const bars = days.map(({ label, isMarked }, at) => ({ label, isMarked, value: values[at] ?? 0 }))
  return dayBars({ title: `${title} per day`, days: bars, marked, others: 'Days before', alt })
}

/** `20 Nov` */
function shortDay(day: string): string {
  return dayInWords(day).replace(/ \d+$/, '')
}

/** What its bars show: the least, the most and the last. */
function inWords(
  title: string,
  days: readonly ChartDay[],
  values: readonly number[],
  write: (value: number) => string,
): string {
  const [least, most, last] = [Math.min(...values), Math.max(...values), values.at(-1) ?? 0]
  const start = `${title} per day, ${days.at(0)?.label ?? ''} to ${days.at(-1)?.label ?? ''}`
  if (least === most) return `${start}: always ${write(least)}.`
  const of = (value: number) => `${write(value)} on ${days[values.lastIndexOf(value)]?.label ?? ''}`
  const isEdge = last === least || last === most
  return `${start}: least ${of(least)}, most ${of(most)}${isEdge ? '' : `; ${of(last)}`}.`
}
