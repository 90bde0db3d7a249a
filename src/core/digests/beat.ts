import type { Claimed } from '../../store/deliveries.ts'
import { drain, quietly, severalAtOnce } from '../beating.ts'
import { deliver, LEASE_MS } from './deliver.ts'
import type { Digesting, DigestWorker } from './digesting.ts'
import { planDue } from './planning.ts'
import { recheckNext } from './recheck.ts'
import { tellPaused } from './trouble.ts'

/** So many are on their way at once: they mostly wait for CAKE, and one that waits long holds up few. */
const AT_ONCE = 8
/** While all that was due is on its way, it is looked for more this often. */
const LOOK_MS = 1_000

/** Everything that digests need to be done by themselves, once over; each until there is no more of it. Never rejects. */
export async function digestBeat(tools: Digesting, worker: DigestWorker, signal: AbortSignal): Promise<void> {
  const { desk } = tools
  const part = (act: () => Promise<unknown>) => quietly(desk, 'digests', signal, act)
  await part(() => deliverAll(tools, worker, signal))
  await part(() => drain(() => tellPaused(desk), signal))
  await part(() => drain(() => recheckNext(tools, signal), signal))
}

/** Sends what is due, several at once, with what comes due meanwhile. */
async function deliverAll(
  tools: Digesting,
  { name, leaseMs = LEASE_MS }: DigestWorker,
  signal: AbortSignal,
): Promise<void> {
  const { desk } = tools
  const again = () => planDue(desk, signal)
  await again()
  const next = () => desk.store.deliveries.next(name, leaseMs)
  const act = async (claimed: Claimed) => {
    await deliver(tools, claimed, { leaseMs, signal })
    // Home shows when mine was sent last.
    desk.moved?.()
  }
  await severalAtOnce({ most: AT_ONCE, lookMs: LOOK_MS, next, act, again }, signal)
}
