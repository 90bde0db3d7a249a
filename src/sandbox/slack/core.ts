import type { AnyBlock } from '@slack/types'
import type { Directory } from './directory.ts'
import type { FileStore } from './files.ts'
import type { Message, MessageStore, SeenMessage } from './messages.ts'
import type { ResponseUrls } from './response-url.ts'
import type { Triggers } from './triggers.ts'
import type { Troubles } from './trouble.ts'

/** One Web API call the app has made. */
export interface ApiCall {
  readonly method: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly ok: boolean
  readonly error?: string
  readonly body: Readonly<Record<string, unknown>>
}

export type WorkspaceEvent =
  | { readonly type: 'message'; readonly message: SeenMessage }
  | { readonly type: 'changed'; readonly message: SeenMessage }
  | { readonly type: 'deleted'; readonly message: SeenMessage }
  | { readonly type: 'home'; readonly user: string; readonly blocks: readonly AnyBlock[] }
  | { readonly type: 'api'; readonly call: ApiCall }
  | { readonly type: 'connections'; readonly count: number }
  | { readonly type: 'reset' }

export interface Home {
  readonly viewId: string
  readonly hash: string
  readonly view: Readonly<Record<string, unknown>> & { readonly blocks: readonly AnyBlock[] }
}

/** How this workspace is set up. Times are in milliseconds unless the name says otherwise. */
export interface Settings {
  /** Also dates the signatures: an app with another clock refuses deliveries that are more than 5 minutes off. */
  readonly now: () => number
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  /** The bot scopes the app was installed with. */
  readonly scopes: readonly string[]
  /** The slash commands the app has. */
  readonly commands: readonly string[]
  /** How long Slack waits for an answer: 3 s. */
  readonly ackMs: number
  /** `chat.postMessage` per channel; null: as many as one likes. */
  readonly messagesPerSecond: number | null
  readonly responseUrlMinutes: number
  /** When an event that was not acknowledged is sent again. Slack: at once, after 1 and after 5 minutes. */
  readonly eventRetryMs: readonly number[]
}

/** What every part of the workspace works on. */
export interface Workspace {
  readonly settings: Settings
  readonly directory: Directory
  readonly messages: MessageStore
  readonly files: FileStore
  readonly homes: Map<string, Home>
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly troubles: Troubles
  /** When each channel last had its `chat.postMessage`s, in milliseconds. */
  readonly posted: Map<string, number[]>
  readonly newId: (prefix: string) => string
  readonly emit: (event: WorkspaceEvent) => void
  /** `http://127.0.0.1:PORT`, once it listens. */
  readonly origin: () => string
  /** A fresh WebSocket address for `apps.connections.open`. */
  readonly newSocketUrl: () => string
}

/** What the browser of everyone would show of a message; for payloads to the app. */
export function wireMessage(message: Message, botId: string, botUser: string): Record<string, unknown> {
  const {
    fileIds: _files,
    ephemeralTo: _to,
    edited: _edited,
    channel: _channel,
    mrkdwn: _mrkdwn,
    ...rest
  } = message
  return { type: 'message', ...rest, ...(message.user === botUser && { bot_id: botId }) }
}
