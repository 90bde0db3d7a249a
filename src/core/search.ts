import type { Page } from '../cake/client.ts'

/** Finding things by a few words in their names. Accents and case do not matter; every word must be there. */

interface Named<Row> {
  readonly name: (row: Row) => string | undefined
  readonly status: (row: Row) => string | undefined
}

/** Everything in `pages` whose name has all `words`: the same name first, then beginnings, then active ones. */
export async function findByName<Row>(
  pages: AsyncIterable<Page<Row>>,
  words: string,
  of: Named<Row>,
): Promise<Row[]> {
  const hits: { row: Row; match: number; active: boolean }[] = []
  const wanted = fold(words)
  for await (const page of pages) {
    for (const row of page.rows) {
      const match = nameMatch(fold(of.name(row) ?? ''), wanted)
      if (match > 0) hits.push({ row, match, active: of.status(row) === 'active' })
    }
  }
  return hits
    .toSorted((a, b) => b.match - a.match || Number(b.active) - Number(a.active))
    .map((hit) => hit.row)
}

function nameMatch(have: string, wanted: string): number {
  if (wanted === '') return 0
  if (have === wanted) return 3
  if (have.startsWith(wanted)) return 2
  return wanted.split(/\s+/).every((word) => have.includes(word)) ? 1 : 0
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}
