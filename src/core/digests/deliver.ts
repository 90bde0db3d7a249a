import { message, type Message } from '../../blocks/message.ts'
import { runButton } from '../../blocks/buttons.ts'
import { actions, words } from '../../blocks/pieces.ts'
import type { MessagePointer } from '../../store/change.ts'
import type { Claimed } from '../../store/deliveries.ts'
import type { Delivery } from '../../store/digest.ts'
import { Unpostable, type Desk, type Posted } from '../changes/desk.ts'
import { pause } from '../changes/worker.ts'
import type { ChannelFacts } from '../directory.ts'
import type { Composed, DigestCurrencies, DigestTotals } from './composed.ts'
import { whileHeld } from './hold.ts'
import { type Digesting, FIXED, keyOf, minutesAfter, TRIED_MINUTES } from './digesting.ts'
import type { Plan } from './plan.ts'
import { isLate, isTooLate, tooLate } from './slots.ts'
import { fillThread } from './thread.ts'
import { OwnerGone, readPlan, troubled } from './trouble.ts'

/** Longer than posting can take; while something takes longer, it is claimed on. */
export const LEASE_MS = 5 * 60_000
const NUMBERS_MINUTES = [2, 5, 10, 15, 20] as const
/** Slack's clock is not the bot's. */
const CLOCKS_APART = 60
const RECHECK_MINUTES = 3 * 24 * 60

/** What the store keeps of a digest that was sent. */
export interface Sent {
  /** Absent: it was found to be sent, and nobody knows with which numbers. */
  readonly totals?: DigestTotals
  readonly currencies?: DigestCurrencies
  /** ISO */
  readonly asOf?: string
  /** What it was to be then: it may be edited since. */
  readonly plan?: unknown
}

/** A message of a delivery that is up already. */
interface Up {
  readonly pointer: MessagePointer
  /** False: it says that the numbers cannot be had. */
  readonly hasNumbers: boolean
}

interface Delivering {
  /** For how long it is claimed at a time. */
  readonly leaseMs: number
  readonly signal: AbortSignal
}

/** Brings one delivery to its channel, or puts on record why not. Never rejects. */
export async function deliver(tools: Digesting, claimed: Claimed, delivering: Delivering): Promise<void> {
  const { desk } = tools
  const { delivery, digest } = claimed
  try {
    await attempt(tools, claimed, { plan: readPlan(digest), ...delivering })
  } catch (error) {
    try {
      await troubled(desk, claimed, { error, stopping: delivering.signal.aborted })
    } catch (error) {
      // The lease tells by when somebody has to look after it.
      desk.log('error', error, { digest: digest.id, delivery: delivery.id })
    }
  }
}

interface Attempt extends Delivering {
  readonly plan: Plan
}

async function attempt(
  tools: Digesting,
  claimed: Claimed,
  { plan, leaseMs, signal }: Attempt,
): Promise<void> {
  const { desk, compose } = tools
  const { delivery } = claimed
  const { deliveries } = desk.store
  const up = await alreadyUp(desk, delivery)
  const isOver = isTooLate(delivery.dueAt, plan.lateHours, desk.now())
  if (isOver && !up) return deliveries.skipped(delivery, tooLate(plan.lateHours))
  if (isOver && up?.hasNumbers) return keepSent(desk, delivery, up)
  const facts = await openChannel(desk, claimed)
  const now = desk.now()
  const asked = {
    plan,
    ...(facts?.name === undefined ? {} : { channelName: facts.name }),
    slot: delivery.slot,
    dueAt: delivery.dueAt,
    late: delivery.late || (!up && isLate(delivery.dueAt, now)),
    now,
    money: await showsMoney(desk, claimed, plan, facts),
    signal,
  }
  const composed = await whileHeld(desk, delivery, leaseMs, () => compose(asked))
  signal.throwIfAborted()
  // Somebody else has it by now, or a person has paused the digest.
  if (!(await deliveries.hold(delivery, leaseMs))) return
  if (composed.kind === 'none') return withoutNumbers(desk, delivery, composed, up)
  const posted = await show(desk, delivery, { made: composed.message, up, key: keyOf(delivery.id) })
  await whileHeld(desk, delivery, leaseMs, () =>
    fillThread(tools, posted, { composed, tries: delivery.tries }),
  )
  const { totals, currencies, asOf } = composed
  const outcome: Sent = { totals, currencies, asOf: asOf.toISOString(), plan }
  const recheck = plan.recheck ? { recheckAt: minutesAfter(desk.now(), RECHECK_MINUTES) } : {}
  await deliveries.sent(delivery, { outcome, ...recheck })
}

