import type { Access } from './access.ts'
import { flawOf, rowsAfter } from './audit.ts'
import { ChangesBeside } from './verify-changes.ts'

export type Verdict =
  | { readonly whole: true; readonly rows: number }
  /** `seq` is the first row that is not as it was written. */
  | { readonly whole: false; readonly rows: number; readonly seq: number; readonly why: string }
  /** The chain is whole, but a change is not as it says. */
  | { readonly whole: false; readonly rows: number; readonly change: number; readonly why: string }

const PAGE = 1000

/**
 * Reads the whole audit chain, page by page, while the bot may go on appending to it, and holds the changes against it:
 * whole, or where it first breaks.
 */
export async function verifyChain(access: Access): Promise<Verdict> {
  const changes = await ChangesBeside.read(access)
  let previous = { seq: 0, hash: '' }
  for (;;) {
    const rows = await access.read((db) => rowsAfter(db, previous.seq, PAGE))
    for (const row of rows) {
      const why = flawOf(row, previous)
      if (why !== undefined) return { whole: false, rows: previous.seq, seq: previous.seq + 1, why }
      previous = { seq: row.seq, hash: row.hash }
      changes.hear(row)
    }
    if (rows.length > 0) continue
    const head = await access.read((db) =>
      db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirst(),
    )
    // Appended to meanwhile, or cut off: the rows after this one tell which.
    const more = await access.read((db) => rowsAfter(db, previous.seq, 1))
    if (more.length > 0) continue
    const verdict = endingAt(previous, head)
    const flaw = verdict.whole ? changes.flaw() : undefined
    return flaw ? { whole: false, rows: verdict.rows, ...flaw } : verdict
  }
}

/** The chain's end is written down beside it, so that rows cut off from it are missed. */
function endingAt(
  last: { seq: number; hash: string },
  head: { seq: number; hash: string } | undefined,
): Verdict {
  const broken = (why: string): Verdict => ({ whole: false, rows: last.seq, seq: last.seq + 1, why })
  if (head === undefined) return broken('the end of the chain is not on record')
  if (head.seq > last.seq) return broken(`rows ${last.seq + 1} to ${head.seq} are missing`)
  if (head.seq < last.seq) return broken(`the record of the chain's end stands at row ${head.seq}`)
  if (head.hash !== last.hash) return broken("the record of the chain's end is of another row")
  return { whole: true, rows: last.seq }
}
