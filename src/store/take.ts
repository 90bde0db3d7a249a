import { sql } from 'kysely'
import { type Access, forgettable, type Reader, type Tx } from './access.ts'
import { keepThings } from './ask.ts'
import { append, appending, type AuditEntry } from './audit.ts'
import { type Change, isId, toChange } from './change.ts'
import { decide } from './decide.ts'
import { isNews } from './life.ts'
import type { Move } from './move.ts'
import type { ChangeRow } from './schema.ts'
import type { Step, Stepped } from './step.ts'

/** Whoever loses so often against others has found a mistake in the program, not a rush. */
const ROUNDS = 50

/**
 * Takes a step, with its audit row: a compare-and-set on the state and version that the decision was made on. When
 * somebody else was quicker the decision is made anew, on what they left.
 * @param seen the change as the caller has just read it: saves reading it again
 */
export async function take(
  access: Access,
  id: number,
  step: Step,
  now: Date,
  seen?: Change,
): Promise<Stepped> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const change = round === 0 && seen ? seen : await access.read((db) => changeOf(db, id))
    if (change === undefined) return { done: false, why: 'missing', change }
    const { move: decided, refused } = decide(change, step, now)
    if (decided === undefined) return { done: false, why: refused ?? 'state', change }
    // What is there already was not made by it, whoever says so.
    const move = change.about.id === null ? decided : { ...decided, createdId: undefined }
    const moved = await make(access, change, move, now)
    if (moved === undefined) continue
    if (moved === 'rival') return { done: false, why: moved, change }
    return refused === undefined
      ? { done: true, change: moved }
      : { done: false, why: refused, change: moved }
  }
  throw new Error(`Change ${id} could not be changed: somebody else always was quicker.`)
}

/** The change as it now stands. */
export async function changeOf(db: Reader, id: number): Promise<Change | undefined> {
  if (!isId(id)) return undefined
  const row = await db.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toChange(row)
}

/** The move and its audit row: both or neither. Undefined when somebody else was quicker. */
async function make(
  access: Access,
  change: Change,
  move: Move,
  now: Date,
): Promise<Change | 'rival' | undefined> {
  const told = auditOf(change, move)
  // Over a network each statement costs a round trip. In the process it costs nothing, and SQLite has no such statement.
  const inOne = access.hasRowLocks && move.createdId === undefined
  try {
    const [row] = inOne
      ? await access.statement((db) => movingAndTelling(db, change, move, told, now))
      : await access.transaction((tx) => moveAndTell(tx, change, move, told, now), move)
    return row && toChange(row)
  } catch (error) {
    if (isOfRival(error)) return 'rival'
    throw error
  }
}

function movingAndTelling(db: Tx, change: Change, move: Move, told: AuditEntry, now: Date) {
  return db
    .with('moved', (query) => moving(query, change, move).returningAll())
    .with('told', (query) => appending(query, sql.table('moved'), told, now).returning('seq'))
    .selectFrom('moved')
    .selectAll()
    .$if(move.forgettable === true, (query) => query.select(forgettable))
}

async function moveAndTell(
  tx: Tx,
  change: Change,
  move: Move,
  told: AuditEntry,
  now: Date,
): Promise<ChangeRow[]> {
  const moved = await moving(tx, change, move).returningAll().execute()
  if (moved.length === 0) return moved
  const { createdId: id } = move
  if (id !== undefined) await keepThings(tx, change.id, [{ kind: change.about.kind, id }])
  await append(tx, told, now)
  return moved
}

/** What a database says to applying two changes of one thing at once: PostgreSQL by the index's name, SQLite by its column. */
function isOfRival(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('constraint' in error) return error.constraint === 'change_applied_alone'
  return error.message === 'UNIQUE constraint failed: change.target'
}

/** The compare-and-set. */
function moving(db: Pick<Tx, 'updateTable'>, change: Change, move: Move) {
  const version = change.version + 1
  return db
    .updateTable('change')
    .set({
      ...move.set,
      state: move.to,
      version,
      ...(move.createdId !== undefined && { about_id: move.createdId }),
      // The attempts so far go on counting: one of them may have posted something and died before noting where.
      ...(isNews(change.state, move.to) && { tell_version: version, tell_after: '' }),
    })
    .where('id', '=', change.id)
    .where('state', '=', change.state)
    .where('version', '=', change.version)
}

function auditOf(change: Change, { step, by, to, detail, createdId }: Move): AuditEntry {
  return { by, what: step, changeId: change.id, from: change.state, to, detail: { ...detail, createdId } }
}
