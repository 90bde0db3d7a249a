import { change } from '../../blocks/figures.ts'
import type { Piece } from '../../blocks/message.ts'
import { sortable, type Cell, type Column, type Table } from '../../blocks/table.ts'
import { count, line, name } from '../../blocks/text.ts'
import type { CsvRow, CsvTable } from '../csv.ts'
import { firstOf } from '../first.ts'
import type { Range } from '../inputs.ts'
import { measures, type MeasureName } from '../measures.ts'
import type { Writer } from './currency.ts'
import type { Told } from './facts.ts'
import { SORTS, type Plan } from './plan.ts'
import { averageRows, rowsById, type Row } from './sheet.ts'
import { busyIn } from './view-figures.ts'

/** What rows are sorted by: what the plan says, else the first figure that the report has. */
function sortOf({ kind }: Told, { sort }: Plan): MeasureName {
  return [sort, ...SORTS].find((measure) => kind.measures.includes(measure)) ?? 'clicks'
}

/** In the table only where rows are sorted by them: what follows from others, and is in the file. */
const LESS_WANTED: Readonly<Partial<Record<MeasureName, MeasureName>>> = {
  payout: 'revenue',
  margin: 'margin-percent',
}

/** The first rows as a table. @param room how many characters it may have */
export function tablePieces(told: Told, plan: Plan, write: Writer, room: number): Piece[] {
  const { kind } = told
  const by = sortOf(told, plan)
  const busy = busyIn(told, plan.leastClicks)
  const rows = told.sheet.rows.filter(({ id }) => busy(id))
  if (rows.length === 0) return []
  const columns = columnsOf(told, by)
  const before = told.before && averageRows(told.before)
  const cells = sorted(rows, by, plan.rows).map((row): Cell[] =>
    columns.map(({ cell }) => cell(row, before?.get(row.id), write)),
  )
  const shown = fitting(cells, room)
  const named = measures[by].name.toLowerCase().replace('conv.', 'conversions')
  const all = count(rows.length, kind.noun)
  const caption = `${shown.length < rows.length ? `Top ${shown.length} of ${all}` : all} by ${named}`
  const table: Table = { caption, columns, rows: shown }
  return [{ ...sortable(narrow(table)), blocks: sortable(table).blocks }]
}

interface FigureColumn extends Column {
  readonly cell: (row: Row, before: Row | undefined, write: Writer) => Cell
}

/** The figure that rows are sorted by stands first, with its change: wide tables are cut off at the right. */
function columnsOf({ kind, before }: Told, by: MeasureName): FigureColumn[] {
  const others = kind.measures.filter((measure) => {
    const better = LESS_WANTED[measure]
    return measure !== by && !(better && kind.measures.includes(better))
  })
  const right = { align: 'right' } as const
  const column = (measure: MeasureName): FigureColumn => ({
    ...right,
    name: measures[measure].name,
    cell: (row, _, write) => figure(measure, row, write),
  })
  const moved: FigureColumn = { ...right, name: 'Change', cell: (row, earlier) => changed(by, row, earlier) }
  return [
    { name: kind.title.slice(0, -1), cell: (row) => name(row.name ?? `${kind.noun} ${row.id}`, 30) },
    column(by),
    ...(before ? [moved] : []),
    ...others.map(column),
    { ...right, name: 'Id', cell: ({ id }) => ({ value: id, text: String(id) }) },
  ]
}

/** What a phone shows of aligned text: the name, the figure it is sorted by and its change. */
function narrow({ caption, columns, rows }: Table): Table {
  const some = <T>(all: readonly T[]) => all.slice(0, 3)
  return {
    caption,
    columns: some(columns),
    rows: rows.map((row) => some(row).map((cell) => (typeof cell === 'string' ? line(cell, 20) : cell))),
  }
}

function figure(measure: MeasureName, { totals }: Row, write: Writer): Cell {
  const value = measures[measure].of(totals)
  return value === undefined ? '–' : { value, text: write.row(measure, value) }
}

/** How it has moved, in percent; sorted by how much that is. */
function changed(measure: MeasureName, now: Row, before: Row | undefined): Cell {
  const { of } = measures[measure]
  const [is, was] = [of(now.totals), before ? of(before.totals) : 0]
  if (is === undefined || was === undefined) return '–'
  return { value: is - was, text: before ? change(is, was, 'amount') : 'new' }
}

function fitting(rows: readonly Cell[][], room: number): Cell[][] {
  let left = room
  const end = rows.findIndex((row) => {
    left -= row.reduce((sum, cell) => sum + (typeof cell === 'string' ? cell : cell.text).length, 0)
    return left < 0
  })
  return rows.slice(0, end < 0 ? undefined : Math.max(1, end))
}

/** The first of the rows, those with most first. What cannot be told comes last. */
function sorted(rows: readonly Row[], by: MeasureName, most = Infinity): Row[] {
  const { of } = measures[by]
  const ranked = rows.map((row) => ({ row, value: of(row.totals) ?? -Infinity }))
  return firstOf(ranked, most, (a, b) => (a.value === b.value ? a.row.id - b.row.id : b.value - a.value)).map(
    ({ row }) => row,
  )
}

/** All rows for a file: plain numbers, and beside each count what it is compared with. */
export function csvOf(told: Told, plan: Plan, { from, to }: Range): CsvTable {
  const { kind } = told
  return {
    name: `${kind.noun}s ${from}${from === to ? '' : ` to ${to}`}`,
    columns: [
      'from',
      'to',
      `${kind.noun}_id`,
      `${kind.noun}_name`,
      ...kind.measures.map((measure) => measure.replace('-', '_')),
      ...earlierOf(told).map((measure) => `${measure}_before`),
    ],
    // Made as the file is written, after the message.
    rows: { [Symbol.iterator]: () => csvRows(told, plan, { from, to }) },
  }
}

/** The counts that stand beside those of now. */
function earlierOf({ before, sheet }: Told): Told['sheet']['counts'] {
  return before ? sheet.counts : []
}

function* csvRows(told: Told, plan: Plan, { from, to }: Range): Generator<CsvRow> {
  const { kind, sheet } = told
  const before = told.before && averageRows(told.before)
  const earlier = earlierOf(told)
  const row = ({ id, name: called, totals }: Row): CsvRow => [
    from,
    to,
    id,
    called,
    ...kind.measures.map((measure) => plain(measures[measure].of(totals))),
    ...earlier.map((measure) => plain(before?.get(id)?.totals[measure])),
  ]
  for (const one of sorted(sheet.rows, sortOf(told, plan))) yield row(one)
  const current = rowsById(sheet)
  for (const { id, name: called } of before?.values() ?? [])
    if (!current.has(id)) yield row({ id, name: called, totals: {} })
}

/** Computed ratios have endless digits; six are more than CAKE's counts can carry. */
function plain(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1e6) / 1e6
}
