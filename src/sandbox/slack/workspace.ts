import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AnyBlock } from '@slack/types'
import type { ChannelView, ClickRequest, PersonView, TypeRequest } from '../page/protocol.ts'
import { Actors, type Done } from './actors.ts'
import type { ApiCall, Home, Settings, Workspace, WorkspaceEvent } from './core.ts'
import { Courier } from './deliver.ts'
import { channelViews, newDirectory, peopleViews } from './directory.ts'
import { FileStore, type StoredFile } from './files.ts'
import { slackHandler } from './http.ts'
import { BOT_USER_ID, TEAM_ID, idMaker } from './ids.ts'
import { MessageStore, canSee, viewOf, type Message, type SeenMessage } from './messages.ts'
import { ResponseUrls } from './response-url.ts'
import { SocketMode } from './sockets.ts'
import { seedTalk } from './talk.ts'
import { Triggers } from './triggers.ts'
import { Troubles, type TroubleOptions } from './trouble.ts'

const MAX_API_CALLS = 1000

/** The manifest's bot scopes. */
const defaultScopes = ['commands', 'chat:write', 'chat:write.public', 'files:write', 'im:write', 'users:read']

export type SandboxSlackOptions = Partial<Settings> & {
  /** 0, the default: any free one. */
  readonly port?: number
}

/** A Slack workspace with people, channels and one app, that the app reaches over real HTTP and WebSockets. */
export interface SandboxSlack {
  /** For `slackApiUrl`: `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  readonly teamId: string
  readonly botUserId: string
  readonly people: readonly PersonView[]
  readonly channels: readonly ChannelView[]
  /** The Web API calls the app has made, the last 1000, oldest first; tokens out, JSON texts opened. */
  readonly apiCalls: readonly ApiCall[]
  /** Open Socket Mode connections. */
  readonly connections: number
  /** Signed HTTP POSTs to this URL (…/slack/events); null: down the open Socket Mode connections. */
  deliverTo(eventsUrl: string | null): void
  /**
   * A person types into the composer; what begins with `/` is a slash command. Resolves when Slack would show it as
   * sent, or with the sentence Slack would show.
   */
  type(request: TypeRequest): Promise<Done>
  /** A person uses an element of a message, or of their Home tab (`ts: ''`, any channel). */
  click(request: ClickRequest): Promise<Done>
  openHome(user: string): Promise<Done>
  /** A channel's messages as this person sees them; without `as` all of them, with whom the ephemeral ones are for. */
  messages(channel: string, as?: string): readonly SeenMessage[]
  /** What the app has published on this person's Home tab. */
  home(user: string): readonly AnyBlock[] | null
  /** A file's bytes, if this person is in a conversation that it was shared in. */
  file(id: string, as: string): StoredFile | null
  /** The channels this person is in. */
  channelsOf(user: string): readonly ChannelView[]
  /** Calls back on everything that happens; gives the way to stop it. */
  on(listener: (event: WorkspaceEvent) => void): () => void
  /** Makes things go wrong, for tests. */
  trouble(options: TroubleOptions): void
  /** Everything as at the start; connections stay. */
  reset(): void
  close(): Promise<void>
}

/** Opens the workspace on 127.0.0.1. Throws what `listen` throws (EADDRINUSE …). */
export async function startSandboxSlack(options: SandboxSlackOptions = {}): Promise<SandboxSlack> {
  const { port = 0, ...settings } = options
  const state = newState(settingsOf(settings))
  const { workspace, sockets, apiCalls } = state
  const server = createServer(
    slackHandler(workspace, (call) => {
      apiCalls.push(call)
      if (apiCalls.length > MAX_API_CALLS) apiCalls.shift()
      workspace.emit({ type: 'api', call })
    }),
  )
  server.on('upgrade', (request, stream, head) => sockets.upgrade(request, stream, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  seedTalk(workspace.messages, workspace.settings.now())
  return face(state, server)
}

function settingsOf(given: Partial<Settings>): Settings {
  return {
    now: Date.now,
    botToken: 'xoxb-sandbox-bot-token',
    appToken: 'xapp-1-sandbox-app-token',
    signingSecret: 'sandbox-signing-secret',
    scopes: defaultScopes,
    commands: ['/cake'],
    ackMs: 3000,
    messagesPerSecond: 1,
    responseUrlMinutes: 30,
    eventRetryMs: [0],
    ...given,
  }
}

interface State {
  readonly workspace: Workspace
  readonly sockets: SocketMode
  readonly courier: Courier
  readonly actors: Actors
  readonly apiCalls: ApiCall[]
  readonly listeners: Set<(event: WorkspaceEvent) => void>
  origin: string
}

function newState(settings: Settings): State {
  const newId = idMaker(settings.now())
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
    homes: new Map<string, Home>(),
    triggers: new Triggers(settings.now, newId),
    responseUrls: new ResponseUrls(settings.now, newId),
    troubles: new Troubles(),
    posted: new Map(),
    newId,
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

function face(state: State, server: Server): SandboxSlack {
  const { workspace, sockets, courier, actors, apiCalls, listeners } = state
  const { settings, directory } = workspace
  return {
    apiUrl: `${state.origin}/api/`,
    botToken: settings.botToken,
    appToken: settings.appToken,
    signingSecret: settings.signingSecret,
    teamId: TEAM_ID,
    botUserId: BOT_USER_ID,
    people: peopleViews(),
    channels: channelViews(directory),
    apiCalls,
    get connections() {
      return sockets.connections
    },
    deliverTo: (eventsUrl) => {
      courier.eventsUrl = eventsUrl
    },
    type: (request) => actors.type(request),
    click: (request) => actors.click(request),
    openHome: (user) => actors.openHome(user),
    messages: (channel, as) => seen(workspace, channel, as),
    home: (user) => workspace.homes.get(user)?.view.blocks ?? null,
    file: (id, as) => fileFor(workspace, id, as),
    channelsOf: (user) => channelViews(directory, user),
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    trouble: (options) => {
      workspace.troubles.set(options)
      if (options.sockets) sockets.drop(options.sockets.how, options.sockets.count)
    },
    reset: () => reset(state),
    close: () => close(state, server),
  }
}

function seen(workspace: Workspace, channel: string, as: string | undefined): SeenMessage[] {
  if (as !== undefined && !workspace.directory.isMember(channel, as)) return []
  return workspace.messages
    .all()
    .filter((one) => one.channel === channel && canSee(one, as))
    .map((one) => viewOf(one, workspace.files))
}

function fileFor({ messages, directory, files }: Workspace, id: string, as: string): StoredFile | null {
  const isShared = messages
    .all()
    .some((one) => one.fileIds.includes(id) && directory.isMember(one.channel, as) && canSee(one, as))
  return isShared ? (files.get(id) ?? null) : null
}

function reset({ workspace, actors, apiCalls }: State): void {
  workspace.messages.clear()
  workspace.files.clear()
  workspace.homes.clear()
  workspace.posted.clear()
  workspace.troubles.clear()
  workspace.responseUrls.clear()
  actors.forget()
  apiCalls.length = 0
  workspace.emit({ type: 'reset' })
  seedTalk(workspace.messages, workspace.settings.now())
}

async function close({ sockets, courier, actors }: State, server: Server): Promise<void> {
  await courier.close()
  await sockets.close()
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await actors.settle()
}
