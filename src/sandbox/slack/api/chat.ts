import type { Workspace } from '../core.ts'
import { wireMessage } from '../core.ts'
import type { Channel } from '../directory.ts'
import { BOT_ID, BOT_USER_ID, TEAM_ID, botDm } from '../ids.ts'
import type { Message } from '../messages.ts'
import { messageMetadata } from './metadata.ts'
import {
  ApiError,
  RateLimited,
  flag,
  knownChannel,
  messageBlocks,
  required,
  text,
  type Answer,
  type Args,
  type Method,
} from './method.ts'
import { unfurl } from './unfurl.ts'

/** https://docs.slack.dev/reference/methods#chat */
export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': { token: 'bot', scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { token: 'bot', scope: 'chat:write', run: postEphemeral },
  'chat.update': { token: 'bot', scope: 'chat:write', run: update },
  'chat.delete': { token: 'bot', scope: 'chat:write', run: remove },
  'chat.unfurl': { token: 'bot', scope: 'links:write', run: unfurl },
  'chat.getPermalink': { token: 'bot', run: getPermalink },
}

function postMessage(workspace: Workspace, args: Args): Answer {
  const channel = writableChannel(workspace, channelOrDm(required(args, 'channel')))
  const content = contentOf(workspace, args)
  slowDown(workspace, channel.id)
  const message = workspace.messages.post({
    channel: channel.id,
    user: BOT_USER_ID,
    ...content,
    thread_ts: threadOf(args),
    broadcast: flag(args, 'reply_broadcast') === true && threadOf(args) !== undefined ? true : undefined,
    metadata: messageMetadata(args) ?? undefined,
  })
  return { channel: channel.id, ts: message.ts, message: shown(message) }
}

function postEphemeral(workspace: Workspace, args: Args): Answer {
  const channel = knownChannel(workspace, required(args, 'channel'))
  const user = required(args, 'user')
  if (channel.isArchived) throw new ApiError('is_archived')
  if (!channel.members.has(BOT_USER_ID)) throw new ApiError('not_in_channel')
  if (!channel.members.has(user) || workspace.directory.person(user)?.deleted)
    throw new ApiError('user_not_in_channel')
  const message = workspace.messages.post({
    channel: channel.id,
    user: BOT_USER_ID,
    ...contentOf(workspace, args),
    thread_ts: threadOf(args),
    ephemeralTo: user,
  })
  return { message_ts: message.ts }
}

function update(workspace: Workspace, args: Args): Answer {
  const message = ownMessage(workspace, args, 'cant_update_message')
  const blocks = messageBlocks(workspace, args)
  const words = text(args, 'text')
  if (words === '' && blocks === undefined) throw new ApiError('no_text')
  const changed = workspace.messages.change(message, {
    text: words || message.text,
    // Slack keeps the old blocks when none are given; an empty list takes them away.
    blocks: blocks ?? message.blocks,
    metadata: messageMetadata(args),
  })
  return { channel: message.channel, ts: message.ts, text: changed.text, message: shown(changed) }
}

function remove(workspace: Workspace, args: Args): Answer {
  const message = ownMessage(workspace, args, 'cant_delete_message')
  workspace.messages.remove(message)
  return { channel: message.channel, ts: message.ts }
}

/** The address of an answer in a thread says the thread too, or Slack would open the channel at its end. */
function getPermalink(workspace: Workspace, args: Args): Answer {
  const channel = knownChannel(workspace, required(args, 'channel'))
  const ts = required(args, 'message_ts')
  const message = workspace.messages.find(channel.id, ts)
  if (message === undefined || message.ephemeralTo !== undefined) throw new ApiError('message_not_found')
  const thread = message.thread_ts
  const query = thread === undefined || thread === ts ? '' : `?thread_ts=${thread}&cid=${channel.id}`
  return {
    channel: channel.id,
    permalink: `${workspace.origin()}/archives/${channel.id}/p${ts.replace('.', '')}${query}`,
  }
}

/** A user id stands for the direct messages with that person. */
function channelOrDm(id: string): string {
  return id.startsWith('U') ? botDm(id) : id
}

function writableChannel(workspace: Workspace, id: string): Channel {
  const channel = knownChannel(workspace, id)
  if (channel.isArchived) throw new ApiError('is_archived')
  // Not documented for people who have left; this is the answer that no sender takes for a passing trouble.
  if (channel.isDm && hasLeft(workspace, channel)) throw new ApiError('channel_not_found')
  const isOpen = !channel.isPrivate && workspace.settings.scopes.includes('chat:write.public')
  if (!channel.members.has(BOT_USER_ID) && !isOpen) throw new ApiError('not_in_channel')
  return channel
}

function hasLeft({ directory }: Workspace, dm: Channel): boolean {
  return [...dm.members].some((id) => directory.person(id)?.deleted)
}

function contentOf(workspace: Workspace, args: Args): Pick<Message, 'text' | 'blocks' | 'mrkdwn'> {
  const blocks = messageBlocks(workspace, args)
  const words = text(args, 'text')
  if (words === '' && (blocks === undefined || blocks.length === 0)) throw new ApiError('no_text')
  return { text: words, blocks, mrkdwn: flag(args, 'mrkdwn') ?? true }
}

function threadOf(args: Args): string | undefined {
  const ts = text(args, 'thread_ts')
  return ts === '' ? undefined : ts
}

/** Only the bot's own messages; ephemeral ones cannot be found by their ts. */
function ownMessage(workspace: Workspace, args: Args, refusal: string): Message {
  const channel = knownChannel(workspace, required(args, 'channel'))
  const message = workspace.messages.find(channel.id, required(args, 'ts'))
  if (message === undefined || message.ephemeralTo !== undefined) throw new ApiError('message_not_found')
  if (message.user !== BOT_USER_ID) throw new ApiError(refusal)
  return message
}

/** One message per second and channel (https://docs.slack.dev/apis/web-api/rate-limits). Kept without bursts. */
function slowDown({ settings, posted }: Workspace, channel: string): void {
  if (settings.messagesPerSecond === null) return
  const at = settings.now()
  const recent = (posted.get(channel) ?? []).filter((one) => at - one < 1000)
  if (recent.length >= settings.messagesPerSecond) throw new RateLimited(1)
  posted.set(channel, [...recent, at])
}

function shown(message: Message): Answer {
  return { ...wireMessage(message, BOT_ID, BOT_USER_ID), team: TEAM_ID }
}
