import type { Reader, Tx } from './access.ts'
import { keepThings } from './ask.ts'
import { append } from './audit.ts'
import { type Change, isId, toChange } from './change.ts'
import { decide } from './decide.ts'
import { isNews } from './life.ts'
import type { Move } from './move.ts'
import type { Step, Stepped } from './step.ts'

/** Whoever loses so often against others has found a mistake in the program, not a rush. */
const ROUNDS = 50

/**
 * Takes a step, with its audit row: a compare-and-set on the state and version that the decision was made on. When
 * somebody else was quicker the decision is made anew, on what they left.
 * @param seen the change as the caller has just read it: saves reading it again
 */
export async function take(tx: Tx, id: number, step: Step, now: Date, seen?: Change): Promise<Stepped> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const change = round === 0 && seen ? seen : await changeOf(tx, id)
    if (change === undefined) return { done: false, why: 'missing', change }
    const { move: decided, refused } = decide(change, step, now)
    if (decided === undefined) return { done: false, why: refused ?? 'state', change }
    // What is there already was not made by it, whoever says so.
    const move = change.about.id === null ? decided : { ...decided, createdId: undefined }
    const moved = await make(tx, change, move)
    if (moved === undefined) continue
    await record(tx, change, move, now)
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

/** Undefined when somebody else was quicker. */
async function make(tx: Tx, change: Change, move: Move): Promise<Change | undefined> {
  const version = change.version + 1
  const row = await tx
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
    .returningAll()
    .executeTakeFirst()
  return row && toChange(row)
}

async function record(tx: Tx, change: Change, move: Move, now: Date): Promise<void> {
  const { step, by, to, detail, createdId } = move
  if (createdId !== undefined) await keepThings(tx, change.id, [{ kind: change.about.kind, id: createdId }])
  await append(
    tx,
    { by, what: step, changeId: change.id, from: change.state, to, detail: { ...detail, createdId } },
    now,
  )
}
