import { campaignPages } from '../cake/campaigns.ts'
import type { CakeReader } from '../cake/contract.ts'
import { CakeError } from '../cake/errors.ts'
import { untilAborted } from '../cake/ticket.ts'
import { breath } from './breath.ts'
import type { Intake } from './intake.ts'
import { withTraffic } from './rank.ts'
import type { Put, Shelf } from './shelf.ts'
import { affiliateSource, offerSource, type Lean, type Source } from './sources.ts'
import { isHoldable, nameOf, printOfName } from './thing.ts'
import type { Traffic } from './traffic.ts'

/** One read of the network. */
export interface Read {
  readonly cake: CakeReader
  readonly shelf: Shelf
  readonly intake: Intake
  readonly traffic: Traffic
  readonly signal: AbortSignal
}

/**
 * Reads all offers. What has gone disappears at the very end.
 * @throws CakeError, Doubtful, or the signal's reason; what was read until then is held
 */
export async function readOffers(read: Read): Promise<void> {
  const traffic = (id: number) => read.traffic.of('offer', id)
  const source = offerSource((id, print) => read.intake.isNews('offer', id, print, traffic(id)))
  const course = { hasShrunk: false }
  for await (const rows of pagesOf(read, source, course)) await read.intake.take(source, rows, traffic)
  await read.intake.finish()
  if (!course.hasShrunk) await read.intake.sweep(['offer'])
}

/**
 * Reads all affiliates; where the network does not list them, those of its campaigns and of the affiliate report,
 * which are not all, so that none disappears.
 * @throws CakeError, Doubtful, or the signal's reason; what was read until then is held
 */
export async function readAffiliates(read: Read): Promise<void> {
  const traffic = (id: number) => read.traffic.of('affiliate', id)
  const source = affiliateSource((id, print) => read.intake.isNews('affiliate', id, print, traffic(id)))
  const course = { hasShrunk: false }
  let isFirst = true
  try {
    for await (const rows of pagesOf(read, source, course)) {
      isFirst = false
      await read.intake.take(source, rows, traffic)
    }
  } catch (error) {
    if (!isFirst || !isUnlisted(error)) throw error
    return readRunningAffiliates(read)
  }
  await read.intake.finish()
  if (!course.hasShrunk) await read.intake.sweep(['affiliate'])
}

/** Whether rows can have been missed: what is removed while a list is read moves all that follow up by one. */
interface Course {
  hasShrunk: boolean
}

async function* pagesOf<L extends Lean>(
  { cake, signal }: Read,
  source: Source<L>,
  course: Course,
): AsyncGenerator<readonly L[]> {
  const options = { background: true, signal, pageSize: source.pageSize }
  let before = 0
  for await (const { rows, total } of ahead(cake.pages(source.endpoint, {}, options), signal)) {
    if (total !== undefined && total < before) course.hasShrunk = true
    before = total ?? before
    yield rows
    await breath()
  }
}

async function readRunningAffiliates(read: Read): Promise<void> {
  const { cake, intake, traffic, signal } = read
  const known = new Set<number>()
  for await (const { rows } of ahead(campaignPages(cake, {}, { background: true, signal }), signal)) {
    const named = rows.flatMap(
      ({ affiliate_id: id, affiliate_name: name }): [number, string | undefined][] =>
        id === undefined ? [] : [[id, name]],
    )
    await intake.takeThings(named.flatMap(([id, name]) => affiliatePut(read, known, id, name)))
  }
  await untilAborted(traffic.settled, signal)
  const reported = [...traffic.affiliates()]
  await intake.takeThings(reported.flatMap(([id, name]) => affiliatePut(read, known, id, name)))
  await intake.finish()
}

/** What else is known of the affiliate stays. */
function affiliatePut(
  { shelf, traffic }: Read,
  known: Set<number>,
  id: number,
  name: string | undefined,
): Put[] {
  if (known.has(id) || !isHoldable(id)) return []
  known.add(id)
  const held = shelf.get('affiliate', id)
  const called = nameOf('affiliate', id, name ?? held?.name)
  const clicks = traffic.of('affiliate', id)
  return [
    { thing: { ...held, kind: 'affiliate', id, name: called }, print: printOfName(called), traffic: clicks },
  ]
}

/** Moves what was read before its traffic was known. @throws the signal's reason */
export async function placeByTraffic({ shelf, intake, traffic, signal }: Read): Promise<void> {
  await untilAborted(traffic.settled, signal)
  for (const kind of ['offer', 'affiliate'] as const) {
    if (!traffic.isKnown(kind)) continue
    const ids = shelf.slots.misplaced(kind, (id, level) => withTraffic(level, traffic.of(kind, id)))
    await intake.takeThings(puts(shelf, kind, ids, traffic))
  }
  await intake.finish()
}

function puts(shelf: Shelf, kind: 'offer' | 'affiliate', ids: readonly number[], traffic: Traffic): Put[] {
  return ids.flatMap((id) => {
    const held = shelf.get(kind, id)
    if (held === undefined) return []
    const print = shelf.slots.print(shelf.slots.find(kind, id))
    return [{ thing: held, print, traffic: traffic.of(kind, id) }]
  })
}

/** affiliates.json is not in every network's API: it then answers 404, an error of its own, or a page. */
function isUnlisted(error: unknown): boolean {
  if (!(error instanceof CakeError)) return false
  return error.status === 404 || error.kind === 'invalid' || error.kind === 'unreadable'
}

/** The same pages, the next one already on its way while one is worked on. @throws the signal's reason, at once */
async function* ahead<T>(pages: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]()
  let next = started(iterator.next())
  for (;;) {
    const { done, value } = await untilAborted(next, signal)
    if (done === true) return
    next = started(iterator.next())
    yield value
  }
}

/** A failure that is looked at when its turn comes; until then it is nobody's. */
function started<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
