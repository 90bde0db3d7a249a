import { onTestFinished } from 'vitest'
import { HandClock } from '../cake/clock.ts'
import type { Affiliate } from '../../src/cake/affiliates.ts'
import type { Campaign } from '../../src/cake/campaigns.ts'
import type { Page } from '../../src/cake/answer.ts'
import type { CakeReader, PageOptions } from '../../src/cake/contract.ts'
import type { PagedEndpoint } from '../../src/cake/endpoint.ts'
import { CakeError } from '../../src/cake/errors.ts'
import type { Offer } from '../../src/cake/offers.ts'
import type { AffiliateReportRow, OfferReportRow } from '../../src/cake/reports.ts'
import { createCatalogue, type CatalogueOptions } from '../../src/catalogue/catalogue.ts'
import type { Catalogue, Found, Kind } from '../../src/catalogue/contract.ts'

export function offer(offer_id: number, offer_name: string | undefined, more: Partial<Offer> = {}): Offer {
  return { offer_id, offer_name, offer_status: 'active', tags: [], ...more }
}

export function affiliate(
  affiliate_id: number,
  affiliate_name: string,
  more: Partial<Affiliate> = {},
): Affiliate {
  return { affiliate_id, affiliate_name, affiliate_status: 'active', ...more }
}

export interface Asked {
  readonly path: string
  /** From 1, of this path in this read. */
  readonly page: number
  readonly options: PageOptions
}

/** A network in memory: its rows may be changed at any time, `before` is told of every page and may fail or wait. */
export interface TestNetwork {
  offers: Offer[]
  affiliates: Affiliate[]
  campaigns: Campaign[]
  offerReport: OfferReportRow[]
  affiliateReport: AffiliateReportRow[]
  pageSize: number
  before: (asked: Asked) => Promise<void> | void
  readonly asked: Asked[]
  readonly cake: CakeReader
}

export function testNetwork(
  rows: Partial<Pick<TestNetwork, 'offers' | 'affiliates' | 'campaigns'>> = {},
): TestNetwork {
  const network: TestNetwork = {
    offers: [],
    affiliates: [],
    campaigns: [],
    offerReport: [],
    affiliateReport: [],
    pageSize: 3,
    before: () => undefined,
    asked: [],
    cake: {
      zone: 'UTC',
      read: () => Promise.reject(new Error('The catalogue reads page by page')),
      reportDates: () => Promise.reject(new Error('The catalogue needs no exact dates')),
      pages: (endpoint, _params, options = {}) => pagesOf(network, endpoint, options),
    },
    ...rows,
  }
  return network
}

async function* pagesOf<P, Row>(
  network: TestNetwork,
  { path, answer }: PagedEndpoint<P, Row>,
  options: PageOptions,
): AsyncGenerator<Page<Row>> {
  const lists: Record<string, () => [name: string, rows: readonly unknown[]]> = {
    'offers.json': () => ['offers', network.offers],
    'affiliates.json': () => ['affiliates', network.affiliates],
    'campaigns.json': () => ['campaigns', network.campaigns],
    'report/offer.json': () => ['offers', network.offerReport],
    'report/affiliate.json': () => ['affiliates', network.affiliateReport],
  }
  const [name, rows] = lists[path]?.() ?? ['', []]
  for (let from = 0, page = 1; from === 0 || from < rows.length; from += network.pageSize, page++) {
    const asked = { path, page, options }
    network.asked.push(asked)
    await network.before(asked)
    yield answer.read({ [name]: rows.slice(from, from + network.pageSize) })
  }
}

export function down(path: string): CakeError {
  return new CakeError('unreachable', path, 'CAKE cannot be reached.')
}

/** A catalogue of a network, stopped when the test is over. */
export function catalogueOf(network: TestNetwork, options: Partial<CatalogueOptions> = {}): Catalogue {
  const catalogue = createCatalogue({ cake: network.cake, minutes: 15, network: 'a', ...options })
  onTestFinished(() => catalogue.stop())
  return catalogue
}

/** A catalogue that holds these. */
export async function holding(rows: Parameters<typeof testNetwork>[0]): Promise<Catalogue> {
  const catalogue = catalogueOf(testNetwork(rows))
  await catalogue.refresh()
  return catalogue
}

export function ids(found: Found): number[] {
  return found.entries.map(({ id }) => id)
}

/** Something to wait for until the test opens it. */
export function gate(): { open: () => void; passed: Promise<void> } {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

export const some = (count: number, from = 1) =>
  Array.from({ length: count }, (_, n) => offer(from + n, `Offer number ${from + n}`))
export const all = (catalogue: Catalogue, kind: Kind = 'offer') =>
  ids(catalogue.find({ words: '', kinds: [kind], limit: 100 })).toSorted((a, b) => a - b)

/** A clock by hand for both kinds of time. */
export function time() {
  const clock = new HandClock()
  return { clock, now: () => new Date(Date.UTC(2026, 0, 5, 12) + clock.ms()) }
}

export function failOn(network: TestNetwork, path: string, page = 1, error: unknown = down(path)): void {
  network.before = (asked) => {
    if (asked.path === path && asked.page === page) throw error
  }
}
