import type { Channel, Directory } from '../directory.ts'
import { BOT_USER_ID, TEAM_ID, botDm, people } from '../ids.ts'
import { history, replies } from './history.ts'
import {
  ApiError,
  flag,
  knownChannel,
  needScope,
  required,
  text,
  type Answer,
  type Method,
} from './method.ts'

/** https://docs.slack.dev/reference/methods#conversations */
export const conversations: Readonly<Record<string, Method>> = {
  'conversations.open': {
    token: 'bot',
    scope: 'im:write',
    run: ({ directory }, args) => {
      const user = required(args, 'users')
      const person = directory.person(user)
      if (person === undefined) throw new ApiError('user_not_found')
      if (person.deleted) throw new ApiError('user_disabled')
      const dm = directory.channel(botDm(user))
      if (person.isBot || dm === undefined) throw new ApiError('cannot_dm_bot')
      return { no_op: true, already_open: true, channel: { id: dm.id } }
    },
  },
  'conversations.info': {
    token: 'bot',
    run: (workspace, args) => {
      const channel = knownChannel(workspace, required(args, 'channel'))
      needScope(workspace, channel, 'read')
      const count = flag(args, 'include_num_members') && { num_members: channel.members.size }
      return { channel: { ...channelObject(channel, workspace.directory), ...count } }
    },
  },
  'conversations.members': {
    token: 'bot',
    run: (workspace, args) => {
      const channel = knownChannel(workspace, required(args, 'channel'))
      needScope(workspace, channel, 'read')
      const members = [...channel.members]
      const from = Number(text(args, 'cursor') || 0)
      if (!Number.isInteger(from) || from < 0) throw new ApiError('invalid_cursor')
      const limit = Number(text(args, 'limit') || 100)
      if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new ApiError('invalid_limit')
      const next = from + limit < members.length ? String(from + limit) : ''
      return { members: members.slice(from, from + limit), response_metadata: { next_cursor: next } }
    },
  },
  'conversations.history': { token: 'bot', run: history },
  'conversations.replies': { token: 'bot', run: replies },
}

/** https://docs.slack.dev/reference/objects/conversation-object */
function channelObject(channel: Channel, directory: Directory): Answer {
  if (channel.isDm) {
    const user = [...channel.members].find((one) => one !== BOT_USER_ID)
    const is_user_deleted = directory.person(user ?? '')?.deleted ?? false
    return {
      id: channel.id,
      created: 1763000000,
      is_im: true,
      is_archived: channel.isArchived,
      user,
      is_user_deleted,
      is_open: true,
    }
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: 1763000000,
    creator: people.admin,
    context_team_id: TEAM_ID,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_ext_shared: channel.members.has(people.stranger),
    is_member: channel.members.has(BOT_USER_ID),
    topic: { value: channel.topic, creator: people.admin, last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
