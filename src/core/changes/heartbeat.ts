import { message } from '../../blocks/message.ts'
import { words } from '../../blocks/pieces.ts'
import { drain, isStillOn, quietly } from '../beating.ts'
import { daily } from '../daily.ts'
import { Unpostable, type Desk } from './desk.ts'
import { recoverAll, settleNext } from './settle.ts'
import { foundIn, tellNext } from './tell.ts'
import { applyAll, type WorkerOptions } from './worker.ts'

/** When Slack did not take a reminder. */
const REMIND_AGAIN_MS = 60_000
/** While a write is under way, people are told of the rest this often. */
const MEANWHILE_MS = 500

/** Everything that changes need to be done by themselves, once over; each until there is no more of it. */
export async function beat(desk: Desk, options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const part = (act: () => Promise<unknown>) => quietly(desk, 'changes', signal, act)
  const tell = () => part(() => drain(() => tellNext(desk), signal))
  const work = async () => {
    await part(() => applyAll(desk, options, signal))
    await part(() => drain(() => settleNext(desk), signal))
  }
  // Mostly somebody has just approved something: all else, telling of it too, comes after the write.
  await meanwhile(work(), signal, tell)
  await part(() => expireAll(desk))
  await part(() => recoverAll(desk))
  await meanwhile(work(), signal, tell)
  await part(() => drain(() => remindNext(desk), signal))
  await tell()
  await part(() => daily(desk, signal))
}

/** CAKE may take half a minute for one write; nobody else is kept waiting by it. */
async function meanwhile(work: Promise<void>, signal: AbortSignal, tell: () => Promise<void>): Promise<void> {
  const done = new AbortController()
  const ended = work.finally(() => done.abort())
  while (!signal.aborted && (await isStillOn(MEANWHILE_MS, done.signal))) await tell()
  await ended
}

async function expireAll({ store }: Desk): Promise<void> {
  for (const id of await store.queue.dueToExpire()) await store.changes.step(id, { step: 'expire' })
}

/** Reminds of one that still waits, once, in its thread and for the channel to see, without tagging anybody. */
async function remindNext(desk: Desk): Promise<boolean> {
  const change = await desk.store.queue.nextToRemind()
  if (!change) return false
  const { id, approvalsMessage } = change
  // What nobody could be asked yet is still being brought there.
  if (!approvalsMessage) return true
  const sentence = `Change ${id} still waits for approval: ${change.about.title}`
  const reminder = message(sentence, [words(sentence)])
  const { channel, ts: thread } = approvalsMessage
  const key = `change-${id}-reminder`
  try {
    // Slack may have taken it before and not said so.
    if (await foundIn(desk, { channel, thread }, key)) return true
    await desk.teller.post(channel, reminder, { thread, key, broadcast: true })
  } catch (error) {
    const again = new Date(desk.now().getTime() + REMIND_AGAIN_MS)
    if (!(error instanceof Unpostable)) await desk.store.queue.remindLater(id, again)
    throw error
  }
  return true
}
