import { stringify } from 'csv-stringify/sync'

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
export function toCsv(table: CsvTable): string {
  const cells = table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.trim() : (cell ?? ''))),
  )
  return stringify([[...table.columns], ...cells], { bom: true, escape_formulas: true })
}
