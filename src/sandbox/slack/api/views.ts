import type { Workspace } from '../core.ts'
import { viewObject, type Modal, type View } from '../modals.ts'
import type { TriggerUse } from '../triggers.ts'
import { ApiError, json, required, text, type Answer, type Args, type Method } from './method.ts'
import { readView } from './view-argument.ts'

/** https://docs.slack.dev/reference/methods#views */
export const views: Readonly<Record<string, Method>> = {
  'views.open': { token: 'bot', run: open },
  'views.push': { token: 'bot', run: push },
  'views.update': { token: 'bot', run: update },
  'views.publish': { token: 'bot', run: publish },
}

function viewArgument(args: Args): unknown {
  required({ view: args.view === undefined ? '' : 'given' }, 'view')
  return json(args, 'view', 'invalid_arguments')
}

function open(workspace: Workspace, args: Args): Answer {
  const body = readView(workspace, viewArgument(args), 'modal')
  const { user } = exchange(workspace, args)
  return { view: viewObject(workspace.modals.open(user, body)) }
}

/** Only from an interaction within a modal that is still open. */
function push(workspace: Workspace, args: Args): Answer {
  const body = readView(workspace, viewArgument(args), 'modal')
  const { user, view } = exchange(workspace, args)
  if (view === undefined || workspace.modals.find(view) === undefined) throw new ApiError('not_found')
  const pushed = workspace.modals.push(user, body)
  if (pushed === undefined) throw new ApiError('push_limit_reached')
  return { view: viewObject(pushed) }
}

function exchange({ triggers }: Workspace, args: Args): Extract<TriggerUse, { result: 'ok' }> {
  const used = triggers.use(required(args, 'trigger_id'))
  if (used.result !== 'ok') throw new ApiError(used.result)
  return used
}

function update(workspace: Workspace, args: Args): Answer {
  const modal = modalToUpdate(workspace, args)
  const hash = text(args, 'hash')
  if (hash !== '' && hash !== modal.hash) throw new ApiError('hash_conflict')
  return { view: viewObject(replaceModal(workspace, modal, viewArgument(args))) }
}

function modalToUpdate({ modals }: Workspace, args: Args): Modal {
  const id = text(args, 'view_id')
  const modal = id === '' ? modals.findExternal(required(args, 'external_id')) : modals.find(id)
  if (modal === undefined) throw new ApiError('not_found')
  return modal
}

/** Shows another view in place of this one. Throws as {@link readView}. */
export function replaceModal(workspace: Workspace, modal: Modal, view: unknown): Modal {
  const body = readView(workspace, view, 'modal', modal.id)
  workspace.held.carryOver(modal.id, modal.body.blocks, body.blocks)
  return workspace.modals.update(modal, body)
}

function publish(workspace: Workspace, args: Args): Answer {
  const user = required(args, 'user_id')
  const person = workspace.directory.person(user)
  if (person === undefined) throw new ApiError('user_not_found')
  const before = workspace.homes.get(user)
  const hash = text(args, 'hash')
  if (hash !== '' && hash !== before?.hash) throw new ApiError('hash_conflict')
  const body = readView(workspace, viewArgument(args), 'home')
  const id = before?.id ?? workspace.newId('V')
  const home: View = { id, rootId: id, previousId: null, hash: workspace.newHash(), body }
  if (before) workspace.held.carryOver(id, before.body.blocks, body.blocks)
  workspace.homes.set(user, home)
  workspace.emit({ type: 'home', user, blocks: body.blocks })
  return { view: viewObject(home) }
}
