import type { AnyQuery } from '../command.ts'
import { UserError } from '../errors.ts'
import type { OpenModal } from '../modal.ts'
import type { Place } from '../place.ts'
import { commandLine, resolve, type Resolved } from '../resolve.ts'
import type { Desk } from './desk.ts'
import { newMeta, waitingModal } from './form.ts'
import { openForm } from './submit.ts'
import type { Registry } from '../command.ts'

/** A modal that stands open for a form, and the place that says in it whatever goes wrong. */
export interface FormOpened {
  readonly opened: OpenModal
  readonly place: Place
}

/**
 * Opens a modal for a line that fills in a form, before anything is read: what leads to it lives three seconds.
 * Undefined for lines that have none. Where Slack does not open it, the line is run as it is, and says so.
 */
export async function openForChange(
  { registry, log }: Opener,
  { words, place }: { readonly words: string; readonly place: Place },
): Promise<FormOpened | undefined> {
  if (!place.open || !opensForm(registry, words)) return undefined
  try {
    const opened = await place.open(waitingModal())
    const say: Place['show'] = (message) =>
      opened.show({ ...waitingModal(), close: 'Close', blocks: message.older })
    return { opened, place: { ...place, show: say, tell: say } }
  } catch (error) {
    log('warn', error, { words, part: 'views.open' })
    return undefined
  }
}

interface Opener {
  readonly registry: Registry
  readonly log: Desk['log']
}

function opensForm(registry: Registry, words: string): boolean {
  try {
    const { kind } = resolve(registry, words).command
    return kind === 'change' || kind === 'form'
  } catch (error) {
    // Whoever runs the line says what is wrong with it.
    if (error instanceof UserError) return false
    throw error
  }
}

/** Fills the modal with the form of a change. @throws UserError where there is none to fill */
export async function fillFor(
  desk: Desk | undefined,
  { noun, verb, command, given }: Resolved,
  { opened, channel }: { readonly opened?: OpenModal; readonly channel?: string },
): Promise<void> {
  if (!desk) throw new UserError('Changes are not set up here.')
  if (!opened) throw new UserError('Slack opened no form for this. Type the command again in a channel.')
  const args = command.args.map((arg) => arg.replaceAll(/^…|\?$/g, ''))
  const ids = Object.fromEntries(Object.entries(given).filter(([name]) => args.includes(name)))
  await openForm(desk, newMeta(commandLine(noun, verb, ids), { channel }), opened, given)
}

/** The command of a line that must be a query. @throws UserError for one that does something */
export function queryOf({ command }: Pick<Resolved, 'command'>): AnyQuery {
  if (command.kind === 'query') return command
  throw new UserError('This does something, or asks for it; there is nothing to share or to send of it.')
}
