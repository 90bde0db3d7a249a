import { affiliatePages } from '../../cake/affiliates.ts'
import { campaignPages } from '../../cake/campaigns.ts'
import type { Page } from '../../cake/client.ts'
import { CakeError } from '../../cake/errors.ts'
import { offerPages } from '../../cake/offers.ts'
import { dayOf, plusDays } from '../days.ts'
import type { ComposeTools } from './compose.ts'
import { attempt, type Attempt } from './attempt.ts'

/** An offer that ends soon. */
export interface Expiring {
  readonly id: number
  readonly name?: string
  readonly day: string
}

/** An offer that is not active, with campaigns that are. */
export interface Stopped {
  readonly id: number
  readonly name?: string
  readonly status: string
  readonly campaigns: number
}

/** An affiliate waiting for approval. */
export interface Waiting {
  readonly id: number
  readonly name?: string
}

/** What needs somebody beside what the reports show; each as far as CAKE told it. */
export interface Lists {
  /** The day on which it was looked for them: later than that of a slot that is sent late. */
  readonly today: string
  readonly expiring: Attempt<readonly Expiring[]>
  readonly stopped: Attempt<readonly Stopped[]>
  readonly waiting: Attempt<readonly Waiting[]>
  readonly changes: number
}

interface Watched {
  readonly expiring: readonly Expiring[]
  /** Offers that are neither active nor still to come. */
  readonly still: readonly Omit<Stopped, 'campaigns'>[]
}

type Tools = Pick<ComposeTools, 'cake' | 'catalogue' | 'store' | 'sheets'>

/** An offer is told of so many days before it ends. */
const SOON = 7
/** A network of more offers or campaigns is looked through up to here. */
const MOST = 200_000

/** Reads what needs somebody; digests share it for an hour. @throws the signal's reason, and what the store throws */
export async function readLists(tools: Tools, today: string, signal?: AbortSignal): Promise<Lists> {
  const { sheets, store } = tools
  const watched = attempt(
    sheets.share(`offers to watch on ${today}`, (stop) => watch(tools, today, stop), signal),
  )
  const campaigns = attempt(sheets.share('active campaigns', (stop) => activeByOffer(tools, stop), signal))
  const waiting = attempt(sheets.share('waiting affiliates', (stop) => waitingIn(tools, stop), signal))
  const [offers, active, pending, counts] = await Promise.all([
    watched,
    campaigns,
    waiting,
    store.changes.counts(),
  ])
  return {
    today,
    expiring: 'why' in offers ? offers : { value: offers.value.expiring },
    stopped:
      'why' in offers ? offers : 'why' in active ? active : { value: stoppedOf(offers.value, active.value) },
    waiting: pending,
    changes: counts.waiting,
  }
}

function stoppedOf({ still }: Watched, active: ReadonlyMap<number, number>): Stopped[] {
  return still
    .flatMap((offer) => {
      const campaigns = active.get(offer.id) ?? 0
      return campaigns === 0 ? [] : [{ ...offer, campaigns }]
    })
    .toSorted((a, b) => b.campaigns - a.campaigns || a.id - b.id)
}

async function watch({ cake }: Tools, today: string, signal: AbortSignal): Promise<Watched> {
  const until = plusDays(today, SOON)
  const expiring: Expiring[] = []
  const still: Omit<Stopped, 'campaigns'>[] = []
  for await (const offer of rowsOf(offerPages(cake, {}, { background: true, signal }))) {
    const { offer_id: id, offer_name: name, offer_status: status, expiration_date } = offer
    const day = dayOf(expiration_date, cake.zone)
    if (status === 'active' && day !== undefined && day >= today && day <= until)
      expiring.push({ id, name, day })
    if (status !== undefined && status !== 'active' && status !== 'pending') still.push({ id, name, status })
  }
  return { expiring: expiring.toSorted((a, b) => a.day.localeCompare(b.day) || a.id - b.id), still }
}

async function activeByOffer({ cake }: Tools, signal: AbortSignal): Promise<ReadonlyMap<number, number>> {
  const active = new Map<number, number>()
  const pages = campaignPages(cake, { campaign_status: 'active' }, { background: true, signal })
  for await (const { offer_id, campaign_status } of rowsOf(pages)) {
    // Once more here: a network may pass over a filter.
    if (offer_id === undefined || campaign_status !== 'active') continue
    active.set(offer_id, (active.get(offer_id) ?? 0) + 1)
  }
  return active
}

async function waitingIn({ cake, catalogue }: Tools, signal: AbortSignal): Promise<Waiting[]> {
  try {
    const waiting: Waiting[] = []
    const pages = affiliatePages(cake, { affiliate_status: 'pending' }, { background: true, signal })
    for await (const { affiliate_id: id, affiliate_name: name, affiliate_status } of rowsOf(pages))
      if (affiliate_status === 'pending') waiting.push({ id, name })
    return waiting
  } catch (error) {
    // Not every network has affiliates.json: then what the catalogue knows of them is all there is.
    if (!(error instanceof CakeError) || error.kind !== 'not-found') throw error
    const asked = { words: '', kinds: ['affiliate'], filter: { status: 'pending' }, limit: 1000 } as const
    return catalogue.find(asked).entries.map(({ id, name }) => ({ id, name }))
  }
}

async function* rowsOf<Row>(pages: AsyncIterable<Page<Row>>): AsyncGenerator<Row> {
  let read = 0
  for await (const { rows } of pages) {
    yield* rows
    read += rows.length
    if (read >= MOST) return
  }
}
