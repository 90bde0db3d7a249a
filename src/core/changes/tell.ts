import type { Message } from '../../blocks/message.ts'
import type { Change as Kept, MessagePointer } from '../../store/change.ts'
import { approvalMessage, headline, requesterMessage } from './cards.ts'
import { UserError } from '../errors.ts'
import { Unpostable, type Desk } from './desk.ts'
import { newsIn } from './story.ts'
import { livingCards } from '../living.ts'
import { approvalsChannelOf } from './submit.ts'
import { message } from '../../blocks/message.ts'
import { lines, type Inline } from '../../blocks/pieces.ts'

/** Longer than Slack makes the bot wait, twice over: https://docs.slack.dev/apis/web-api/rate-limits */
const LEASE_MS = 120_000
const AGAIN_MS = [2_000, 10_000, 60_000, 300_000, 900_000] as const

/** What the store keeps of where a change was asked. */
interface AskedIn {
  readonly channel?: string
  readonly thread?: string
}

/**
 * Tells everybody of the news of one change: the approvals message, its thread, the requester's card. All of it is
 * rewritten to how the change now stands, so that telling again after a crash does no harm. False: there was no news.
 */
export async function tellNext(desk: Desk): Promise<boolean> {
  const change = await desk.store.queue.nextToTell(LEASE_MS)
  if (!change) return false
  const { version, told } = change.telling
  try {
    const failed = await failureOf(tellApprovers(desk, change, told))
    // They learn of it also when the approvals channel cannot be told, and of that too.
    await tellRequester(desk, change, failed && unaskedInWords(change, failed))
    if (failed !== undefined) throw failed
    // Before it is noted that all was told: else a crash in between left them as they were.
    await livingCards(desk, change)
    await desk.store.queue.told(change.id, version)
    desk.moved?.()
  } catch (error) {
    desk.log('warn', error, { change: change.id, telling: version })
    const pause = AGAIN_MS[Math.min(change.telling.tries - 1, AGAIN_MS.length - 1)] ?? 60_000
    await desk.store.queue.tellLater(change.id, version, new Date(desk.now().getTime() + pause))
  }
  return true
}

/** What went wrong; undefined: nothing. */
async function failureOf(work: Promise<void>): Promise<Error | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function tellApprovers(desk: Desk, change: Kept, told: number): Promise<void> {
  const made = approvalMessage(change, desk.cake.zone)
  const channel = await approvalsChannelOf(desk)
  const pointer = await keepTrue(desk, change, {
    kind: 'approvals',
    known: change.approvalsMessage,
    channel,
    made,
  })
  // The first telling is the message itself; the story goes on in its thread.
  if (told === 0) return
  const key = `change-${change.id}-${change.telling.version}`
  const thread = { channel: pointer.channel, thread: pointer.ts }
  const isTold = change.telling.tries > 1 && (await foundIn(desk, thread, key)) !== undefined
  const story = isTold ? undefined : await storyOf(desk, change)
  if (!story) return
  // What was not approved, or not by as many as it needs, is told to the whole channel.
  const broadcast = change.breakGlass !== null
  await desk.teller.post(pointer.channel, story, {
    thread: pointer.ts,
    key,
    ...(broadcast ? { broadcast } : {}),
  })
}

/** Where it was asked; in direct messages where the bot cannot post there; nowhere where it cannot post there either. */
async function tellRequester(desk: Desk, change: Kept, unasked: string | undefined): Promise<void> {
  const { channel, thread } = change.askedIn as AskedIn
  const made = requesterMessage(change, desk.cake.zone, unasked)
  const keeping = { kind: 'requester', known: change.requesterMessage, made } as const
  try {
    if (channel !== undefined) return void (await keepTrue(desk, change, { ...keeping, channel, thread }))
  } catch (error) {
    if (!(error instanceof Unpostable)) throw error
  }
  try {
    const own = await desk.teller.directMessages(change.requester.userId)
    const known = keeping.known?.channel === own ? keeping.known : null
    await keepTrue(desk, change, { ...keeping, known, channel: own })
  } catch (error) {
    if (!(error instanceof Unpostable)) throw error
    // Whoever has left the workspace is told nothing any more; all others are.
    desk.log('warn', error, { change: change.id, part: 'direct messages' })
  }
}

