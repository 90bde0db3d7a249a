import type { Message } from '../blocks/message.ts'
import { Unpostable, type Posted, type Teller, type ThreadFile } from '../core/changes/desk.ts'
import type { MessagePointer } from '../store/change.ts'
import { failure, whenAllowed } from './failure.ts'
import { orUnpostable } from './unpostable.ts'
import { directMessages } from './files.ts'
import { aboutBlocks, formsOf, type Form } from './forms.ts'
import { postMessage, type Web } from './web.ts'

/** Under this the bot keeps with its messages what they are, to find them again after a crash. */
const METADATA = 'cake_message'
/** How many of a channel's messages are looked through at once for one that was posted but not noted. */
const LOOKED_THROUGH = 100

/** The bot speaking by itself. Posts are sent once; where Slack does not take one for good it is an Unpostable. */
export function createTeller(web: Web): Teller {
  const dms = directMessages(web)
  return {
    post: (channel, made, options) => post(web, channel, made, options),
    find: (place, key) => find(web, place, key),
    async rewrite({ channel, ts }, made) {
      const { isBest } = await best(made, (form) => web.posts.chat.update({ ...form, channel, ts }))
      return { channel, ts, best: isBest }
    },
    upload: (thread, file) => upload(web, thread, file),
    filesIn: (thread) => filesIn(web, thread),
    directMessages: (user) => orUnpostable(() => dms.channelOf(user)),
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
): Promise<Posted> {
  const more = {
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(thread !== undefined && broadcast ? { reply_broadcast: true } : {}),
    ...(key === undefined ? {} : { metadata: { event_type: METADATA, event_payload: { key } } }),
  }
  const { answer, isBest } = await best(made, (form) => postMessage(web, { ...form, ...more, channel }))
  const { ts, channel: where = channel } = answer as { ts?: string; channel?: string }
  if (ts === undefined) throw new Error('chat.postMessage answered without a ts')
  return { channel: where, ts, best: isBest }
}

/** The best form that Slack takes. @throws Unpostable where it takes none; what else the Web API throws */
async function best(
  made: Message,
  call: (form: Form) => Promise<unknown>,
): Promise<{ readonly answer: unknown; readonly isBest: boolean }> {
  let refused = ''
  for (const form of formsOf(made)) {
    try {
      return { answer: await whenAllowed(() => call(form)), isBest: refused === '' }
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
  readonly files?: readonly { readonly name?: string | null }[]
}

interface Place {
  readonly channel: string
  readonly thread?: string
  readonly since?: Date
}

/** https://docs.slack.dev/messaging/message-metadata: only the app that wrote it can see it in its own messages. */
async function find(web: Web, place: Place, key: string): Promise<MessagePointer | undefined> {
  for await (const messages of pagesOf(web, place)) {
    const found = messages.find(
      ({ metadata }) => metadata?.event_type === METADATA && metadata.event_payload?.key === key,
    )
    if (found?.ts !== undefined) return { channel: place.channel, ts: found.ts }
  }
  return undefined
}

async function filesIn(web: Web, { channel, ts }: MessagePointer): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for await (const messages of pagesOf(web, { channel, thread: ts, since: new Date(0) })) {
    for (const { name } of messages.flatMap(({ files = [] }) => files)) if (name) names.add(name)
  }
  return names
}

/** What was said there: the latest, or page by page all since a time. @throws Unpostable, and what else the Web API throws */
async function* pagesOf(web: Web, { channel, thread, since }: Place): AsyncGenerator<readonly Kept[]> {
  const oldest = since === undefined ? {} : { oldest: (since.getTime() / 1000).toFixed(6) }
  const asked = { channel, limit: LOOKED_THROUGH, include_all_metadata: true, ...oldest }
  let cursor: string | undefined
  do {
    const page = { ...asked, ...(cursor === undefined ? {} : { cursor }) }
    const { messages = [], response_metadata } = await orUnpostable(() =>
      thread === undefined
        ? web.reads.conversations.history(page)
        : web.reads.conversations.replies({ ...page, ts: thread }),
    )
    yield messages
    cursor = since && (response_metadata?.next_cursor || undefined)
  } while (cursor !== undefined)
}

async function upload(web: Web, { channel, ts }: MessagePointer, file: ThreadFile): Promise<void> {
  const { name, title, content, alt } = file
  await orUnpostable(() =>
    web.uploads.files.uploadV2({
      channel_id: channel,
      thread_ts: ts,
      filename: name,
      title,
      ...(typeof content === 'string' ? { content } : { file: Buffer.from(content) }),
      ...(alt === undefined ? {} : { alt_text: alt }),
    }),
  )
}
