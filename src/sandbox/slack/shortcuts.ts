import type { ShortcutRequest, ShortcutView } from '../page/protocol.ts'
import type { Workspace } from './core.ts'
import type { Courier } from './deliver.ts'
import { interact, not, type Done } from './outcomes.ts'
import { globalShortcut, messageShortcut } from './payloads.ts'
import { placeOf } from './spots.ts'

/** A person picks a shortcut: a global one from the composer, a message one from the menu of a message. */
export async function shortcut(
  workspace: Workspace,
  courier: Courier,
  request: ShortcutRequest,
): Promise<Done> {
  const isOnMessage = request.ts !== undefined
  const found = workspace.settings.shortcuts.find(
    (one) => one.callback_id === request.callback_id && (one.type === 'message') === isOnMessage,
  )
  if (found === undefined) return not('There is no such shortcut.')
  const payload = isOnMessage ? onMessage(workspace, request, found) : anywhere(workspace, request, found)
  return typeof payload === 'string' ? not(payload) : await interact(courier, payload)
}

type Payload = Record<string, unknown>

function anywhere(workspace: Workspace, { as }: ShortcutRequest, found: ShortcutView): Payload | string {
  const person = workspace.directory.person(as)
  if (person === undefined || person.isBot || person.deleted) return 'There is no such person.'
  return globalShortcut(workspace, person, found)
}

/** Not on ephemeral messages: Slack has no such menu on them. */
function onMessage(workspace: Workspace, request: ShortcutRequest, found: ShortcutView): Payload | string {
  const { as, channel = '', ts = '' } = request
  const place = placeOf(workspace, as, channel)
  if (typeof place === 'string') return place
  const message = workspace.messages.find(channel, ts)
  if (message === undefined || message.ephemeralTo !== undefined) return 'That message is gone.'
  return messageShortcut(workspace, place.person, place.channel, message, found)
}
