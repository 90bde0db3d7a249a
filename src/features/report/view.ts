import { runButton, turnButton } from '../../blocks/buttons.ts'
import { facts, small, title, words, type Fact } from '../../blocks/pieces.ts'
import type { Piece } from '../../blocks/message.ts'
import { rowsThatFit, sortable, type Cell, type Column } from '../../blocks/table.ts'
import { count, name } from '../../blocks/text.ts'
import type { Card, Shown } from '../../core/command.ts'
import { daysBetween, plusDays } from '../../core/days.ts'
import { isRange, type Range } from '../../core/inputs.ts'
import { periodInWords, sourceLine, type Totals } from '../../core/performance.ts'
import { commandLine } from '../../core/resolve.ts'
import type { Kind } from './kinds.ts'
import type { Report } from './load.ts'
import { measures, type MeasureName } from '../../core/measures.ts'

/** A report's card: totals over all rows, the first rows as a table, and the periods next to this one. */
export function reportCard(kind: Kind, report: Report, shown: Shown): Card {
  const { range, rowCount } = report
  return {
    summary: `${kind.title}, ${periodInWords(range)}: ${kind.measures.map((m) => totalInWords(report, m)).join(', ')}`,
    pieces: [
      title(`${kind.title}, ${periodInWords(range)}`),
      ...(report.narrowed.length === 0 ? [] : [small(`Only ${report.narrowed.join(', ')}`)]),
      ...(rowCount === 0
        ? [words('CAKE reports no traffic for this period.')]
        : [totals(kind, report), ...tablePieces(kind, report)]),
      ...(kind.missing ? [small(kind.missing)] : []),
      ...(range.to >= shown.today && rowCount > 0
        ? [small('Today is not over: its figures still grow.')]
        : []),
    ],
    buttons: periodButtons(kind, report, shown),
    footer: `${sourceLine(range, report.asOf, shown)}${shown.money ? MONEY_NOTE : ''}`,
  }
}

const MONEY_NOTE = " · money as CAKE's report gives it"

function totals(kind: Kind, report: Report): Piece {
  const all = kind.measures.map((measure): Fact => {
    const { name, of, write } = measures[measure]
    return [name === 'Conv.' ? 'Conversions' : name, write(of(report.totals))]
  })
  return facts([all.slice(0, 4), all.slice(4)])
}

function totalInWords(report: Report, measure: keyof typeof measures): string {
  const { name, of, write } = measures[measure]
  return `${name} ${write(of(report.totals))}`
}

/** The figure that the rows are sorted by stands first, beside the name: wide tables are cut off at the right. */
function tablePieces(kind: Kind, { filter, top, totals, rowCount }: Report): Piece[] {
  const sort = filter.sort ?? kind.sort
  const order = [sort, ...kind.measures.filter((measure) => measure !== sort)]
  const by = measures[sort].name
  const untold = kind.counts
    .filter((figure) => totals[figure] === undefined)
    .map((figure) => `CAKE leaves out ${figure} in some, so they are not added up.`)
  const rows = top.map((row) => cells(kind, order, row))
  const columns: Column[] = [
    { name: kind.title.slice(0, -1) },
    ...order.map((measure) => ({ name: measures[measure].name, align: 'right' }) as const),
    { name: 'Id', align: 'right' },
  ]
  const fitting = rowsThatFit({ caption: '', columns, rows })
  const all = count(rowCount, kind.noun)
  const isSorted = top.some((row) => measures[sort].of(row) !== undefined)
  const which = isSorted
    ? `${fitting < rowCount ? `Top ${fitting} of ${all}` : all} by ${by}`
    : `${fitting} of ${all}; CAKE gives no ${by} to sort them by`
  return [
    small(['Totals are over all rows.', ...untold].join(' ')),
    sortable({ caption: which, columns, rows }),
  ]
}

function cells(kind: Kind, order: readonly MeasureName[], row: Totals): Cell[] {
  const id = kind.idOf(row)
  const figures = order.map((measure): Cell => {
    const { of, write } = measures[measure]
    const value = of(row)
    return value === undefined ? write(value) : { value, text: write(value) }
  })
  return [name(kind.nameOf(row) ?? `${kind.noun} ${id}`, 40), ...figures, { value: id, text: String(id) }]
}

/** The period before and the one after, as long as this one; whole months step by months. */
function periodButtons(kind: Kind, { filter, range }: Report, shown: Shown): Card['buttons'] {
  const turn = (text: string, { from, to }: Range) => {
    const next = `${from}..${to}`
    const line = commandLine('report', `${kind.noun}s`, { ...filter, range: next })
    return isRange(next) && from <= shown.today ? [turnButton(text, line)] : []
  }
  const one = kind.filters.includes(kind.noun) ? filter[kind.noun] : undefined
  return [
    ...turn('Previous period', step(range, -1)),
    ...turn('Next period', step(range, 1)),
    ...(one === undefined ? [] : [runButton(kind.title.slice(0, -1), `${kind.noun} ${one}`)]),
  ]
}

function step(range: Range, direction: 1 | -1): Range {
  const month = wholeMonth(range)
  if (month !== undefined) return monthDays(month + direction)
  const length = daysBetween(range.from, range.to) + 1
  return { from: plusDays(range.from, length * direction), to: plusDays(range.to, length * direction) }
}

/** Months since year 0, when the range is exactly one. */
function wholeMonth({ from, to }: Range): number | undefined {
  const month = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1
  const whole = monthDays(month)
  return whole.from === from && whole.to === to ? month : undefined
}

function monthDays(month: number): Range {
  const first = (which: number) =>
    `${String(Math.floor(which / 12)).padStart(4, '0')}-${String((which % 12) + 1).padStart(2, '0')}-01`
  return { from: first(month), to: plusDays(first(month + 1), -1) }
}
