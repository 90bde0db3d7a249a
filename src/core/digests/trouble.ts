import { DEAD_TOKEN } from '../dead-token.ts'
import { message, type Message } from '../../blocks/message.ts'
import { actions, type Inline, words } from '../../blocks/pieces.ts'
import { runButton } from '../../blocks/buttons.ts'
import type { Claimed } from '../../store/deliveries.ts'
import type { Digest } from '../../store/digest.ts'
import { TooFast, Unpostable, type Desk } from '../changes/desk.ts'
import { pause } from '../changes/worker.ts'
import { minutesAfter, TRIED_MINUTES } from './digesting.ts'
import { Plan } from './plan.ts'

/** The owner of a digest has no account any more: nobody answers for it, nor for who sees money in it. */
export class OwnerGone extends Error {
  override readonly name = 'OwnerGone'
}

/** What the store has as the plan of a digest is none to this version of the program. */
class UnreadablePlan extends Error {
  override readonly name = 'UnreadablePlan'
}

/** A digest's plan. @throws UnreadablePlan where it is none, or one of another version */
export function readPlan({ id, plan }: Pick<Digest, 'id' | 'plan'>): Plan {
  const read = Plan.safeParse(plan)
  if (read.success) return read.data
  throw new UnreadablePlan(`The plan of digest ${id} cannot be read.`, { cause: read.error })
}

/** What passes by itself, or is for whoever runs the bot rather than for the owner of a digest. */
const PASSING = new Set(['ratelimited', 'rate_limited', 'access_denied', ...DEAD_TOKEN])

const WHY: Readonly<Record<string, string>> = {
  channel_not_found: 'is gone, or the bot cannot see it',
  not_in_channel: 'does not have the bot in it',
  is_archived: 'is archived',
  restricted_action: 'does not let the bot post',
  restricted_action_read_only_channel: 'does not let the bot post',
  restricted_action_thread_only_channel: 'takes answers in threads only',
  restricted_action_non_threadable_channel: 'takes no threads',
}

/**
 * Why there is no use in trying again, as the end of a sentence; undefined: it may pass.
 * @param channel what the channel is called: never by its name, which not everybody who reads it may know
 */
export function permanent(error: unknown, channel: string): string | undefined {
  if (error instanceof UnreadablePlan) return 'this version of the bot cannot read its settings'
  if (error instanceof OwnerGone) return 'the account of its owner was deactivated'
  if (!(error instanceof Unpostable) || PASSING.has(error.code)) return undefined
  if (error.code === 'missing_scope') return 'the app was not given a right that it needs (missing_scope)'
  return `${channel} ${WHY[error.code] ?? `takes no message from the bot (${error.code})`}`
}

function isOfChannel(error: unknown): boolean {
  return error instanceof Unpostable && error.code !== 'missing_scope'
}

const RETRY_MINUTES = [0.5, 1, 5, 15] as const

/**
 * A delivery did not succeed. What may pass is tried again, until it is too late for it; the rest pauses the digest, of
 * which its owner is told.
 */
export async function troubled(
  desk: Desk,
  { delivery, digest }: Claimed,
  { error, stopping }: { error: unknown; stopping: boolean },
): Promise<void> {
  const { digests, deliveries } = desk.store
  const now = desk.now()
  if (stopping) return deliveries.later(delivery, { tryAfter: now, why: 'the bot was stopped' })
  const why = permanent(error, digest.channels.length > 1 ? 'one of its channels' : 'its channel')
  desk.log('warn', error, { digest: digest.id, delivery: delivery.id, tries: delivery.tries })
  const { endedAt, message: pointer } = delivery
  // It says that there are no numbers, and that they were tried for two hours.
  if (endedAt && pointer && now >= minutesAfter(endedAt, TRIED_MINUTES))
    return deliveries.told(delivery, {
      pointer,
      why: why ?? 'a trouble with Slack or the bot',
      tryAfter: null,
    })
  if (why === undefined) {
    const minutes = pause(RETRY_MINUTES, delivery.tries - 1)
    // What Slack itself says is never undercut: who asks too early has to wait the longer.
    const least = error instanceof TooFast ? error.seconds / 60 : 0
    const tryAfter = minutesAfter(now, Math.max(minutes, least))
    return deliveries.later(delivery, { tryAfter, why: 'Slack or the bot had a trouble' })
  }
  // First this: a crash in between leaves the delivery, which comes to the same again.
  await digests.pause(digest.id, { by: 'bot', why, ...(isOfChannel(error) && { channel: delivery.channel }) })
  await deliveries.failed(delivery, why)
}

const TELL_LEASE_MS = 5 * 60_000

/** Tells one owner that the bot has paused their digest. False: there was nobody to be told. */
export async function tellPaused(desk: Desk): Promise<boolean> {
  const digest = await desk.store.digests.nextToTell(TELL_LEASE_MS)
  if (!digest) return false
  try {
    await told(desk, digest)
    await desk.store.digests.told(digest.id, digest.version)
  } catch (error) {
    // Again when the lease is over.
    desk.log('warn', error, { digest: digest.id, part: 'telling its owner' })
  }
  return true
}

/** By direct message; where the owner takes none, in one of its channels, for somebody to look after it. */
async function told(desk: Desk, digest: Digest): Promise<void> {
  const places = [
    () => desk.teller.directMessages(digest.owner.userId),
    ...digest.channels.map((channel) => async () => channel),
  ]
  const key = `digest-paused-${digest.id}-${digest.version}`
  let refused: unknown
  for (const place of places) {
    try {
      const channel = await place()
      if ((await desk.teller.find({ channel, since: digest.paused?.at }, key)) === undefined)
        await desk.teller.post(channel, pausedMessage(digest), { key })
      return
    } catch (error) {
      if (!(error instanceof Unpostable) || PASSING.has(error.code)) throw error
      refused = error
    }
  }
  // Nobody takes it: it stands in the list of digests, and in the log.
  desk.log('warn', refused, { digest: digest.id, part: 'nobody could be told that it is paused' })
}

/** That a digest is paused, why, and the way out. */
function pausedMessage({ id, paused }: Digest): Message {
  const sentence = `Digest ${id} is paused: ${paused?.why ?? 'it could not be sent'}`
  const { channel } = paused ?? {}
  // Slack shows its name to those who are in it.
  const which: Inline[] = channel === undefined ? [] : [' (', { channel, text: channel }, ')']
  return message(`${sentence}.`, [
    words({ text: sentence, bold: true }, ...which, '. Nothing of it is sent until somebody resumes it.'),
    actions([
      runButton('Resume', `digest resume ${id}`, { primary: true }),
      runButton('Edit', `digest edit ${id}`),
    ]),
  ])
}
