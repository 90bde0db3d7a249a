import { wireMessage, type Workspace } from '../core.ts'
import type { Channel } from '../directory.ts'
import { APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID } from '../ids.ts'
import type { Message } from '../messages.ts'
import { fileObject } from './files.ts'
import { ApiError, flag, knownChannel, needScope, required, text, type Answer, type Args } from './method.ts'

/**
 * https://docs.slack.dev/reference/methods/conversations.history: what was said in a channel, the newest first,
 * without the answers in threads and without what only one person sees.
 */
export function history(workspace: Workspace, args: Args): Answer {
  const channel = readableChannel(workspace, args)
  const isWithin = timesOf(args)
  const said = saidIn(workspace, channel)
    .filter((one) => (!isReply(one) || one.broadcast === true) && isWithin(one.ts))
    .toReversed()
  const page = pageOf(said, args, { usual: 100, most: 999 })
  return { ...answerOf(workspace, args, page), pin_count: 0 }
}

/**
 * https://docs.slack.dev/reference/methods/conversations.replies: a thread, the oldest first. The message that began
 * it leads the first page whatever times are asked for, and later pages are without it. For the ts of an answer
 * Slack gives that answer alone (https://github.com/slackapi/bolt-python/issues/783).
 */
export function replies(workspace: Workspace, args: Args): Answer {
  const channel = readableChannel(workspace, args)
  const ts = required(args, 'ts')
  const isWithin = timesOf(args)
  const all = saidIn(workspace, channel)
  const first = all.find((one) => one.ts === ts)
  if (first === undefined) throw new ApiError('thread_not_found')
  const thread = all.filter((one) => one === first || (isReplyTo(one, first) && isWithin(one.ts)))
  return answerOf(workspace, args, pageOf(thread, args, { usual: 1000, most: 1000 }))
}

function readableChannel(workspace: Workspace, args: Args): Channel {
  const channel = knownChannel(workspace, required(args, 'channel'))
  needScope(workspace, channel, 'history')
  if (!channel.members.has(BOT_USER_ID)) throw new ApiError('not_in_channel')
  return channel
}

/** In the order of their ts: talk that a reset dated back may stand behind what is newer. */
function saidIn({ messages }: Workspace, { id }: Channel): Message[] {
  return messages
    .all()
    .filter((one) => one.channel === id && one.ephemeralTo === undefined)
    .toSorted((one, other) => micros(one.ts) - micros(other.ts))
}

function isReply({ ts, thread_ts: thread }: Message): boolean {
  return thread !== undefined && thread !== ts
}

function isReplyTo(message: Message, first: Message): boolean {
  return isReply(message) && message.thread_ts === first.ts
}

/** `oldest` and `latest`, themselves not in it unless `inclusive`. Compared exactly: a ts is no floating point number. */
function timesOf(args: Args): (ts: string) => boolean {
  const inclusive = flag(args, 'inclusive') === true
  const oldest = momentOf(args, 'oldest') ?? Number.NEGATIVE_INFINITY
  const latest = momentOf(args, 'latest') ?? Number.POSITIVE_INFINITY
  return (ts) => {
    const at = micros(ts)
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  }
}

function momentOf(args: Args, name: 'oldest' | 'latest'): number | undefined {
  const ts = text(args, name)
  if (ts === '') return undefined
  if (!/^\d{1,12}(\.\d{0,6})?$/.test(ts)) throw new ApiError(`invalid_ts_${name}`)
  return micros(ts)
}

function micros(ts: string): number {
  const [seconds = '', fraction = ''] = ts.split('.')
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'))
}

interface Page {
  readonly messages: readonly Message[]
  readonly next: string
}

/** The cursor names the message that comes next, so that what is said meanwhile shifts nothing. */
function pageOf(
  all: readonly Message[],
  args: Args,
  { usual, most }: { readonly usual: number; readonly most: number },
): Page {
  const limit = Number(text(args, 'limit') || usual)
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new ApiError('invalid_limit')
  const cursor = text(args, 'cursor')
  const from = cursor === '' ? 0 : all.findIndex((one) => cursorOf(one) === cursor)
  if (from === -1) throw new ApiError('invalid_cursor')
  const next = all[from + limit]
  return { messages: all.slice(from, from + limit), next: next === undefined ? '' : cursorOf(next) }
}

function cursorOf({ ts }: Message): string {
  return Buffer.from(`next_ts:${ts.replace('.', '')}`).toString('base64')
}

function answerOf(workspace: Workspace, args: Args, { messages, next }: Page): Answer {
  const withMetadata = flag(args, 'include_all_metadata') === true
  return {
    messages: messages.map((one) => shown(workspace, one, withMetadata)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  }
}

/** https://docs.slack.dev/reference/events/message: with what Slack adds to the first message of a thread. */
function shown(workspace: Workspace, message: Message, withMetadata: boolean): Answer {
  const { metadata, ...rest } = wireMessage(message, BOT_ID, BOT_USER_ID)
  const files = message.fileIds.flatMap((id) => workspace.files.get(id) ?? [])
  const answers = workspace.messages
    .all()
    .filter(
      (one) => one.channel === message.channel && one.ephemeralTo === undefined && isReplyTo(one, message),
    )
  const users = [...new Set(answers.map((one) => one.user))]
  return {
    ...rest,
    team: TEAM_ID,
    ...(message.user === BOT_USER_ID && { app_id: APP_ID }),
    ...(withMetadata && metadata !== undefined && { metadata }),
    ...(files.length > 0 && { files: files.map((file) => fileObject(workspace, file)) }),
    ...(answers.length > 0 && {
      thread_ts: message.ts,
      reply_count: answers.length,
      reply_users_count: users.length,
      reply_users: users,
      latest_reply: answers.at(-1)?.ts,
    }),
  }
}
