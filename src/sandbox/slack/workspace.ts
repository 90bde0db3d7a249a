import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AnyBlock } from '@slack/types'
import type {
  ChannelView,
  ClickRequest,
  CloseRequest,
  GroupView,
  ModalView,
  PersonView,
  ShortcutRequest,
  ShortcutView,
  SubmitRequest,
  SuggestRequest,
  Suggestions,
  TypeRequest,
} from '../page/protocol.ts'
import type { Actors } from './actors.ts'
import type { ApiCall, Workspace, WorkspaceEvent } from './core.ts'
import {
  channelViews,
  groupViews,
  peopleViews,
  type ChannelChange,
  type PersonChange,
  type UserGroup,
} from './directory.ts'
import type { StoredFile } from './files.ts'
import { slackHandler } from './http.ts'
import { BOT_USER_ID, TEAM_ID } from './ids.ts'
import { canSee, viewOf, type SeenMessage } from './messages.ts'
import { modalView } from './modals.ts'
import type { Done } from './outcomes.ts'
import { settingsOf, type SettingsOptions } from './settings.ts'
import { newState, reset, type State } from './state.ts'
import { seedTalk } from './talk.ts'
import type { TroubleOptions } from './trouble.ts'

const MAX_API_CALLS = 1000

export type SandboxSlackOptions = SettingsOptions & {
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
  groups(): readonly GroupView[]
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
  /**
   * A person uses an element of a message, of what a link in it unfurled to, of their Home tab (`ts: ''`, any
   * channel) or of their modal (`view`).
   */
  click(request: ClickRequest): Promise<Done>
  /** What a select with an external source offers for this; nothing found when the app does not answer rightly. */
  suggest(request: SuggestRequest): Promise<Suggestions | { readonly ok: false; readonly error: string }>
  /**
   * Submits the modal on top; values that are not given stand where they stood. Fine also when the app answered with
   * errors: {@link modals} has them.
   */
  submit(request: SubmitRequest): Promise<Done>
  closeView(request: CloseRequest): Promise<Done>
  shortcut(request: ShortcutRequest): Promise<Done>
  /** A person opens the app's Home tab (or with `messages` its direct messages). */
  openHome(user: string, tab?: 'home' | 'messages'): Promise<Done>
  /** Resolves when no event is on its way to the app any more: link_shared and message.im go behind what is typed. */
  settle(): Promise<void>
  /** A channel's messages as this person sees them; without `as` all of them, with whom the ephemeral ones are for. */
  messages(channel: string, as?: string): readonly SeenMessage[]
  /** What the app has published on this person's Home tab. */
  home(user: string): readonly AnyBlock[] | null
  /** This person's open modals, the one on top last. */
  modals(user: string): readonly ModalView[]
  readonly shortcuts: readonly ShortcutView[]
  /** A file's bytes, if this person is in a conversation that it was shared in. */
  file(id: string, as: string): StoredFile | null
  /** The channels this person is in. */
  channelsOf(user: string): readonly ChannelView[]
  /** Calls back on everything that happens; gives the way to stop it. */
  on(listener: (event: WorkspaceEvent) => void): () => void
  /**
   * Archives, renames, deletes a channel, takes the app out of it, or sets who is in it. Open pages follow; the app is
   * not told (its manifest asks for no channel events) and finds out by the next call: `is_archived`,
   * `channel_not_found`, and `not_in_channel` where it may not post unasked (`chat:write.public`).
   * Throws a RangeError for an id that is not here, as do the next two.
   */
  channel(id: string, change: ChannelChange): void
  /** Deactivates a person, makes them a guest or an admin, renames them. */
  person(id: string, change: PersonChange): void
  /** Changes who is in a user group, or its names. */
  userGroup(id: string, change: Partial<Omit<UserGroup, 'id'>>): void
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
    get people() {
      return peopleViews(directory)
    },
    groups: () => groupViews(directory),
    get channels() {
      return channelViews(directory)
    },
    apiCalls,
    get connections() {
      return sockets.connections
    },
    deliverTo: (eventsUrl) => {
      courier.eventsUrl = eventsUrl
    },
    ...actsOf(actors),
    ...looksOf(workspace),
    shortcuts: settings.shortcuts,
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ...changesOf(workspace),
    trouble: (options) => {
      workspace.troubles.set(options)
      if (options.sockets) sockets.drop(options.sockets.how, options.sockets.count)
    },
    reset: () => reset(state),
    close: () => close(state, server),
  }
}

/** What there is to see. */
function looksOf(
  workspace: Workspace,
): Pick<SandboxSlack, 'messages' | 'home' | 'modals' | 'file' | 'channelsOf'> {
  return {
    messages: (channel, as) => seen(workspace, channel, as),
    home: (user) => workspace.homes.get(user)?.body.blocks ?? null,
    modals: (user) => workspace.modals.stack(user).map(modalView),
    file: (id, as) => fileFor(workspace, id, as),
    channelsOf: (user) => channelViews(workspace.directory, user),
  }
}

/** What becomes of the workspace besides messages. */
function changesOf({ directory, emit }: Workspace): Pick<SandboxSlack, 'channel' | 'person' | 'userGroup'> {
  return {
    channel: (id, change) => {
      directory.changeChannel(id, change)
      emit({ type: 'directory' })
    },
    person: (id, change) => {
      directory.changePerson(id, change)
      emit({ type: 'directory' })
    },
    userGroup: (id, change) => {
      directory.changeGroup(id, change)
      emit({ type: 'directory' })
    },
  }
}

/** What people do. */
function actsOf(
  actors: Actors,
): Pick<
  SandboxSlack,
  'type' | 'click' | 'suggest' | 'submit' | 'closeView' | 'shortcut' | 'openHome' | 'settle'
> {
  return {
    type: (request) => actors.type(request),
    click: (request) => actors.click(request),
    suggest: (request) => actors.suggest(request),
    submit: (request) => actors.submit(request),
    closeView: (request) => actors.closeView(request),
    shortcut: (request) => actors.shortcut(request),
    openHome: (user, tab = 'home') => actors.openHome(user, tab),
    settle: () => actors.settle(),
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

async function close({ sockets, courier, actors }: State, server: Server): Promise<void> {
  await courier.close()
  await sockets.close()
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await actors.settle()
}
