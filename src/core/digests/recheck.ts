import { message, type Message } from '../../blocks/message.ts'
import { money, number, percent } from '../../blocks/figures.ts'
import { lines } from '../../blocks/pieces.ts'
import type { Claimed } from '../../store/deliveries.ts'
import type { Delivery } from '../../store/digest.ts'
import type { Desk } from '../changes/desk.ts'
import { attempt } from './attempt.ts'
import type { DigestCurrencies, DigestTotals } from './composed.ts'
import type { Sent } from './deliver.ts'
import { type Digesting, keyOf, minutesAfter } from './digesting.ts'
import { REPORTS, type ReportName } from './plan.ts'
import { tellOver } from './over.ts'
import { permanent, readPlan } from './trouble.ts'

/** What CAKE cannot say now is asked for again after so long, and for so long. */
const LEASE_MS = 60 * 60_000
const PATIENCE_MINUTES = 4 * 24 * 60
/** Of which people are told: more than one percent. */
const MOVED = 0.01

const FIGURES = ['clicks', 'conversions', 'revenue', 'payout'] as const
type Figure = (typeof FIGURES)[number]

/** A total that CAKE has another figure for by now. */
export interface Moved {
  readonly report: ReportName
  readonly figure: Figure
  readonly was: number
  readonly is: number
}

/**
 * Reads once more what a digest told of, and says in its thread which totals have moved since; of one that came to
 * nothing, says that. False: there was none to be looked at again.
 */
export async function recheckNext(tools: Digesting, signal: AbortSignal): Promise<boolean> {
  const { desk } = tools
  const claimed = await desk.store.deliveries.nextToRecheck(LEASE_MS)
  if (!claimed) return false
  const { delivery } = claimed
  try {
    if (delivery.state !== 'sent') {
      await tellOver(desk, delivery)
      return await done(desk, delivery)
    }
    const found = await reread(tools, claimed, signal)
    if (found) await desk.store.deliveries.rechecked(delivery.id, { ...(delivery.outcome as Sent), ...found })
  } catch (error) {
    desk.log('warn', error, { delivery: delivery.id, part: 'looking at a digest again' })
    // The channel takes nothing, or nobody knows what it told of: nobody can be told.
    if (permanent(error, 'its channel') !== undefined) return done(desk, delivery)
  }
  return true
}

async function done({ store }: Desk, { id, outcome }: Delivery): Promise<true> {
  await store.deliveries.rechecked(id, outcome)
  return true
}

/** What is to be kept of it; undefined: CAKE could not say, and is to be asked again. */
async function reread(
  { desk, totals: totalsFor }: Digesting,
  { delivery, digest }: Claimed,
  signal: AbortSignal,
): Promise<{ readonly recheck: string; readonly moved?: readonly Moved[] } | undefined> {
  const { totals, currencies = {}, plan: sentBy } = (delivery.outcome ?? {}) as Sent
  if (!totals || !delivery.message) return { recheck: 'nothing to compare with' }
  const current = readPlan(digest)
  // Other days or things than it told of would be no correction.
  const plan = sentBy === undefined ? current : readPlan({ id: digest.id, plan: sentBy })
  const facts = await desk.directory?.channel(delivery.channel)
  const owner = digest.owner.userId
  const isMoneyShown =
    current.money && facts?.isShared === false && (await desk.directory?.seesMoney(owner)) === true
  // What was sent by hand tells of the days before that.
  const { slot, dueAt } = delivery
  const asked = { plan, slot, dueAt, late: false, now: dueAt, money: isMoneyShown, signal }
  const now = await attempt(totalsFor(asked))
  if ('why' in now) {
    const until = minutesAfter(delivery.endedAt ?? delivery.dueAt, PATIENCE_MINUTES)
    return desk.now() < until ? undefined : { recheck: now.why }
  }
  const moved = movedBetween(totals, now.value).filter(({ figure }) => isMoneyShown || !isMoney(figure))
  if (moved.length === 0) return { recheck: 'as it was' }
  const { channel, ts: thread } = delivery.message
  const key = keyOf(delivery.id, 'recheck')
  if (!(await desk.teller.find({ channel, thread }, key)))
    await desk.teller.post(channel, correction(moved, currencies), { thread, key })
  return { recheck: 'moved', moved }
}

/** The totals that have moved by more than one percent of what they were. */
export function movedBetween(before: DigestTotals, now: DigestTotals): Moved[] {
  return REPORTS.flatMap((report) =>
    FIGURES.flatMap((figure) => {
      const [was, is] = [before[report]?.[figure], now[report]?.[figure]]
      if (was === undefined || is === undefined) return []
      return Math.abs(is - was) > Math.abs(was) * MOVED ? [{ report, figure, was, is }] : []
    }),
  )
}

function correction(moved: readonly Moved[], currencies: DigestCurrencies): Message {
  const sentence = 'CAKE has other figures for these days by now:'
  const all = moved.map((one) => inWords(one, currencies[one.report]))
  return message(`${sentence} ${all.join('; ')}.`, [lines([[sentence], ...all.map((one) => [`• ${one}`])])])
}

/** Money as its message has it. */
function inWords({ report, figure, was, is }: Moved, currency: string | undefined): string {
  const write = (value: number) => (isMoney(figure) ? money(value, currency) : number(value))
  const share = was === 0 ? '' : ` (${is > was ? '+' : '−'}${percent(Math.abs((is - was) / was) * 100)})`
  return `${report}: ${figure} ${write(was)}, now ${write(is)}${share}`
}

function isMoney(figure: Figure): boolean {
  return figure === 'revenue' || figure === 'payout'
}
