import type { Message } from '../blocks/message.ts'
import { UserError } from '../core/errors.ts'
import { aboutBlocks, type Form, postBest, type Posted } from './forms.ts'
import { toUserError } from './sentences.ts'
import { failure, whenAllowed } from './failure.ts'
import { postMessage } from './web.ts'
import type { PlaceParts, Where } from './where.ts'

/**
 * Posts a message for everybody in the channel. Sent once: a time-out does not say whether it is there.
 * @throws UserError that says why it could not be posted, and what to do
 */
export async function publishIn(parts: PlaceParts, where: Where, message: Message): Promise<void> {
  const { channelId, threadTs } = where
  if (channelId === undefined || channelId.startsWith('D')) {
    throw new UserError(
      'This is a direct message: there is no channel to share in. Ask in the channel, and share it there.',
    )
  }
  try {
    const posted = await postBest(message, (form) => post(parts, channelId, threadTs, form))
    if (posted === 'taken') return
  } catch (error) {
    throw explained(parts, where, error)
  }
  throw new UserError('Slack does not take this card, so nothing was shared.')
}

async function post(
  parts: PlaceParts,
  channel: string,
  threadTs: string | undefined,
  form: Form,
): Promise<Posted> {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
  try {
    await whenAllowed(() => postMessage(parts.web, { ...form, channel, ...thread }))
    return 'taken'
  } catch (error) {
    const failed = failure(error)
    if (failed?.kind === 'refused' && aboutBlocks(failed.code)) return 'refused-blocks'
    throw error
  }
}

function explained(parts: PlaceParts, where: Where, error: unknown): unknown {
  const told = toUserError(error, {
    nothing: 'nothing was shared',
    unclear: 'the card may or may not be in the channel. Look before you share it again',
    botName: parts.botName(),
  })
  if (told?.worthALine) parts.log.warn({ err: error, channel: where.channelId }, 'a card could not be shared')
  return told?.error ?? error
}
