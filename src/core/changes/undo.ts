import type { Change as Kept } from '../../store/change.ts'
import { UserError } from '../errors.ts'
import { commandLine } from '../resolve.ts'
import type { Desk } from './desk.ts'
import { REASON, type Typed } from './inputs.ts'
import { asTyped } from './review.ts'
import { differenceOf } from './said.ts'
import { readAgain } from './worker.ts'

/** A form that is asked for by a button: the line that opens it, and what is to stand in its fields. */
export interface Asking {
  readonly line: string
  readonly typed: Typed
}

/**
 * The inverse change.
 * @throws UserError where it cannot be undone, or something else has changed the same since
 */
export async function undoing(desk: Desk, change: Kept): Promise<Asking> {
  const { lines, isNew, guard } = differenceOf(change)
  const { kind, id } = change.about
  const cannot = (why: string) => new UserError(`Change ${change.id} cannot be undone: ${why}`)
  if (change.state !== 'applied') throw cannot('it was not carried out.')
  if (isNew || id === null) throw cannot('it made something new. Pause or delete that instead.')
  if (change.command === 'campaign delete') throw cannot('CAKE does not bring back what is deleted.')
  const { before, guard: now } = await readAgain(desk, change)
  const moved = lines.find((line) => (before[line.field] ?? null) !== line.after)
  if (moved) throw cannot(`${moved.label} has been changed since; it is not ${moved.becomes} any more.`)
  // What the margin follows from, though this has not changed it: putting back one half makes something new of it.
  const [label, was] = Object.entries(guard).find(([key, then]) => (now[key] ?? null) !== then) ?? []
  if (label !== undefined) throw cannot(`${label} has been changed since; it was ${String(was ?? 'none')}.`)
  const unset = lines.find((line) => line.before === null)
  if (unset) throw cannot(`${unset.label} was empty before, and CAKE does not empty it again.`)
  const back = Object.fromEntries(lines.map((line) => [line.field, line.before]))
  return {
    line: commandLine(kind, 'edit', { [kind]: id }),
    typed: { ...asTyped(back), [REASON]: `Undo of change ${change.id}` },
  }
}

/**
 * Why a form that was opened to undo change `id` can undo it no more, in a sentence: it may have stood open for long.
 * @throws CakeError, UserError where CAKE does not tell
 */
export async function cannotUndo(desk: Desk, id: number): Promise<string | undefined> {
  const change = await desk.store.changes.byId(id)
  if (!change) return `There is no change ${id}.`
  try {
    await undoing(desk, change)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}
