import type { Message } from '../blocks/message.ts'
import { Unpostable, type Teller } from '../core/changes/desk.ts'
import type { MessagePointer } from '../store/change.ts'
import { failure, whenAllowed } from './failure.ts'
import { directMessages } from './files.ts'
import { aboutBlocks, formsOf, type Form } from './forms.ts'
import { postMessage, type Web } from './web.ts'

/** Under this the bot keeps with its messages what they are, to find them again after a crash. */
const METADATA = 'cake_message'
/** How many of a channel's latest messages are looked through for one that was posted but not noted. */
const LOOKED_THROUGH = 100

/** The bot speaking by itself. Posts are sent once; where Slack does not take one for good it is an Unpostable. */
export function createTeller(web: Web): Teller {
  const dms = directMessages(web)
  return {
    post: (channel, made, options) => post(web, channel, made, options),
    find: (place, key) => find(web, place, key),
    async rewrite({ channel, ts }, made) {
      await best(made, (form) => web.posts.chat.update({ ...form, channel, ts }))
    },
    async directMessages(user) {
      try {
        return await dms.channelOf(user)
      } catch (error) {
        const failed = failure(error)
        throw failed?.kind === 'refused' ? new Unpostable(failed.code, { cause: error }) : error
      }
    },
    async link({ channel, ts }) {
      try {
        const { permalink } = await web.reads.chat.getPermalink({ channel, message_ts: ts })
        return permalink
      } catch (error) {
        // A link is a nicety.
        if (failure(error)) return undefined
        throw error
      }
    },
  }
}

async function post(
  web: Web,
  channel: string,
  made: Message,
  { thread, key, broadcast }: { thread?: string; key?: string; broadcast?: true } = {},
): Promise<MessagePointer> {
  const more = {
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(thread !== undefined && broadcast ? { reply_broadcast: true } : {}),
    ...(key === undefined ? {} : { metadata: { event_type: METADATA, event_payload: { key } } }),
  }
  const { ts, channel: where = channel } = (await best(made, (form) =>
    postMessage(web, { ...form, ...more, channel }),
  )) as { ts?: string; channel?: string }
  if (ts === undefined) throw new Error('chat.postMessage answered without a ts')
  return { channel: where, ts }
}

/** The best form that Slack takes. @throws Unpostable where it takes none; what else the Web API throws */
async function best(made: Message, call: (form: Form) => Promise<unknown>): Promise<unknown> {
  let refused = ''
  for (const form of formsOf(made)) {
    try {
      return await whenAllowed(() => call(form))
    } catch (error) {
      const failed = failure(error)
      if (failed?.kind !== 'refused') throw error
      if (!aboutBlocks(failed.code)) throw new Unpostable(failed.code, { cause: error })
      refused = failed.code
    }
  }
  throw new Unpostable(refused)
}

interface Kept {
  readonly ts?: string
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly key?: unknown } }
}

/**
 * Https://docs.slack.dev/messaging/message-metadata: only the app that wrote it can see it in its own messages.
 * Undefined also where the bot cannot look: it may post in public channels without being in them, but not read there.
 * Then something may be told twice, which is better than never.
 */
async function find(
  web: Web,
  { channel, thread }: { readonly channel: string; readonly thread?: string },
  key: string,
): Promise<MessagePointer | undefined> {
  const asked = { channel, limit: LOOKED_THROUGH, include_all_metadata: true }
  const { messages = [] } = await unlessRefused(() =>
    thread === undefined
      ? web.reads.conversations.history(asked)
      : web.reads.conversations.replies({ ...asked, ts: thread }),
  )
  const found = (messages as readonly Kept[]).find(
    ({ metadata }) => metadata?.event_type === METADATA && metadata.event_payload?.key === key,
  )
  return found?.ts === undefined ? undefined : { channel, ts: found.ts }
}

async function unlessRefused<T extends object>(call: () => Promise<T>): Promise<Partial<T>> {
  try {
    return await whenAllowed(call)
  } catch (error) {
    if (failure(error)?.kind === 'refused') return {}
    throw error
  }
}
