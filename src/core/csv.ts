import { stringify } from 'csv-stringify/sync'
import { breath } from '../catalogue/breath.ts'
import type { OutgoingFile } from './place.ts'

/** Rows for a file: plain numbers, ISO dates, no formatting. Absent values are empty. */
export interface CsvTable {
  /** Without ending, e.g. 'offers 2026-01-01 to 2026-01-31'. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: Iterable<CsvRow>
}

export type CsvRow = readonly (string | number | undefined)[]

/** So many rows are written at a stretch, in some milliseconds: everything else waits meanwhile. */
const STRETCH = 250

/**
 * A CSV that a spreadsheet opens as it stands: UTF-8 with a byte order mark, and no cell that it would run as a formula
 * (names come from outside: https://owasp.org/www-community/attacks/CSV_Injection). Names are trimmed first, since a
 * leading space hides the sign that `escape_formulas` looks for.
 */
function toCsv(rows: readonly CsvRow[], bom = false): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.trim() : (cell ?? ''))))
  return stringify(cells, { bom, escape_formulas: true })
}

/** The rows as a file, under a name that every system takes, and how many they are. */
export async function csvFile(table: CsvTable): Promise<{ file: OutgoingFile; rows: number }> {
  const parts = [toCsv([table.columns], true)]
  let rows = 0
  for (const stretch of stretches(table.rows)) {
    parts.push(toCsv(stretch))
    rows += stretch.length
    await breath()
  }
  const name = `${table.name.replaceAll(/[^\w. -]+/g, '')}.csv`
  return { file: { name, title: table.name, content: parts.join('') }, rows }
}

function* stretches(rows: Iterable<CsvRow>): Generator<CsvRow[]> {
  let stretch: CsvRow[] = []
  for (const row of rows) {
    stretch.push(row)
    if (stretch.length < STRETCH) continue
    yield stretch
    stretch = []
  }
  if (stretch.length > 0) yield stretch
}
