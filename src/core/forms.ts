import type { Desk } from './changes/desk.ts'
import { UNGOVERNED, type Governance } from './changes/governance.ts'
import { notFor } from './changes/submit.ts'
import { telling } from './changes/telling.ts'
import type { Registry } from './command.ts'
import type { AnyForm, AskedBy, Filled, FormShown } from './form.ts'
import { UserError } from './errors.ts'
import type { Modal, OpenModal, Submitted } from './modal.ts'
import type { Person } from './person.ts'
import type { Resolved } from './resolve.ts'
import { byNoun } from './suggest.ts'
import { isPair, tokens } from './words.ts'

/** The bot's own forms: what they are submitted under, and who gets the submission. */
const OWN = 'form:'
export const OWN_FORM = /^form:/

/** What a noun alone means to this person, where that is another line: `settings edit`, to an admin. */
export function aloneMeans(
  registry: Registry,
  { words, person }: { readonly words: string; readonly person: Person },
): string | undefined {
  const typed = words.trim().replace(/^\/cake\s+/i, '')
  const [first, ...more] = typed.length > 60 ? [] : tokens(typed)
  if (first === undefined || isPair(first) || more.length > 0) return undefined
  const feature = byNoun(registry, first.text)
  const command = feature?.alone === undefined ? undefined : feature.commands[feature.alone]
  return feature && command && person.roles.has(command.role) ? `${feature.noun} ${feature.alone}` : undefined
}

/** Puts one of the bot's own forms into the modal that stands open for it. @throws UserError where there is none */
export async function openOwn(
  desk: Desk | undefined,
  { noun, verb, command }: Pick<Resolved, 'noun' | 'verb'> & { readonly command: AnyForm },
  asked: AskedBy & { readonly input: unknown; readonly opened: OpenModal | undefined },
): Promise<void> {
  const { opened, person, channel, input } = asked
  if (!desk) throw new UserError('There are no settings here.')
  if (!opened) throw new UserError('Slack opened no form for this. Type the command again in a channel.')
  const by = { person, input, ...(channel === undefined ? {} : { channel }) }
  await opened.show(called(await command.open(desk, by), noun, verb))
}

/** Takes the submission of one of the bot's own forms. */
export async function submitOwn(
  desk: Desk,
  person: Person,
  callback: string,
  filled: Filled,
): Promise<Submitted> {
  const found = ownForm(desk, person, callback)
  if (found.refused !== undefined) return { kind: 'modal', modal: telling(found.refused) }
  try {
    return await found.command.submit(desk, person, filled)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { kind: 'modal', modal: telling(error.message) }
  }
}

/** One of the bot's own forms, drawn anew around what stands in it. @throws UserError and what the form throws */
export async function redrawOwn(
  desk: Desk,
  person: Person,
  callback: string,
  filled: Filled & { readonly used: string },
): Promise<Modal> {
  const found = ownForm(desk, person, callback)
  if (found.refused !== undefined) return telling(found.refused)
  const { command, noun, verb } = found
  return command.redraw
    ? called(await command.redraw(desk, person, filled), noun, verb)
    : telling(OTHER_VERSION)
}

const OTHER_VERSION = 'This form is of another version of the bot.'

/** Looked up anew each time: whoever opened the form may have lost the role since. */
function ownForm({ registry }: Desk, person: Person, callback: string) {
  const [noun = '', verb = ''] = callback.slice(OWN.length).split(' ')
  const command = registry.find((feature) => feature.noun === noun)?.commands[verb]
  if (command?.kind !== 'form') return { refused: OTHER_VERSION }
  if (!person.roles.has(command.role)) return { refused: notFor(command.role) }
  return { command, noun, verb }
}

function called(form: FormShown, noun: string, verb: string): Modal {
  return { ...form, callback: `${OWN}${noun} ${verb}` }
}

/** How changes are governed, with the approvals channel that is used. */
export async function governanceOf(desk: Desk | undefined): Promise<Governance> {
  if (!desk) return UNGOVERNED
  const governance = await desk.governance()
  return { ...governance, approvalsChannel: governance.approvalsChannel ?? desk.approvalsChannel }
}