/** What an attempt before this one has put up, whether or not it could note that. */
async function alreadyUp({ teller, store }: Desk, delivery: Delivery): Promise<Up | undefined> {
  const { id, channel, dueAt, message: noted, state, tries } = delivery
  if (noted) return { pointer: noted, hasNumbers: state !== 'told' }
  if (tries === 1) return undefined
  const place = { channel, since: minutesAfter(dueAt, -CLOCKS_APART) }
  const numbers = await teller.find(place, keyOf(id))
  const pointer = numbers ?? (await teller.find(place, keyOf(id, 'told')))
  if (!pointer) return undefined
  if (numbers) await store.deliveries.posted(id, numbers)
  return { pointer, hasNumbers: numbers !== undefined }
}

/**
 * What Slack says of the channel; undefined where the bot may not know.
 * @throws Unpostable where nothing is to be sent there; OwnerGone
 */
async function openChannel(
  { directory }: Desk,
  { delivery, digest }: Claimed,
): Promise<ChannelFacts | undefined> {
  const facts = await directory?.channel(delivery.channel)
  if (facts?.isArchived) throw new Unpostable('is_archived')
  // Where it is public Slack would take the message all the same; but the bot was put out of it.
  if (facts && !facts.isMember) throw new Unpostable('not_in_channel')
  if (directory && !(await directory.isActive(digest.owner.userId))) throw new OwnerGone()
  return facts
}

/** Only where its owner says so and may see it, and nobody of another company reads along. */
async function showsMoney(
  { directory }: Desk,
  { digest }: Claimed,
  { money }: Plan,
  facts: ChannelFacts | undefined,
): Promise<boolean> {
  if (!money || !directory || !facts || facts.isShared) return false
  return directory.seesMoney(digest.owner.userId)
}

/** Puts the message where it is to be: over the one that is up, or anew. */
async function show(
  { teller, store }: Desk,
  { id, channel }: Delivery,
  { made, up, key }: { readonly made: Message; readonly up: Up | undefined; readonly key: string },
): Promise<Posted> {
  // The one that says that there are no numbers is noted with what it says.
  const hasNumbers = key === keyOf(id)
  const rewritten = up && (await rewriteIfAble(teller, up.pointer, { made, hasNumbers }))
  const posted = rewritten ?? (await teller.post(channel, made, { key }))
  if (hasNumbers) await store.deliveries.posted(id, posted)
  return posted
}

/** Undefined where somebody has deleted it, or numbers cannot come into it: they are a message of their own then. */
async function rewriteIfAble(
  teller: Desk['teller'],
  pointer: MessagePointer,
  { made, hasNumbers }: { readonly made: Message; readonly hasNumbers: boolean },
): Promise<Posted | undefined> {
  try {
    return await teller.rewrite(pointer, made)
  } catch (error) {
    if (!(error instanceof Unpostable)) throw error
    if (error.code === 'message_not_found') return undefined
    if (!FIXED.has(error.code)) throw error
    // That there are no numbers it says already.
    return hasNumbers ? undefined : { ...pointer, best: true }
  }
}

/** Numbers that are up stay up; else the channel is told that there are none, and they are asked for again. */
async function withoutNumbers(
  desk: Desk,
  delivery: Delivery,
  { message: trying, over, why }: Composed & { kind: 'none' },
  up: Up | undefined,
): Promise<void> {
  if (up?.hasNumbers) return keepSent(desk, delivery, up)
  const now = desk.now()
  const until = minutesAfter(delivery.endedAt ?? now, TRIED_MINUTES)
  const again = minutesAfter(now, pause(NUMBERS_MINUTES, delivery.tries - 1))
  const tryAfter = now >= until ? null : again < until ? again : until
  const made = tryAfter ? trying : over
  const pointer = await show(desk, delivery, { made, up, key: keyOf(delivery.id, 'told') })
  if (!tryAfter) await giveUp(desk, delivery, pointer)
  await desk.store.deliveries.told(delivery, { pointer, why, tryAfter })
}

/** Says below the message too that nothing more is tried: nobody is told of an edited message, and some stay as they are. */
async function giveUp({ teller }: Desk, { id, digestId }: Delivery, pointer: MessagePointer): Promise<void> {
  const key = keyOf(id, 'given-up')
  if (await teller.find({ channel: pointer.channel, thread: pointer.ts }, key)) return
  const sentence = 'The numbers could not be had within two hours. Nothing more is tried for this one.'
  const made = message(sentence, [
    words(sentence),
    actions([runButton('Send now', `digest send ${digestId}`)]),
  ])
  await teller.post(pointer.channel, made, { thread: pointer.ts, key })
}

/** It was sent, with numbers that are only in the message. */
async function keepSent({ store }: Desk, delivery: Delivery, { pointer }: Up): Promise<void> {
  await store.deliveries.posted(delivery.id, pointer)
  const outcome: Sent = {}
  await store.deliveries.sent(delivery, { outcome })
}
