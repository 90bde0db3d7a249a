import { CakeError } from '../../cake/errors.ts'
import type { Change as Kept } from '../../store/change.ts'
import { severalAtOnce } from '../beating.ts'
import { dayInZone } from '../days.ts'
import { UserError } from '../errors.ts'
import { missing } from '../trouble.ts'
import type { Written } from './change.ts'
import { calledIn } from './called.ts'
import { contextOf, type Desk } from './desk.ts'
import type { Values } from './fields.ts'
import { movedSince, reread, type Reread, type Said } from './review.ts'
import { differenceOf, isAsApproved, saidBefore } from './said.ts'
import type { OutcomeAnswer } from './words.ts'

/** Longer than reading before the write, and the write itself, may take: the client gives a write 30 s. */
export const LEASE_MS = 120_000
/** CAKE takes its time for each of three calls; with so many at once its rate is what limits, and lookups still get through. */
export const AT_ONCE = 6
/** While all that was approved is under way, it is looked for more this often. */
const LOOK_MS = 500
/** When CAKE cannot be read before the write, or does not take it: then nothing was changed, and it is tried again. */
const RETRY_MS = [10_000, 30_000, 60_000, 300_000] as const

export interface WorkerOptions {
  /** Nobody else's, now or ever. */
  readonly name: string
}

/**
 * Carries out what is approved, the oldest first and several at once, until there is no more of it. What is approved
 * meanwhile is taken along. One that fails by the program's own fault stops no other.
 */
export function applyAll(desk: Desk, options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const next = () => desk.store.queue.nextToApply(options.name, LEASE_MS)
  const act = (change: Kept) => apply(desk, change, options)
  return severalAtOnce({ most: AT_ONCE, lookMs: LOOK_MS, next, act }, signal)
}

/**
 * Reads CAKE once more, writes once, records what came of it. A write is sent only after it was recorded that it will be,
 * and never again after that, unless CAKE surely has not taken it. Never rejects.
 */
async function apply(desk: Desk, change: Kept, options: WorkerOptions): Promise<void> {
  try {
    const ready = await prepared(desk, change, options.name)
    if (ready) await writeOnce(desk, change, ready, options)
  } catch (error) {
    // The lease tells by when somebody has to look after it.
    desk.log('error', error, { change: change.id, part: 'applying' })
  }
}

const ALTERED =
  'What is in the record is not what was approved, so nothing was written. Somebody has edited the database.'

/** Undefined where it must not be written now: then that is recorded. */
async function prepared(desk: Desk, change: Kept, worker: string): Promise<Said | undefined> {
  let now: Reread
  let said: Said
  try {
    if (!isAsApproved(change)) throw new UserError(ALTERED)
    said = saidBefore(desk.registry, change)
    now = await readAgain(desk, change)
  } catch (error) {
    await putOff(desk, change, worker, error)
    return undefined
  }
  const moved = movedSince(differenceOf(change), now, calledIn(desk.catalogue))
  if (moved.length === 0) return said
  await desk.store.changes.step(change.id, { step: 'goStale', by: 'bot', found: { moved }, worker })
  return undefined
}

/** What a kept change touches, as CAKE has it now. @throws CakeError, UserError */
export async function readAgain(desk: Desk, change: Kept): Promise<Reread> {
  const context = contextOf(desk, dayInZone(desk.now(), desk.cake.zone))
  return reread(context, saidBefore(desk.registry, change), change.after as Values)
}

/** Nothing was sent: what may pass is tried again until the change expires, the rest has failed. */
async function putOff(desk: Desk, change: Kept, worker: string, error: unknown): Promise<void> {
  if (passes(error) || (error instanceof CakeError && error.kind === 'unreadable')) {
    const again = { worker, retryAt: retryAt(desk, change, error), why: missing(error) }
    await desk.store.changes.step(change.id, { step: 'release', ...again })
    return
  }
  desk.log('warn', error, { change: change.id })
  const answer: OutcomeAnswer = { sentence: missing(error) }
  await desk.store.changes.step(change.id, { step: 'finish', worker, to: 'failed', answer })
}

/** CAKE's trouble that is over sooner or later. A write that may have been carried out is of another kind. */
function passes(error: unknown): error is CakeError {
  return (
    error instanceof CakeError &&
    (error.kind === 'unreachable' || error.kind === 'timeout' || error.kind === 'rate-limited')
  )
}

/** Of a write: it was never sent, or CAKE has asked to wait instead of doing it. */
function isNotTaken(error: unknown): error is CakeError {
  return passes(error) && (error.status === undefined || error.status === 429)
}

