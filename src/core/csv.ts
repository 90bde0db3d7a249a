import { stringify } from 'csv-stringify/sync'
import type { OutgoingFile } from './place.ts'

/** Rows for a file: plain numbers, ISO dates, no formatting. Absent values are empty. */
export interface CsvTable {
  /** Without ending, e.g. 'offers 2026-01-01 to 2026-01-31'. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | undefined)[])[]
}

/**
 * A CSV that a spreadsheet opens as it stands: UTF-8 with a byte order mark, and no cell that it would run as a formula
 * (names come from outside: https://owasp.org/www-community/attacks/CSV_Injection). Names are trimmed first, since a
 * leading space hides the sign that `escape_formulas` looks for.
 */
function toCsv(table: CsvTable): string {
  const cells = table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.trim() : (cell ?? ''))),
  )
  return stringify([[...table.columns], ...cells], { bom: true, escape_formulas: true })
}

/** The rows as a file, under a name that every system takes. */
export function csvFile(table: CsvTable): OutgoingFile {
  const name = `${table.name.replaceAll(/[^\w. -]+/g, '')}.csv`
  return { name, title: table.name, content: toCsv(table) }
}
