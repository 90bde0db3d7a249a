import type { Message } from '../blocks/message.ts'
import { UserError } from '../core/errors.ts'
import { failure, whenAllowed } from './failure.ts'
import type { MessagePointer } from '../store/change.ts'
import { aboutBlocks, type Form, postBest, type Posted } from './forms.ts'
import { toUserError } from './sentences.ts'
import { postMessage } from './web.ts'
import type { PlaceParts, Where } from './where.ts'

/**
 * Posts a message for everybody in the channel. Sent once: a time-out does not say whether it is there.
 * @throws UserError that says why it could not be posted, and what to do
 */
export async function publishIn(
  parts: PlaceParts,
  where: Where,
  message: Message,
): Promise<MessagePointer | undefined> {
  const { channelId: channel, threadTs } = where
  if (channel === undefined || channel.startsWith('D')) {
    throw new UserError(
      'This is a direct message: there is no channel to share in. Ask in the channel, and share it there.',
    )
  }
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
  let posted: MessagePointer | undefined
  const post = async (form: Form) => {
    const answer = await postMessage(parts.web, { ...form, channel, ...thread })
    const { ts, channel: at = channel } = answer as { readonly ts?: string; readonly channel?: string }
    if (ts !== undefined) posted = { channel: at, ts }
  }
  await bring(parts, message, post, {
    nothing: 'nothing was shared',
    unclear: 'the card may or may not be in the channel. Look before you share it again',
  })
  return posted
}

/**
 * Rewrites the message that was clicked on, for everybody in the channel.
 * @throws UserError that says why it could not be, and what to do
 */
export async function rewriteIn(parts: PlaceParts, where: Where, message: Message): Promise<void> {
  const { channelId: channel, messageTs: ts } = where
  if (channel === undefined || ts === undefined)
    throw new UserError('There is no shared card here to read again.')
  await bring(parts, message, (form) => parts.web.posts.chat.update({ ...form, channel, ts }), {
    nothing: 'the card was not changed',
    unclear: 'the card may or may not be as it is in CAKE now. Click Refresh again',
  })
}

/** What the person is told where Slack does not take it. */
interface Undone {
  readonly nothing: string
  readonly unclear: string
}

async function bring(
  parts: PlaceParts,
  message: Message,
  call: (form: Form) => Promise<unknown>,
  undone: Undone,
): Promise<void> {
  try {
    if ((await postBest(message, (form) => attempt(() => call(form)))) === 'taken') return
  } catch (error) {
    const told = toUserError(error, { ...undone, botName: parts.botName() })
    if (told?.worthALine) parts.log.warn({ err: error }, 'a card could not be brought to its channel')
    throw told?.error ?? error
  }
  throw new UserError(`Slack does not take this card, so ${undone.nothing}.`)
}

/** Unlike a person's answer, a refused card has no other way to go: why it was refused is told. */
async function attempt(call: () => Promise<unknown>): Promise<Posted> {
  try {
    await whenAllowed(call)
    return 'taken'
  } catch (error) {
    const failed = failure(error)
    if (failed?.kind === 'refused' && aboutBlocks(failed.code)) return 'refused-blocks'
    throw error
  }
}
