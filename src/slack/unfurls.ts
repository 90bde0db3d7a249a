import type { App } from '@slack/bolt'
import type { Message } from '../blocks/message.ts'
import { unescape } from '../blocks/text.ts'
import { CakeError } from '../cake/errors.ts'
import { linkLine } from '../core/resolve.ts'
import { preview } from '../core/run.ts'
import { Seen } from './deliveries.ts'
import { failure } from './failure.ts'
import type { Serving } from './serve.ts'
import { standingOf } from './standing.ts'

/** The same link unfurls once in so long in a channel, in ms. */
const ONCE_IN = 30 * 60_000
/** A message with so many links is a list, not a reference to one thing. */
const TOO_MANY = 4

/** The fields that are read of the event: https://docs.slack.dev/reference/events/link_shared */
interface LinkShared {
  readonly channel: string
  readonly message_ts: string
  readonly user: string
  readonly source?: string
  readonly links: readonly { readonly url: string }[]
}

/** A link of a message: as Slack names it, and the address that it is. */
interface Link {
  readonly key: string
  readonly url: string
}

/** Tracking links and links to CAKE's pages unfurl to a small card without money. */
export function listenToLinks(app: App, serving: Serving): void {
  const shown = new Seen(serving.clock, ONCE_IN)
  app.event('link_shared', async ({ event, body }) => {
    const shared: LinkShared = event
    // Other companies are there too: what is ours to name goes there only when somebody shares it.
    if (body.is_ext_shared_channel === true) return
    // While a link is still being typed nobody has shared it: Slack tells of it again once it is posted.
    if (shared.source === 'composer') return
    const links = ours(serving, shared)
    if (links.length === 0 || !(await mayLook(serving, shared.user))) return
    const fresh = links.filter(({ url }) => !shown.before(`${shared.channel} ${url}`))
    const unshown = await unfurl(serving, shared, fresh)
    for (const { url } of unshown) shown.forget(`${shared.channel} ${url}`)
  })
}

/** The links that name something of CAKE's, each once; none where there are too many to mean one thing. */
function ours({ runner }: Serving, { links }: LinkShared): Link[] {
  // Slack escapes the addresses like text, and takes them back only so.
  const byUrl = new Map(links.map(({ url }) => [unescape(url), url]))
  if (byUrl.size >= TOO_MANY) return []
  return [...byUrl]
    .filter(([url]) => linkLine(runner.registry, url) !== undefined)
    .map(([url, key]) => ({ key, url }))
}

/** @returns the links that are not shown after all, as CAKE or Slack did not let them */
async function unfurl(
  serving: Serving,
  { channel, message_ts: ts }: LinkShared,
  links: readonly Link[],
): Promise<readonly Link[]> {
  const read = await Promise.all(
    links.map(async (link) => ({ ...link, card: await cardOf(serving, link.url) })),
  )
  const cards = read.flatMap(({ key, card }) =>
    card ? [[key, { blocks: [...card.older] as never }] as const] : [],
  )
  if (cards.length === 0) return links
  try {
    await serving.parts.web.posts.chat.unfurl({ channel, ts, unfurls: Object.fromEntries(cards) })
    return read.filter(({ card }) => card === undefined)
  } catch (error) {
    // Nobody asked for it: a link that does not unfurl is only a link.
    if (!failure(error)) throw error
    serving.log.warn({ err: error, channel }, 'a link could not be unfurled')
    return links
  }
}

async function cardOf(serving: Serving, url: string): Promise<Message | undefined> {
  try {
    return await preview(serving.runner, url)
  } catch (error) {
    if (!(error instanceof CakeError)) throw error
    if (error.kind !== 'not-found') serving.log.warn({ err: error }, 'a link could not be looked up')
    return undefined
  }
}

async function mayLook(serving: Serving, user: string): Promise<boolean> {
  try {
    return (await standingOf(serving, user)).allowed
  } catch (error) {
    if (!failure(error)) throw error
    serving.log.warn({ err: error, user }, 'Slack does not say who shared a link')
    return false
  }
}
