import { message, type Message } from '../../blocks/message.ts'
import { title, words } from '../../blocks/pieces.ts'
import type { Delivery } from '../../store/digest.ts'
import { type Desk, Unpostable } from '../changes/desk.ts'
import { FIXED, keyOf } from './digesting.ts'
import { isWall } from './wall.ts'
import { wallInWords } from './words.ts'

/** What the store keeps of a delivery that came to nothing. */
interface Over {
  /** Why the numbers could not be had, or why nothing could be sent. */
  readonly why?: string
  /** Why they are not asked for any more, where that is something else. */
  readonly over?: string
}

/**
 * Makes the message true that says that the numbers are asked for again, where they are not any more: its digest was
 * paused, deleted, or has left the channel.
 * @throws Unpostable where Slack lets nobody say so, and what else the Web API throws
 */
export async function tellOver({ teller }: Desk, delivery: Delivery): Promise<void> {
  const { id, message: pointer } = delivery
  if (!pointer) return
  const made = overMessage(delivery)
  try {
    await teller.rewrite(pointer, made)
  } catch (error) {
    if (!(error instanceof Unpostable && FIXED.has(error.code))) throw error
    const place = { channel: pointer.channel, thread: pointer.ts }
    const key = keyOf(id, 'given-up')
    if (!(await teller.find(place, key)))
      await teller.post(pointer.channel, made, { thread: pointer.ts, key })
  }
}

function overMessage({ digestId, slot, outcome }: Delivery): Message {
  const { why = '', over } = (outcome ?? {}) as Over
  const cause = over === undefined ? '' : `: ${why.replace(/\.$/, '')}`
  const sentence = `The numbers could not be had${cause}. Nothing more is tried for this one: ${over ?? why}.`
  // One that was sent by hand has no time of its own.
  const called = `Digest ${digestId}${isWall(slot) ? `, ${wallInWords(slot)}` : ''}`
  return message(`${called}: ${sentence}`, [title(called), words({ text: `⚠️ ${sentence}`, bold: true })])
}
