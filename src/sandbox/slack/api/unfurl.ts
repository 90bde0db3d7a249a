import type { AnyBlock } from '@slack/types'
import { isRecord } from '../block-kit/schema.ts'
import type { Workspace } from '../core.ts'
import type { Unfurl } from '../messages.ts'
import type { Shared } from '../shared-links.ts'
import { escape } from '../typed.ts'
import { ApiError, checkedBlocks, json, knownChannel, text, type Answer, type Args } from './method.ts'

/**
 * https://docs.slack.dev/reference/methods/chat.unfurl. Only the links of a link_shared event, by their message or by
 * its unfurl_id; a link that has unfurled already is shown anew.
 */
export function unfurl(workspace: Workspace, args: Args): Answer {
  const unfurls = json(args, 'unfurls', 'invalid_unfurls_format')
  if (unfurls === undefined) throw new ApiError('missing_unfurls')
  if (!isRecord(unfurls)) throw new ApiError('invalid_unfurls_format')
  const shared =
    text(args, 'unfurl_id') || text(args, 'source') ? byId(workspace, args) : byTs(workspace, args)
  const message = workspace.messages.find(shared.channel, shared.ts)
  if (message === undefined) throw new ApiError('cannot_find_message')
  const fresh = new Map<string, readonly AnyBlock[]>()
  for (const [key, given] of Object.entries(unfurls)) {
    const link = shared.links.find(({ url }) => url === key || escape(url) === key)
    if (link === undefined) throw new ApiError('cannot_unfurl_url')
    fresh.set(link.url, unfurlBlocks(workspace, given))
  }
  for (const { url, blocks } of message.unfurls ?? []) if (!fresh.has(url)) fresh.set(url, blocks)
  const shown = shared.links.flatMap(({ url }): Unfurl[] => {
    const blocks = fresh.get(url)
    return blocks ? [{ url, blocks }] : []
  })
  workspace.messages.unfurl(message, shown)
  return {}
}

function unfurlBlocks(workspace: Workspace, given: unknown): readonly AnyBlock[] {
  if (!isRecord(given) || given.blocks === undefined) throw new ApiError('cannot_parse_attachment')
  return checkedBlocks(workspace, given.blocks, 'message')
}

function byId({ sharedLinks }: Workspace, args: Args): Shared {
  const source = text(args, 'source')
  if (source === '') throw new ApiError('missing_source')
  if (source !== 'composer' && source !== 'conversations_history') throw new ApiError('invalid_source')
  const id = text(args, 'unfurl_id')
  if (id === '') throw new ApiError('missing_unfurl_id')
  const shared = sharedLinks.byUnfurlId(id)
  if (shared === undefined) throw new ApiError('invalid_unfurl_id')
  return shared
}

/** A private conversation that the bot is not in is known to it by its unfurl_id alone. */
function byTs(workspace: Workspace, args: Args): Shared {
  const channel = text(args, 'channel')
  const ts = text(args, 'ts')
  if (channel === '') throw new ApiError('missing_channel')
  if (ts === '') throw new ApiError('missing_ts')
  const known = knownOrRefused(workspace, channel)
  if (workspace.messages.find(known, ts) === undefined) throw new ApiError('cannot_find_message')
  const shared = workspace.sharedLinks.ofMessage(known, ts)
  if (shared === undefined) throw new ApiError('cannot_unfurl_url')
  return shared
}

function knownOrRefused(workspace: Workspace, id: string): string {
  try {
    return knownChannel(workspace, id).id
  } catch (error) {
    if (error instanceof ApiError) throw new ApiError('cannot_find_channel')
    throw error
  }
}
