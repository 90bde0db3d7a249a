import { Actors } from './actors.ts'
import type { ApiCall, Settings, Workspace, WorkspaceEvent } from './core.ts'
import { Courier } from './deliver.ts'
import { newDirectory } from './directory.ts'
import { FileStore } from './files.ts'
import { HeldValues } from './held.ts'
import { idMaker } from './ids.ts'
import { MessageStore, viewOf, type Message } from './messages.ts'
import { ModalStore } from './modals.ts'
import { ResponseUrls } from './response-url.ts'
import { SharedLinks } from './shared-links.ts'
import { SocketMode } from './sockets.ts'
import { seedTalk } from './talk.ts'
import { Triggers } from './triggers.ts'
import { Troubles } from './trouble.ts'

/** Everything that is alive in one workspace. */
export interface State {
  readonly workspace: Workspace
  readonly sockets: SocketMode
  readonly courier: Courier
  readonly actors: Actors
  readonly apiCalls: ApiCall[]
  readonly listeners: Set<(event: WorkspaceEvent) => void>
  origin: string
}

/** A workspace as it is before anybody did anything; `origin` is set when it listens. */
export function newState(settings: Settings): State {
  const newId = idMaker(settings.now())
  const newHash = (): string => `${Math.floor(settings.now() / 1000)}.${newId('').toLowerCase()}`
  const listeners: State['listeners'] = new Set()
  const emit = (event: WorkspaceEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const files = new FileStore()
  const tell = (type: 'message' | 'changed' | 'deleted') => (message: Message) =>
    emit({ type, message: viewOf(message, files) })
  const sockets = new SocketMode(newId, (count) => emit({ type: 'connections', count }))
  const workspace: Workspace = {
    settings,
    directory: newDirectory(),
    messages: new MessageStore(settings.now, newId, {
      posted: tell('message'),
      changed: tell('changed'),
      deleted: tell('deleted'),
    }),
    files,
    homes: new Map(),
    modals: new ModalStore(newId, newHash, (user) => emit({ type: 'modals', user })),
    held: new HeldValues(),
    sharedLinks: new SharedLinks(newId),
    triggers: new Triggers(settings.now, newId),
    responseUrls: new ResponseUrls(settings.now, newId),
    troubles: new Troubles(),
    posted: new Map(),
    newId,
    newHash,
    emit,
    origin: () => state.origin,
    newSocketUrl: () =>
      `${state.origin.replace('http', 'ws')}/link?ticket=${sockets.newTicket()}&app_id=sandbox`,
  }
  const courier = new Courier(settings, workspace.troubles, sockets)
  const actors = new Actors(workspace, courier)
  const state: State = { workspace, sockets, courier, actors, apiCalls: [], listeners, origin: '' }
  return state
}

/** Everything as at the start; connections stay. */
export function reset({ workspace, apiCalls }: State): void {
  workspace.directory.reset()
  workspace.messages.clear()
  workspace.files.clear()
  workspace.homes.clear()
  workspace.modals.clear()
  workspace.held.clear()
  workspace.sharedLinks.clear()
  workspace.posted.clear()
  workspace.troubles.clear()
  workspace.responseUrls.clear()
  apiCalls.length = 0
  workspace.emit({ type: 'reset' })
  seedTalk(workspace.messages, workspace.settings.now())
}
