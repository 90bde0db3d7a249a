import { change } from '../../blocks/figures.ts'
import type { Piece } from '../../blocks/message.ts'
import { lines, type Inline } from '../../blocks/pieces.ts'
import { count, name } from '../../blocks/text.ts'
import { marginPercent } from '../../cake/figures.ts'
import { measures, type MeasureName } from '../measures.ts'
import type { Totals } from '../performance.ts'
import type { Writer } from './currency.ts'
import type { Told } from './facts.ts'
import { largest, moverMeasure, movers, type Mover } from './movers.ts'
import { averageOf, totalsOf } from './sheet.ts'

/** A report's totals, now and before. */
export interface Sums {
  readonly now: Totals
  readonly before?: Totals
}

/** The sums over all rows, and of what they are compared with the average. */
export function sumsOf({ sheet, before }: Told): Sums {
  return { now: totalsOf(sheet), before: before && averageOf(before) }
}

/** What is on a line of its own, in this order; what a report has not is left out. */
const LINES: readonly (readonly MeasureName[])[] = [
  ['revenue', 'payout', 'margin'],
  ['clicks', 'conversions'],
  ['cvr', 'epc'],
]

/** The totals, each with its change in words. */
export function totalsPiece({ kind }: Told, { now, before }: Sums, write: Writer): Piece {
  const rows = LINES.map((line) =>
    line
      .filter((measure) => kind.measures.includes(measure))
      .map((measure) => total(measure, now, before, write)),
  )
  const filled = rows.filter((row) => row.length > 0)
  return lines(filled.map((row) => row.flatMap((parts, at) => (at === 0 ? parts : ['   ·   ', ...parts]))))
}

/** Broken between figures on a phone, never within one. */
function total(measure: MeasureName, now: Totals, before: Totals | undefined, write: Writer): Inline[] {
  const { name: label } = measures[measure]
  const value =
    measure === 'margin' ? marginInWords(now, before, write) : changed(measure, now, before, write)
  const text = label === 'Conv.' ? 'Conversions' : label
  return [{ text: `${text}\u00a0`, bold: true }, value.replaceAll(' ', '\u00a0')]
}

function changed(measure: MeasureName, now: Totals, before: Totals | undefined, write: Writer): string {
  const { of } = measures[measure]
  const moved = before && change(of(now), of(before), measure === 'cvr' ? 'points' : 'amount')
  const value = write.total(measure, of(now))
  return moved === undefined || moved === '–' ? value : `${value} ${moved}`
}

/** In money and in percent of the revenue; its change is that of the percentage. */
function marginInWords(now: Totals, before: Totals | undefined, write: Writer): string {
  const share = marginPercent(now)
  const value = write.total('margin', measures.margin.of(now))
  if (share === undefined) return value
  const moved = before ? change(share, marginPercent(before), 'points') : '–'
  return `${value}, ${write.total('margin-percent', share)}${moved === '–' ? '' : ` ${moved}`}`
}

/** What explains the change, in money: the largest parts of it, and all others as one. */
export function moversPieces(
  { told, sums, leastClicks, most }: { told: Told; sums: Sums; leastClicks: number; most: number },
  write: Writer,
): Piece[] {
  const { sheet, before, kind } = told
  const measure = moverMeasure({ now: sheet })
  const [is, was] = [measure && sums.now[measure], measure && sums.before?.[measure]]
  if (measure === undefined || before === undefined || is === undefined || was === undefined) return []
  const busy = busyIn(told, leastClicks)
  const all = movers({ now: sheet, before })
  const shown = largest(
    all.filter(({ id }) => busy(id)),
    most,
  )
  if (shown.length === 0) return []
  const rest = is - was - shown.reduce((sum, mover) => sum + mover.change, 0)
  const others = all.length - shown.length
  return [
    lines([
      [{ text: `What moved ${measure} by ${signed(is - was, write)}`, bold: true }],
      ...shown.map((mover) => moverLine(mover, kind.noun, write)),
      ...(others > 0
        ? [[`${signed(rest, write)} from ${count(others, `other ${kind.noun}`)} together`]]
        : []),
    ]),
  ]
}

function moverLine({ id, name: called, change: by, kind }: Mover, noun: string, write: Writer): Inline[] {
  const told = { moved: '', new: ', new', gone: ', nothing now' }[kind]
  return [`${by > 0 ? '▲' : '▼'} ${signed(by, write)} `, name(called ?? `${noun} ${id}`, 40), told]
}

function signed(amount: number, write: Writer): string {
  const shown = write.total('revenue', Math.abs(amount))
  return amount < 0 ? `−${shown}` : `+${shown}`
}

/** Whether something has had enough clicks, now or before, to be told of. */
export function busyIn({ sheet, before = [] }: Told, leastClicks: number): (id: number) => boolean {
  if (leastClicks === 0) return () => true
  const busy = new Set<number>()
  for (const { rows } of [sheet, ...before])
    for (const { id, totals } of rows) if ((totals.clicks ?? 0) >= leastClicks) busy.add(id)
  return (id) => busy.has(id)
}
