/** Reads the tables that the network's data are written in: one row a line, cells between `|`, `-` for nothing. */

export function rows(table: string): readonly string[] {
  return table.trim().split('\n')
}

/** The cells of a row, trimmed. As many names as wanted can be taken apart: those not in the row are ''. */
export function cells(row: string): Cells {
  return [...row.split('|').map((cell) => cell.trim()), ...Array<string>(16).fill('')].slice(
    0,
    16,
  ) as unknown as Cells
}

type Cells = readonly [...Four, ...Four, ...Four, ...Four]
type Four = [string, string, string, string]

export function optional<T>(cell: string, read: (cell: string) => T): T | undefined {
  return cell === '-' || cell === '' ? undefined : read(cell)
}

/** `3 4 11` */
export function ids(cell: string): readonly number[] {
  return cell.split(' ').map(Number)
}
