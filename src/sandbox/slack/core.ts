import type { AnyBlock } from '@slack/types'
import type { ShortcutView } from '../page/protocol.ts'
import type { Directory } from './directory.ts'
import type { FileStore } from './files.ts'
import type { HeldValues } from './held.ts'
import type { Message, MessageStore, SeenMessage } from './messages.ts'
import type { ModalStore, View } from './modals.ts'
import type { ResponseUrls } from './response-url.ts'
import type { SharedLinks } from './shared-links.ts'
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
  /** A person's open modals have changed. */
  | { readonly type: 'modals'; readonly user: string }
  /** An answer of the app that Slack does not take and tells nobody why: here is why. */
  | {
      readonly type: 'refused'
      readonly payload: 'view_submission' | 'block_suggestion'
      readonly user: string
      readonly why: readonly string[]
    }
  | { readonly type: 'api'; readonly call: ApiCall }
  | { readonly type: 'connections'; readonly count: number }
  /** A channel, a person or a user group is another than before. */
  | { readonly type: 'directory' }
  | { readonly type: 'reset' }

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
  /** The shortcuts the app has: by default the manifest's, ten at most. */
  readonly shortcuts: readonly ShortcutView[]
  /** The domains whose links the app unfurls, their subdomains too: by default the manifest's, five at most. */
  readonly unfurlDomains: readonly string[]
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
  /** What the app has published on each person's Home tab. */
  readonly homes: Map<string, View>
  readonly modals: ModalStore
  readonly held: HeldValues
  readonly sharedLinks: SharedLinks
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly troubles: Troubles
  /** When each channel last had its `chat.postMessage`s, in milliseconds. */
  readonly posted: Map<string, number[]>
  readonly newId: (prefix: string) => string
  /** A fresh `hash` of a view. */
  readonly newHash: () => string
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
    broadcast,
    unfurls,
    ...rest
  } = message
  return {
    type: 'message',
    ...(broadcast && { subtype: 'thread_broadcast' }),
    ...rest,
    ...(message.user === botUser && { bot_id: botId }),
    ...(unfurls && { attachments: unfurls.map((unfurl, index) => attachmentOf(unfurl, index, botId)) }),
  }
}

/** An unfurl in a message, as the app gets it back. */
export function attachmentOf(
  { url, blocks }: { readonly url: string; readonly blocks: readonly AnyBlock[] },
  index: number,
  botId: string,
): Record<string, unknown> {
  return { id: index + 1, bot_id: botId, from_url: url, app_unfurl_url: url, is_app_unfurl: true, blocks }
}
