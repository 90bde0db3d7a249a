import { type RawBuilder, sql } from 'kysely'
import { type By, actorColumns, actorFrom } from './actor.ts'
import type { Access, Reader, Tx } from './access.ts'
import { isId } from './change.ts'
import { sha256, toJson } from './json.ts'
import type { AuditTableRow } from './schema.ts'

/** Something that happened, to be kept for ever. */
export interface AuditEntry {
  readonly by: By
  /** One word: the step of a change, 'settings', … */
  readonly what: string
  readonly changeId?: number
  readonly from?: string | null
  readonly to?: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** An entry as it stands in the chain. */
export interface AuditRow {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number
  readonly at: Date
  readonly by: By
  readonly what: string
  readonly changeId: number | null
  readonly from: string | null
  readonly to: string | null
  readonly detail: unknown
  readonly prevHash: string
  readonly hash: string
}

/** Which rows; newest first unless they are one change's story. */
export interface AuditFilter {
  readonly what?: string
  readonly since?: Date
  /** Only rows before this `seq`: the last one of the page before. */
  readonly before?: number
  /** At most so many; 100. */
  readonly limit?: number
}

/** The append-only record. Its rows are written in the transactions of what they tell of. */
export class Audit {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /** Keeps something that changes nothing else in the store: a refused attempt, what was found changed outside. */
  async note(entry: AuditEntry): Promise<AuditRow> {
    return this.#access.transaction((tx) => append(tx, entry, this.#now()))
  }

  /** The whole story of a change, oldest first. */
  async story(changeId: number): Promise<AuditRow[]> {
    if (!isId(changeId)) return []
    const rows = await this.#access.read((db) =>
      db.selectFrom('audit').selectAll().where('change_id', '=', changeId).orderBy('seq').execute(),
    )
    return rows.map(toAuditRow)
  }

  /** The rows that match, newest first. */
  async list(filter: AuditFilter = {}): Promise<AuditRow[]> {
    const { what, since, before, limit = 100 } = filter
    const rows = await this.#access.read((db) => {
      let query = db.selectFrom('audit').selectAll()
      if (what !== undefined) query = query.where('what', '=', what)
      if (since !== undefined) query = query.where('at', '>=', since.toISOString())
      if (before !== undefined) query = query.where('seq', '<', before)
      return query.orderBy('seq', 'desc').limit(limit).execute()
    })
    return rows.map(toAuditRow)
  }
}

/**
 * Takes the end of the chain for this transaction: whoever else appends, in whichever process, waits until it is over.
 * After rows of its own a transaction takes this lock last, or where it needs it earlier touches only new rows then: so
 * nobody waits in a circle.
 */
export async function lockHead(tx: Tx): Promise<void> {
  await tx.selectFrom('audit_end').select('seq').execute()
}

/** Appends a row, in the transaction of what it tells of. */
export async function append(tx: Tx, entry: AuditEntry, now: Date): Promise<AuditRow> {
  const row = await appending(tx, sql`(select 1) as once`, entry, now)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toAuditRow(row)
}

/**
 * The statement that appends the entry for each row of `per`. Where the chain ends, and so the row's hash, only the
 * database knows: it looks, locks and appends in one round trip. Triggers move the end along, and refuse a row where
 * there is none.
 */
export function appending(
  db: Pick<Tx, 'insertInto'>,
  per: RawBuilder<unknown>,
  entry: AuditEntry,
  now: Date,
) {
  const said = {
    at: now.toISOString(),
    ...actorColumns(entry.by),
    what: entry.what,
    change_id: entry.changeId ?? null,
    from_state: entry.from ?? null,
    to_state: entry.to ?? null,
    detail: toJson(entry.detail),
  }
  return db
    .insertInto('audit')
    .columns([...SAID, 'seq', 'prev_hash', 'hash'])
    .expression(
      sql`select ${sql.join(SAID.map((column) => said[column]))}, audit_end.seq + 1, audit_end.hash,
        sha256_hex(audit_end.hash || ' ' || (audit_end.seq + 1) || ' ' || ${textOf(said)})
        from ${per} left join audit_end on true`,
    )
}

/** What a row says, besides its place in the chain. */
const SAID = ['at', 'actor', 'actor_team', 'what', 'change_id', 'from_state', 'to_state', 'detail'] as const

/** The one text that its hash is made of, with the hash before it and its number. */
function textOf(said: Pick<AuditTableRow, (typeof SAID)[number]>): string {
  return toJson(SAID.map((column) => said[column]))
}

/** What is wrong with a row that follows `previous`; undefined when it is as it was written. */
export function flawOf(row: AuditTableRow, previous: { seq: number; hash: string }): string | undefined {
  if (row.seq !== previous.seq + 1) return `row ${previous.seq + 1} is missing`
  if (row.prev_hash !== previous.hash) return 'it does not follow from the row before it'
  if (row.hash !== sha256(`${row.prev_hash} ${row.seq} ${textOf(row)}`))
    return 'what it says is not what was written'
  return undefined
}

/** The next rows of the chain after `seq`, oldest first. */
export async function rowsAfter(db: Reader, seq: number, limit: number): Promise<AuditTableRow[]> {
  return db
    .selectFrom('audit')
    .select(['seq', 'at', 'actor', 'actor_team', 'what', 'change_id', 'from_state', 'to_state'])
    .select(['detail', 'prev_hash', 'hash'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

function toAuditRow(row: AuditTableRow): AuditRow {
  return {
    seq: row.seq,
    at: new Date(row.at),
    by: actorFrom(row.actor, row.actor_team),
    what: row.what,
    changeId: row.change_id,
    from: row.from_state,
    to: row.to_state,
    detail: JSON.parse(row.detail),
    prevHash: row.prev_hash,
    hash: row.hash,
  }
}
