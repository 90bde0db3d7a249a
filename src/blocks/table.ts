import type { DataTableBlock, TableBlock } from '@slack/types'
import type { Piece } from './message.ts'
import { line } from './text.ts'

/** A cell: words, or a figure with how it is written (so that Slack sorts by the figure). */
export type Cell = string | { readonly value: number; readonly text: string }

export interface Column {
  readonly name: string
  readonly align?: 'left' | 'right'
}

export interface Table {
  /** What the table shows, for screen readers. */
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Slack refuses a message whose blocks hold about 13,200 characters (bolt-js#2509); the rest of a card needs some. */
const MOST_CHARACTERS = 9000
const MOST_ROWS = 100
const CELL = 60

/** How many of the table's first rows fit a message, and so are shown by `sortable` and `small table`. */
export function rowsThatFit(table: Table): number {
  let left = MOST_CHARACTERS - sum(table.columns.map((column) => column.name.length))
  let rows = 0
  for (const row of table.rows.slice(0, MOST_ROWS)) {
    left -= sum(row.map((cell) => text(cell).length))
    if (left < 0) break
    rows += 1
  }
  return rows
}

/** A table that people sort, filter and page through (Slack's data_table); older workspaces get aligned text. */
export function sortable(table: Table): Piece {
  const rows = table.rows.slice(0, rowsThatFit(table))
  const block: DataTableBlock = {
    type: 'data_table',
    caption: line(table.caption, 150),
    page_size: Math.max(1, Math.min(10, rows.length)),
    rows: [table.columns.map((column) => raw(column.name)), ...rows.map((row) => row.map(raw))],
  }
  return rows.length === 0 ? { blocks: [], plain: '' } : { blocks: [block], ...asAlignedText(table, rows) }
}

/** A small table as it stands: no sorting, no pages. */
export function fixed(table: Table): Piece {
  const rows = table.rows.slice(0, rowsThatFit(table))
  const block: TableBlock = {
    type: 'table',
    column_settings: table.columns.map((column) => ({ align: column.align ?? 'left' })),
    rows: [table.columns.map((column) => raw(column.name)), ...rows.map((row) => row.map(raw))],
  }
  return rows.length === 0 ? { blocks: [], plain: '' } : { blocks: [block], ...asAlignedText(table, rows) }
}

type RawCell = { type: 'raw_text'; text: string } | { type: 'raw_number'; value: number; text: string }

function raw(cell: Cell): RawCell {
  return typeof cell === 'string'
    ? { type: 'raw_text', text: text(cell) }
    : { type: 'raw_number', value: cell.value, text: text(cell) }
}

function text(cell: Cell): string {
  return line(typeof cell === 'string' ? cell : cell.text, CELL)
}

/** The same as monospaced columns under the caption. Cells are cut harder: a phone shows some forty characters. */
function asAlignedText(
  table: Table,
  rows: readonly (readonly Cell[])[],
): { older: Piece['blocks']; plain: string } {
  const cells = [table.columns.map((column) => column.name), ...rows.map((row) => row.map(text))].map((row) =>
    row.map((cell) => line(cell, 28)),
  )
  const widths = table.columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  const aligned = cells.map((row) =>
    row
      .map((cell, index) =>
        table.columns[index]?.align === 'right'
          ? cell.padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const all = [line(table.caption, 150), ...aligned]
  return { older: preformatted(all), plain: all.join('\n') }
}

/** Slack takes 3,000 characters or so in one preformatted part: longer tables go on in the next. */
function preformatted(aligned: readonly string[]): Piece['blocks'] {
  const parts: string[] = []
  for (const next of withinBudget(aligned)) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + next.length < 2800) parts[parts.length - 1] = `${last}\n${next}`
    else parts.push(next)
  }
  return parts.map((part) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part }] }],
  }))
}

/** The lines that stay under the budget of the table itself, spaces included; a last one says that there were more. */
function withinBudget(aligned: readonly string[]): string[] {
  let room = MOST_CHARACTERS
  const cut = aligned.findIndex((next) => (room -= next.length + 1) < 0)
  return cut < 0 ? [...aligned] : [...aligned.slice(0, cut), `… and ${aligned.length - cut} more rows`]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0)
}