/** Not before CAKE wants to be asked again. */
function retryAt(desk: Desk, { tries }: Kept, { retryAfterMs = 0 }: CakeError): Date {
  return new Date(desk.now().getTime() + Math.max(pause(RETRY_MS, tries), retryAfterMs))
}

async function writeOnce(desk: Desk, change: Kept, said: Said, { name }: WorkerOptions): Promise<void> {
  const start = { step: 'startWrite', worker: name, leaseMs: LEASE_MS } as const
  const started = await desk.store.changes.step(change.id, start, change)
  // Not ours any more: the lease has ended, or somebody has withdrawn it.
  if (!started.done) return
  // The database has taken so long that others may be finding out what came of it: it was never sent.
  if (desk.now() >= (started.change.claim?.leaseUntil ?? 0)) return
  const result = await attempt(() => said.change.write(desk.cake, said.input, change.after as Values))
  if (!result.ok && isNotTaken(result.error) && (await givenBack(desk, change, name, result.error))) return
  const { to, answer, createdId } = resultOf(result.ok ? await readBack(desk, change, said, result) : result)
  if (!result.ok && to === 'unknown') desk.log('warn', result.error, { change: change.id })
  const finish = { step: 'finish', worker: name, to, answer, createdId } as const
  const finished = await desk.store.changes.step(change.id, finish)
  if (finished.done || finished.change?.state === to) return
  const late = new Error(`It was found out or marked meanwhile, and otherwise: CAKE's own word is ${to}.`)
  desk.log('error', late, { change: change.id, recorded: finished.change?.state })
}

/**
 * CAKE was asked too often, or never got it: it has changed nothing, and the write is sent again after CAKE was read anew.
 * False where others have looked after it meanwhile, as when the lease has ended.
 */
async function givenBack(desk: Desk, change: Kept, worker: string, error: CakeError): Promise<boolean> {
  const again = {
    worker,
    retryAt: retryAt(desk, change, error),
    why: missing(error),
    notTaken: true,
  } as const
  const { done } = await desk.store.changes.step(change.id, { step: 'release', ...again })
  return done
}

interface Done {
  readonly ok: true
  readonly written: Written
  /** What was noticed when it was read back. */
  readonly noticed?: string
}
type Attempt = Done | { readonly ok: false; readonly error: unknown }

async function attempt(write: () => Promise<Written>): Promise<Attempt> {
  try {
    return { ok: true, written: await write() }
  } catch (error) {
    return { ok: false, error }
  }
}

/** CAKE's word for it is held against what it has then; that it cannot be read is no reason to doubt its word. */
async function readBack(desk: Desk, change: Kept, said: Said, done: Done): Promise<Done> {
  try {
    if (said.change.candidates) {
      const context = contextOf(desk, dayInZone(desk.now(), desk.cake.zone))
      const all = await said.change.candidates(context, said.input, change.after as Values)
      const own = all.find(({ id }) => id === done.written.id)
      return { ...done, written: { ...own, ...defined(done.written) } }
    }
    const { before } = await readAgain(desk, change)
    const other = differenceOf(change).lines.filter(({ field, after }) => (before[field] ?? null) !== after)
    if (other.length === 0) return done
    const labels = other.map(({ label }) => label).join(', ')
    return {
      ...done,
      noticed: `CAKE took the change but shows another value now: ${labels}. Have a look in CAKE.`,
    }
  } catch (error) {
    desk.log('warn', error, { change: change.id, readingBack: true })
    return done
  }
}

function defined({ id, link }: Written): Written {
  return { ...(id === undefined ? {} : { id }), ...(link === undefined ? {} : { link }) }
}

/** CAKE's own no has changed nothing; whatever else went wrong may have. */
function resultOf(result: Attempt): {
  to: 'applied' | 'failed' | 'unknown'
  answer: OutcomeAnswer
  createdId?: number
} {
  if (result.ok) {
    const { written, noticed: sentence } = result
    const { id, link } = written
    return { to: 'applied', answer: { id, link, sentence }, createdId: id }
  }
  const { error } = result
  const isSure = error instanceof CakeError && error.kind !== 'unknown-outcome'
  return { to: isSure ? 'failed' : 'unknown', answer: { sentence: missing(error) } }
}

/** How long to wait before the next of several attempts, in milliseconds. */
export function pause(pauses: readonly number[], tries: number): number {
  return pauses[Math.min(Math.max(tries, 0), pauses.length - 1)] ?? 60_000
}
