import type { AnyBlock } from '@slack/types'
import { findProblems } from './block-kit/check.ts'
import { isRecord } from './block-kit/schema.ts'
import { dropOldest } from './bounded.ts'
import type { Workspace } from './core.ts'
import { BOT_USER_ID } from './ids.ts'
import { canSee } from './messages.ts'
import { refusedBlocks } from './refuse.ts'

const MAX_USES = 5

/** What a response_url was given out for. A command's or a shortcut's has no `messageTs`: it can replace nothing. */
export interface Origin {
  readonly channel: string
  readonly user: string
  readonly threadTs?: string
  readonly messageTs?: string
}

interface Issued {
  readonly origin: Origin
  readonly at: number
  uses: number
}

/** The response_urls that are out. */
export class ResponseUrls {
  readonly #issued = new Map<string, Issued>()
  readonly #now: () => number
  readonly #newId: (prefix: string) => string

  constructor(now: () => number, newId: (prefix: string) => string) {
    this.#now = now
    this.#newId = newId
  }

  /** Gives the path of a new one, under the sandbox's address. */
  issue(origin: Origin): string {
    const key = this.#newId('')
    this.#issued.set(key, { origin, at: this.#now(), uses: 0 })
    dropOldest(this.#issued, 2000)
    return `/response/${key}`
  }

  find(key: string): Issued | undefined {
    return this.#issued.get(key)
  }

  clear(): void {
    this.#issued.clear()
  }
}

export interface Reply {
  readonly status: number
  readonly body: string
}

const refuse = (status: number, body: string): Reply => ({ status, body })

/**
 * A POST to a response_url. Answers as Slack's hooks do: `ok`, or a short word with 4xx
 * (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses).
 */
export function respond(workspace: Workspace, key: string, contentType: string, raw: string): Reply {
  const issued = workspace.responseUrls.find(key)
  if (issued === undefined) return refuse(404, 'invalid_url')
  const { now, responseUrlMinutes } = workspace.settings
  if (now() - issued.at > responseUrlMinutes * 60_000) return refuse(404, 'expired_url')
  if (issued.uses >= MAX_USES) return refuse(404, 'used_url')
  const body = contentType.startsWith('application/json') ? parse(raw) : undefined
  if (body === undefined) return refuse(400, 'invalid_payload')
  // Whether Slack counts a payload that it then refuses is not documented: here it does, which is the harder case.
  issued.uses += 1
  return apply(workspace, issued.origin, body)
}

function parse(raw: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(raw)
    return isRecord(body) ? body : undefined
  } catch {
    // Not JSON: answered with invalid_payload.
    return undefined
  }
}

function apply(workspace: Workspace, origin: Origin, body: Record<string, unknown>): Reply {
  const { messages } = workspace
  const found = origin.messageTs === undefined ? undefined : messages.find(origin.channel, origin.messageTs)
  // bolt-js#2287, bolt-python#1268: a slash command's response_url can neither replace nor delete.
  const original = found && canSee(found, origin.user) && found.user === BOT_USER_ID ? found : undefined
  if (isTrue(body.delete_original)) {
    if (original === undefined) return refuse(404, 'message_not_found')
    messages.remove(original)
    return { status: 200, body: 'ok' }
  }
  const content = readContent(workspace, body)
  if (typeof content === 'string') return refuse(400, content)
  const inChannel = body.response_type === 'in_channel'
  if (original && wantsReplacing(body)) messages.change(original, content)
  else
    messages.post({
      channel: origin.channel,
      user: BOT_USER_ID,
      ...content,
      thread_ts: threadOf(origin, body, inChannel),
      ephemeralTo: inChannel ? undefined : origin.user,
    })
  return { status: 200, body: 'ok' }
}

/** An answer to a click replaces the message it was on unless a literal false says no. */
function wantsReplacing(body: Record<string, unknown>): boolean {
  if (body.replace_original === undefined) return body.response_type !== 'in_channel'
  return isTrue(body.replace_original)
}

/**
 * An answer to a click is where the click was. One to a shortcut on a message in a thread is in the channel, unless
 * it is for all and names the thread: that is the one way Slack documents
 * (https://docs.slack.dev/interactivity/handling-user-interaction#publishing_in_thread), and with an ephemeral one
 * `thread_ts` was seen to count for nothing (https://github.com/slackapi/bolt-js/issues/963).
 */
function threadOf(
  { messageTs, threadTs }: Origin,
  { thread_ts: wanted }: Record<string, unknown>,
  inChannel: boolean,
): string | undefined {
  if (typeof wanted !== 'string') return threadTs
  return inChannel || messageTs !== undefined ? wanted : threadTs
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

export interface Content {
  readonly text: string
  readonly blocks?: readonly AnyBlock[]
  readonly mrkdwn?: boolean
}

/** The text and blocks of a message given as JSON outside the Web API; or the word Slack refuses it with. */
export function readContent(workspace: Workspace, body: Record<string, unknown>): Content | string {
  const blocks: unknown = body.blocks
  const text = typeof body.text === 'string' ? body.text : ''
  if (text === '' && (!Array.isArray(blocks) || blocks.length === 0)) return 'no_text'
  if (blocks !== undefined) {
    if (!Array.isArray(blocks)) return 'invalid_blocks_format'
    if (findProblems(blocks, 'message').length > 0 || refusedBlocks(blocks, workspace.troubles).length > 0)
      return 'invalid_blocks'
  }
  return {
    text,
    ...(Array.isArray(blocks) && { blocks: blocks as AnyBlock[] }),
    ...(body.mrkdwn === false && { mrkdwn: false }),
  }
}
