import type { AnyBlock } from '@slack/types'
import type { MessageView } from '../page/protocol.ts'
import type { FileStore } from './files.ts'
import { nameBlocks } from './interactive.ts'

/** A message as the workspace keeps it. */
export interface Message {
  readonly channel: string
  readonly ts: string
  readonly thread_ts?: string
  /** An answer in a thread that stands in the channel as well. */
  readonly broadcast?: true | undefined
  readonly user: string
  readonly text: string
  readonly blocks?: readonly AnyBlock[]
  readonly fileIds: readonly string[]
  /** Only this person sees it. */
  readonly ephemeralTo?: string
  readonly edited: boolean
  readonly mrkdwn: boolean
  readonly metadata?: unknown
  /** What links in it unfurled to. */
  readonly unfurls?: readonly Unfurl[]
}

export interface Unfurl {
  readonly url: string
  readonly blocks: readonly AnyBlock[]
}

export type Draft = Pick<Message, 'channel' | 'user' | 'text'> &
  Partial<
    Pick<Message, 'thread_ts' | 'broadcast' | 'blocks' | 'fileIds' | 'ephemeralTo' | 'mrkdwn' | 'metadata'>
  >

/** What may be changed of a message. Metadata that is not given stays; `null` takes it away. */
export type Change = Pick<Message, 'text'> & Partial<Pick<Message, 'blocks' | 'mrkdwn' | 'metadata'>>

/** A message as a test sees it: the page's view, who an ephemeral one is for, and its metadata. */
export interface SeenMessage extends MessageView {
  readonly ephemeralTo?: string
  readonly metadata?: unknown
}

export interface MessageEvents {
  posted(message: Message): void
  changed(message: Message): void
  deleted(message: Message): void
}

/** Old messages go when there are more than this, so that a bot left running for months does not fill the memory. */
const MAX_MESSAGES = 5000
const MAX_TEXT = 40_000

/** All messages of the workspace, oldest first. */
export class MessageStore {
  readonly #list: Message[] = []
  readonly #lastMicros = new Map<string, number>()
  readonly #now: () => number
  readonly #newId: (prefix: string) => string
  readonly #events: MessageEvents

  constructor(now: () => number, newId: (prefix: string) => string, events: MessageEvents) {
    this.#now = now
    this.#newId = newId
    this.#events = events
  }

  /** Puts a message in its channel; `at` (ms) dates it in the past. Text over 40,000 characters is cut, as Slack does. */
  post(draft: Draft, at?: number): Message {
    const message: Message = {
      ...draft,
      text: draft.text.slice(0, MAX_TEXT),
      blocks: draft.blocks && this.#nameBlocks(draft.blocks),
      ts: at === undefined ? this.#nextTs(draft.channel) : this.#pastTs(draft.channel, at),
      fileIds: draft.fileIds ?? [],
      mrkdwn: draft.mrkdwn ?? true,
      edited: false,
    }
    this.#list.push(message)
    if (this.#list.length > MAX_MESSAGES) this.#list.splice(0, this.#list.length - MAX_MESSAGES)
    this.#events.posted(message)
    return message
  }

  /** Changes a message in place. Blocks that are not given are taken away, as in Slack. */
  change(message: Message, change: Change): Message {
    return this.#replace({
      ...message,
      text: change.text.slice(0, MAX_TEXT),
      blocks: change.blocks && this.#nameBlocks(change.blocks),
      mrkdwn: change.mrkdwn ?? message.mrkdwn,
      metadata: change.metadata === null ? undefined : (change.metadata ?? message.metadata),
      edited: true,
    })
  }

  /** Shows these under the message, in place of what was there. The message counts as not edited. */
  unfurl(message: Message, unfurls: readonly Unfurl[]): Message {
    const named = unfurls.map(({ url, blocks }) => ({ url, blocks: this.#nameBlocks(blocks) }))
    return this.#replace({ ...message, unfurls: named })
  }

  remove(message: Message): void {
    const index = this.#list.findIndex((one) => one.ts === message.ts && one.channel === message.channel)
    if (index === -1) return
    this.#list.splice(index, 1)
    this.#events.deleted(message)
  }

  find(channel: string, ts: string): Message | undefined {
    return this.#list.find((one) => one.channel === channel && one.ts === ts)
  }

  all(): readonly Message[] {
    return this.#list
  }

  clear(): void {
    this.#list.length = 0
  }

  /** Unique and rising in the channel: seconds and six digits that count within the second. */
  #nextTs(channel: string): string {
    const wanted = Math.floor(this.#now() / 1000) * 1_000_000 + 100
    const micros = Math.max(wanted, (this.#lastMicros.get(channel) ?? 0) + 100)
    this.#lastMicros.set(channel, micros)
    return tsOf(micros)
  }

  /** In the last tenth of its second, where nothing posted live ever gets: a reset may date talk into a time in use. */
  #pastTs(channel: string, at: number): string {
    let micros = Math.floor(at / 1000) * 1_000_000 + 900_000
    while (this.find(channel, tsOf(micros))) micros += 100
    return tsOf(micros)
  }

  #replace(message: Message): Message {
    const index = this.#list.findIndex((one) => one.ts === message.ts && one.channel === message.channel)
    if (index !== -1) this.#list[index] = message
    this.#events.changed(message)
    return message
  }

  #nameBlocks(blocks: readonly AnyBlock[]): AnyBlock[] {
    return nameBlocks(blocks, this.#newId)
  }
}

function tsOf(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
}

/** What one person (or, without one, a test that sees everything) may see of it. */
export function canSee(message: Message, as: string | undefined): boolean {
  return as === undefined || message.ephemeralTo === undefined || message.ephemeralTo === as
}

export function viewOf(message: Message, files: FileStore): SeenMessage {
  const { fileIds, ephemeralTo, ...rest } = message
  return {
    ...rest,
    ...(fileIds.length > 0 && { files: fileIds.flatMap((id) => files.view(id) ?? []) }),
    ...(ephemeralTo !== undefined && { ephemeralTo }),
    ephemeral: ephemeralTo !== undefined,
  }
}
