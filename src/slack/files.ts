import type { Message } from '../blocks/message.ts'
import { escape } from '../blocks/text.ts'
import type { OutgoingFile } from '../core/place.ts'
import { sentence } from '../core/trouble.ts'
import { type Form, postedBy, type Posted } from './forms.ts'
import { toUserError } from './sentences.ts'
import { whenAllowed } from './failure.ts'
import { postMessage, type Web } from './web.ts'
import type { PlaceParts, Where } from './where.ts'

/** People's direct messages with the bot. */
export interface DirectMessages {
  /** The channel's id. @throws what the Web API throws */
  channelOf(userId: string): Promise<string>
  post(userId: string, form: Form): Promise<Posted>
}

/** Opens direct messages, and remembers which they are: they never change. */
export function directMessages(web: Web): DirectMessages {
  const known = new Map<string, string>()
  const channelOf = async (userId: string): Promise<string> => {
    const found = known.get(userId)
    if (found !== undefined) return found
    const { channel } = await whenAllowed(() => web.reads.conversations.open({ users: userId }))
    if (channel?.id === undefined) throw new Error('conversations.open answered without a channel')
    known.set(userId, channel.id)
    return channel.id
  }
  return {
    channelOf,
    post: (userId, form) =>
      postedBy(async () => {
        const channel = await channelOf(userId)
        await whenAllowed(() => postMessage(web, { ...form, channel }))
      }),
  }
}

interface Sending extends Where {
  readonly file: OutgoingFile
  readonly words: string
}

/**
 * Sends a file to the person's direct messages with the bot. Gives the word about it for where it was asked, or nothing
 * where that is the same place.
 * @throws UserError that says why it could not be sent
 */
export async function sendFile(
  parts: PlaceParts,
  dms: DirectMessages,
  sending: Sending,
): Promise<Message | undefined> {
  const { userId, channelId, file, words } = sending
  try {
    const channel = await dms.channelOf(userId)
    // As a whole again after a 429: the file is only there once its last step is done.
    await whenAllowed(() =>
      parts.web.uploads.files.uploadV2({
        channel_id: channel,
        filename: file.name,
        title: file.title,
        content: file.content,
        initial_comment: escape(words),
      }),
    )
    return channel === channelId
      ? undefined
      : sentence(`${words} It is in your direct messages with the bot.`)
  } catch (error) {
    const told = toUserError(error, {
      nothing: 'no file was sent',
      unclear: 'the file may or may not be in your direct messages with the bot',
      botName: parts.botName(),
    })
    if (told?.worthALine) parts.log.warn({ err: error, file: file.name }, 'a file could not be sent')
    throw told?.error ?? error
  }
}
