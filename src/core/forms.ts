import type { Desk } from './changes/desk.ts'
import { UNGOVERNED, type Governance } from './changes/governance.ts'
import type { ViewValues } from './changes/inputs.ts'
import { notFor } from './changes/submit.ts'
import { telling } from './changes/telling.ts'
import type { Form, Registry } from './command.ts'
import { UserError } from './errors.ts'
import type { OpenModal, Submitted } from './modal.ts'
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
  { noun, verb, command }: Pick<Resolved, 'noun' | 'verb'> & { readonly command: Form },
  opened: OpenModal | undefined,
): Promise<void> {
  if (!desk) throw new UserError('There are no settings here.')
  if (!opened) throw new UserError('Slack opened no form for this. Type the command again in a channel.')
  await opened.show({ ...(await command.open(desk)), callback: `${OWN}${noun} ${verb}` })
}

/** Takes the submission of one of the bot's own forms. */
export async function submitOwn(
  desk: Desk,
  person: Person,
  callback: string,
  filled: { readonly meta: string; readonly values: ViewValues },
): Promise<Submitted> {
  const [noun, verb = ''] = callback.slice(OWN.length).split(' ')
  const command = desk.registry.find((feature) => feature.noun === noun)?.commands[verb]
  if (command?.kind !== 'form') {
    return { kind: 'modal', modal: telling('This form is of another version of the bot.') }
  }
  // Looked up anew: whoever opened the form may have lost the role since.
  if (!person.roles.has(command.role)) return { kind: 'modal', modal: telling(notFor(command.role)) }
  return command.submit(desk, person, filled)
}

/** How changes are governed, with the approvals channel that is used. */
export async function governanceOf(desk: Desk | undefined): Promise<Governance> {
  if (!desk) return UNGOVERNED
  const governance = await desk.governance()
  return { ...governance, approvalsChannel: governance.approvalsChannel ?? desk.approvalsChannel }
}
