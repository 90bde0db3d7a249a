import type { ChangeAct } from '../../blocks/buttons.ts'
import type { Change as Kept } from '../../store/change.ts'
import { UserError } from '../errors.ts'
import type { OpenModal } from '../modal.ts'
import type { Person } from '../person.ts'
import { commandLine } from '../resolve.ts'
import { missing } from '../trouble.ts'
import type { Desk } from './desk.ts'
import type { Values } from './fields.ts'
import { newMeta } from './form.ts'
import { REASON, type Typed } from './inputs.ts'
import { judgeModal } from './judge.ts'
import { asTyped } from './review.ts'
import { hasMoney } from '../money.ts'
import { differenceOf, saidIn } from './said.ts'
import { notFor, openForm, refusedTo } from './submit.ts'
import { telling } from './telling.ts'
import { readAgain } from './worker.ts'

/** Where something was clicked. */
export interface ActedIn {
  readonly channel?: string
  readonly thread?: string
}

/** A form that is asked for by a button: the line that opens it, and what is to stand in its fields. */
interface Asking {
  readonly line: string
  readonly typed: Typed
}

/** Opens what a button about a change leads to: the modal to judge it in, or the form to ask again or to undo it. */
export async function openAct(
  desk: Desk,
  person: Person,
  act: Exclude<ChangeAct, 'withdraw'>,
  id: number,
  { where, opened }: { readonly where: ActedIn; readonly opened: OpenModal },
): Promise<void> {
  try {
    if (act !== 'undo' && act !== 'again') return await opened.show(await judgeModal(desk, person, act, id))
    if (!person.roles.has('requester')) throw new UserError(notFor('requester'))
    const change = await desk.store.changes.byId(id)
    if (!change) throw new UserError(`There is no change ${id}.`)
    if (!person.money && hasMoney(change)) throw new UserError(HIDES)
    const { line, typed } = act === 'undo' ? await undoing(desk, change) : again(change)
    const refused = refusedTo(person, saidIn(desk.registry, line).change)
    if (refused !== undefined) throw new UserError(refused)
    const meta = newMeta(line, { ...where, ...(act === 'undo' ? { undoOf: id } : {}) })
    await openForm(desk, meta, opened, typed)
  } catch (error) {
    if (!(error instanceof UserError)) desk.log('warn', error, { change: id, act })
    await opened.show(telling(missing(error)))
  }
}

const HIDES = 'This change has amounts of money, which are hidden from you.'

/** The same again. */
function again({ command, input, after, reason }: Kept): Asking {
  const [noun = '', verb = ''] = command.split(' ')
  const given = input as Record<string, string>
  return {
    line: commandLine(noun, verb, given),
    typed: { ...given, ...asTyped(after as Values), [REASON]: reason },
  }
}

/**
 * The inverse change.
 * @throws UserError where it cannot be undone, or something else has changed the same since
 */
async function undoing(desk: Desk, change: Kept): Promise<Asking> {
  const { lines, isNew } = differenceOf(change)
  const { kind, id } = change.about
  const cannot = (why: string) => new UserError(`Change ${change.id} cannot be undone: ${why}`)
  if (change.state !== 'applied') throw cannot('it was not carried out.')
  if (isNew || id === null) throw cannot('it made something new. Pause or delete that instead.')
  if (change.command === 'campaign delete') throw cannot('CAKE does not bring back what is deleted.')
  const { before } = await readAgain(desk, change)
  const moved = lines.find((line) => (before[line.field] ?? null) !== line.after)
  if (moved) throw cannot(`${moved.label} has been changed since; it is not ${moved.becomes} any more.`)
  const unset = lines.find((line) => line.before === null)
  if (unset) throw cannot(`${unset.label} was empty before, and CAKE does not empty it again.`)
  const back = Object.fromEntries(lines.map((line) => [line.field, line.before]))
  return {
    line: commandLine(kind, 'edit', { [kind]: id }),
    typed: { ...asTyped(back), [REASON]: `Undo of change ${change.id}` },
  }
}
