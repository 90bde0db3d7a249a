import type { Change as Kept } from '../../store/change.ts'
import { dayInZone } from '../days.ts'
import type { Written } from './change.ts'
import { contextOf, type Desk } from './desk.ts'
import type { Values } from './fields.ts'
import { KNOWN } from './review.ts'
import { differenceOf, saidBefore } from './said.ts'
import type { OutcomeAnswer } from './words.ts'
import { LEASE_MS, pause, readAgain } from './worker.ts'

/** What may still be on its way after a write whose outcome is unknown. */
const ON_ITS_WAY_MS = 120_000
const SETTLE_MS = [5_000, 15_000, 60_000, 120_000, 300_000, 900_000] as const

/** Settles one change of which it is unknown what came of it, by reading. False: there was none whose time has come. */
export async function settleNext(desk: Desk): Promise<boolean> {
  const change = await desk.store.queue.nextToSettle(LEASE_MS)
  if (!change) return false
  try {
    const found = await findOut(desk, change)
    if (found) {
      const { to, answer } = found
      await desk.store.changes.step(change.id, { step: 'settle', to, answer, createdId: answer.id })
      return true
    }
  } catch (error) {
    desk.log('warn', error, { change: change.id, settling: true })
  }
  const again = new Date(desk.now().getTime() + pause(SETTLE_MS, change.tries - 1))
  await desk.store.queue.settleLater(change.id, again)
  return true
}

const FOUND = 'CAKE did not confirm it; reading it back shows that it is done.'
const never: FoundOut = {
  to: 'failed',
  answer: { sentence: 'CAKE did not confirm it; reading it back shows that it was not done.' },
}

/** Of other changes that may have made the same. */
const MOST_LOOKED_AT = 1000

type FoundOut = { readonly to: 'applied' | 'failed'; readonly answer: OutcomeAnswer }

/** What reading tells; undefined where it cannot tell yet, or ever. @throws CakeError, UserError */
async function findOut(desk: Desk, change: Kept): Promise<FoundOut | undefined> {
  const said = saidBefore(desk.registry, change)
  const isOver = desk.now().getTime() - (change.claim?.writeStartedAt?.getTime() ?? 0) > ON_ITS_WAY_MS
  const { lines, guard } = differenceOf(change)
  if (said.change.candidates) {
    if (guard[KNOWN] === undefined) return undefined
    const fresh = await unclaimed(desk, change, await newSince(desk, change))
    const [only] = fresh
    if (only && fresh.length === 1)
      return (await mayBeAnothers(desk, change, only))
        ? undefined
        : { to: 'applied', answer: { ...only, sentence: FOUND } }
    return fresh.length === 0 && isOver ? never : undefined
  }
  const { before } = await readAgain(desk, change)
  if (lines.every(({ field, after }) => (before[field] ?? null) === after))
    return { to: 'applied', answer: { sentence: FOUND } }
  return isOver && lines.every((line) => (before[line.field] ?? null) === line.before) ? never : undefined
}

/** Those of CAKE's that may be what a change has made: they were not there when it was asked. @throws CakeError, UserError */
async function newSince(desk: Desk, change: Kept): Promise<readonly Written[]> {
  const said = saidBefore(desk.registry, change)
  const context = contextOf(desk, dayInZone(desk.now(), desk.cake.zone))
  const all = (await said.change.candidates?.(context, said.input, change.after as Values)) ?? []
  const known = new Set(String(differenceOf(change).guard[KNOWN] ?? '').split(' '))
  return all.filter(({ id }) => !known.has(String(id)))
}

/** What no other change is known to have made. */
async function unclaimed(desk: Desk, change: Kept, found: readonly Written[]): Promise<readonly Written[]> {
  const left: Written[] = []
  for (const each of found) {
    const thing = { kind: change.about.kind, id: Number(each.id) }
    const { changes } = await desk.store.changes.list(
      { things: [thing], states: ['applied'] },
      { size: MOST_LOOKED_AT },
    )
    const isMadeBy = (other: Kept) => other.about.id === thing.id && differenceOf(other).isNew
    if (!changes.some((other) => other.id !== change.id && isMadeBy(other))) left.push(each)
  }
  return left
}

/** Whether another change, of which it is not known either what came of it, may have made the same. @throws CakeError */
async function mayBeAnothers(desk: Desk, change: Kept, { id }: Written): Promise<boolean> {
  const { kind } = change.about
  const { changes } = await desk.store.changes.list(
    { kind, states: ['unknown', 'applying'] },
    { size: MOST_LOOKED_AT },
  )
  const rivals = changes.filter(
    (other) => other.id !== change.id && other.command === change.command && other.claim?.writeStartedAt,
  )
  for (const rival of rivals) {
    if ((await newSince(desk, rival)).some((each) => each.id === id)) return true
  }
  return false
}

/** Changes whose worker died: what was not started is tried again, what was started is found out. */
export async function recoverAll(desk: Desk): Promise<void> {
  const { notStarted, started } = await desk.store.queue.dueToRecover()
  for (const id of [...notStarted, ...started]) await desk.store.changes.step(id, { step: 'recover' })
}