interface Keeping {
  readonly kind: 'approvals' | 'requester'
  readonly known: MessagePointer | null
  readonly channel: string
  readonly thread?: string
  readonly made: Message
}

/** Rewrites the message where it is; posts it where there is none yet, looking first for one that a crash left unnoted. */
async function keepTrue(
  desk: Desk,
  change: Kept,
  { kind, known, channel, thread, made }: Keeping,
): Promise<MessagePointer> {
  const key = `change-${change.id}-${kind}`
  // Not the first attempt, or not the first news: it may have been posted without that being noted.
  const mayBeThere = change.telling.tries > 1 || change.telling.version > 1
  const pointer = known ?? (mayBeThere ? await foundIn(desk, { channel, thread }, key) : undefined)
  if (pointer && (await rewritten(desk, pointer, made, channel))) {
    if (!known) await desk.store.changes.posted(change.id, { [kind]: pointer })
    return pointer
  }
  const posted = await desk.teller.post(channel, made, { key, ...(thread === undefined ? {} : { thread }) })
  await desk.store.changes.posted(change.id, { [kind]: posted })
  return posted
}

/**
 * The bot's message with this key. Undefined also where the bot cannot look: it may post in public channels without being
 * in them, but not read there. Then something may be told twice, which is better than never.
 */
export async function foundIn(
  { teller }: Desk,
  place: { readonly channel: string; readonly thread?: string },
  key: string,
): Promise<MessagePointer | undefined> {
  try {
    return await teller.find(place, key)
  } catch (error) {
    if (error instanceof Unpostable) return undefined
    throw error
  }
}

/** False where the message is gone, or is in a channel that is not the one any more and takes nothing: then it is posted anew. */
async function rewritten(
  desk: Desk,
  pointer: MessagePointer,
  made: Message,
  channel: string,
): Promise<boolean> {
  try {
    await desk.teller.rewrite(pointer, made)
    return true
  } catch (error) {
    if (!(error instanceof Unpostable)) throw error
    if (error.code !== 'message_not_found' && pointer.channel === channel) throw error
    return false
  }
}

const UNPOSTABLE: Readonly<Record<string, string>> = {
  channel_not_found: 'is gone, or the bot cannot see it',
  not_in_channel: 'does not have the bot in it: invite it there',
  is_archived: 'is archived',
}

/** What the requester is told where those who could approve it cannot be; undefined: it passes by itself. */
function unaskedInWords({ state }: Kept, failed: Error): string | undefined {
  const sentence =
    failed instanceof UserError ? failed.message : failed instanceof Unpostable && unpostable(failed)
  if (!sentence) return undefined
  if (state !== 'waiting') return `${sentence} What became of this is told only here.`
  return `${sentence} Nobody was asked yet; the bot goes on trying. An admin can set another channel with /cake settings.`
}

function unpostable({ code }: Unpostable): string {
  return `The approvals channel ${UNPOSTABLE[code] ?? `takes no message from the bot (${code})`}.`
}

/** What has happened since people were last told, in the thread of the approvals message; undefined: nothing for it. */
async function storyOf({ store }: Desk, change: Kept): Promise<Message | undefined> {
  const { told, version } = change.telling
  const news = newsIn(await store.audit.story(change.id), told, version)
  if (news.length === 0) return undefined
  // What the whole channel is told has to say which change it is about.
  const about: Inline[][] = change.breakGlass
    ? [[{ text: `${change.id}: ${change.about.title}`, bold: true }]]
    : []
  return message(headline(change), [lines([...about, ...news])])
}
