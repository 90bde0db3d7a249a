import { setTimeout as sleep } from 'node:timers/promises'
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
  const quietly = async (act: () => Promise<unknown>) => {
    if (signal.aborted) return
    try {
      await act()
    } catch (error) {
      // The others go on: a database that is away for a moment stops nothing for good.
      desk.log('error', error, { part: 'digests' })
    }
  }
  await quietly(() => deliverAll(tools, worker, signal))
  await quietly(() => drain(() => tellPaused(desk), signal))
  await quietly(() => drain(() => recheckNext(tools, signal), signal))
}

/** Sends what is due, several at once, with what comes due meanwhile. */
async function deliverAll(tools: Digesting, { name }: DigestWorker, signal: AbortSignal): Promise<void> {
  const { desk } = tools
  const underWay = new Set<Promise<void>>()
  try {
    await planDue(desk, signal)
    while (!signal.aborted) {
      if (underWay.size >= AT_ONCE) {
        await Promise.race(underWay)
        continue
      }
      const claimed = await desk.store.deliveries.next(name, LEASE_MS)
      if (claimed) {
        const sending = deliver(tools, claimed, signal).finally(() => {
          underWay.delete(sending)
          // Home shows when mine was sent last.
          desk.moved?.()
        })
        underWay.add(sending)
      } else if (underWay.size === 0) return
      else {
        await Promise.race([...underWay, sleep(LOOK_MS, undefined, { ref: false })])
        await planDue(desk, signal)
      }
    }
  } finally {
    await Promise.all(underWay)
  }
}

async function drain(next: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await next()));
}
