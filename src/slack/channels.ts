import { Unpostable } from '../core/changes/desk.ts'
import type { ChannelFacts } from '../core/directory.ts'
import { orUnpostable } from './unpostable.ts'
import type { WebClient } from './web.ts'

/**
 * What Slack says of a channel now (https://docs.slack.dev/reference/objects/conversation-object); undefined where the
 * app was installed before it asked to be allowed to know.
 * @throws Unpostable (`channel_not_found`) for one that is gone, or private without the bot in it; what else the Web API
 * throws
 */
export async function channelFacts(client: WebClient, id: string): Promise<ChannelFacts | undefined> {
  try {
    const { channel } = await orUnpostable(() => client.conversations.info({ channel: id }))
    if (!channel) throw new Error('conversations.info answered without a channel')
    const { name, is_archived, is_member, is_private, is_im, is_mpim } = channel
    const { is_ext_shared, is_pending_ext_shared, is_org_shared } = channel
    return {
      ...(name === undefined ? {} : { name }),
      isArchived: is_archived === true,
      isMember: is_member === true || is_im === true,
      isPrivate: is_private === true || is_im === true || is_mpim === true,
      isShared: is_ext_shared === true || is_pending_ext_shared === true || is_org_shared === true,
    }
  } catch (error) {
    if (error instanceof Unpostable && error.code === 'missing_scope') return undefined
    throw error
  }
}

/** How many people Slack names at once: more than it recommends, fewer than it takes. */
const PAGE = 500

/**
 * Whether somebody is in a channel (https://docs.slack.dev/reference/methods/conversations.members).
 * @throws Unpostable for one that is gone, or private without the bot in it; what else the Web API throws
 */
export async function isInChannel(client: WebClient, userId: string, channel: string): Promise<boolean> {
  let cursor: string | undefined
  do {
    const page = { channel, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const { members = [], response_metadata } = await orUnpostable(() => client.conversations.members(page))
    if (members.includes(userId)) return true
    cursor = response_metadata?.next_cursor || undefined
  } while (cursor !== undefined)
  return false
}
