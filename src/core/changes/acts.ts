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
import { REASON } from './inputs.ts'
import { judgeModal } from './judge.ts'
import { asTyped } from './review.ts'
import { hasMoney } from '../money.ts'
import { saidIn } from './said.ts'
import { notFor, openForm, refusedTo } from './submit.ts'
import { telling } from './telling.ts'
import { undoing, type Asking } from './undo.ts'

/** Where something was clicked. */
export interface ActedIn {
  readonly channel?: string
  readonly thread?: string
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
