import MiniSearch from 'minisearch'
import { request } from 'undici'
import { createCake } from '../src/cake/client.ts'
import { createCatalogue } from '../src/catalogue/catalogue.ts'
import type { Catalogue } from '../src/catalogue/contract.ts'
import { fold } from '../src/catalogue/fold.ts'

/** The two that are compared: the catalogue, and MiniSearch over the same pages of the same network. */
export interface Side {
  fill(): Promise<void>
  /** Names of the first five offers. */
  find(words: string): string[]
}

interface Sent {
  readonly response: Readonly<Record<string, unknown>>
}

/** What a read asks for, page by page, with nothing done but parsing it. */
export async function fetchPages(
  url: string,
  use: (body: Sent, path: string) => void = () => undefined,
): Promise<void> {
  const asked: [path: string, limit: number, first: number][] = [
    ['report/offer.json', 4999, 1],
    ['report/affiliate.json', 4999, 1],
    ['offers.json', 2499, 0],
    ['affiliates.json', 499, 0],
  ]
  for (const [path, limit, first] of asked) {
    for (let start = first, total = Infinity; start - first < total; start += limit) {
      const query = `api_key=k&start_at_row=${start}&row_limit=${limit}`
      const { body } = await request(`${url}/api/2/${path}?${query}`)
      const parsed = JSON.parse(await body.text()) as Sent
      total = Number(parsed.response['total_rows'])
      use(parsed, path)
    }
  }
}

/** Where the snapshot of the first read is kept. */
export class Kept {
  #keep: (bytes: Uint8Array) => void = () => undefined
  #isKept = false
  readonly bytes = new Promise<Uint8Array>((resolve) => (this.#keep = resolve))

  async load() {
    return this.#isKept ? { bytes: await this.bytes, savedAt: new Date() } : undefined
  }

  async save(bytes: Uint8Array) {
    this.#isKept = true
    this.#keep(bytes)
  }
}

/** @param kept absent: no snapshot is made, as its bytes would be held here */
export function newCatalogue(url: string, kept?: Kept): Catalogue {
  const limits = { requestsPerSecond: 100_000, concurrency: 8 }
  const cake = createCake({ url, key: 'k', zone: 'UTC', reportEndDate: 'inclusive', ...limits })
  return createCatalogue({ cake, minutes: 0, network: 'bench', snapshots: kept })
}

export function catalogueSide(catalogue: Catalogue): Side {
  return {
    fill: () => catalogue.refresh(),
    find(words) {
      const { entries } = catalogue.find({ words, kinds: ['offer'], limit: 20 })
      return entries.slice(0, 5).map(({ name }) => name)
    },
  }
}

const SHOWN = [
  'name',
  'status',
  'advertiser',
  'vertical',
  'manager',
  'payout',
  'payout_type',
  'currency',
  'tags',
]

export function minisearchSide(url: string): Side {
  const index = new MiniSearch({
    idField: 'key',
    fields: ['name'],
    storeFields: SHOWN,
    processTerm: (term) => fold(term),
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND' },
  })
  const take = ({ response }: Sent, path: string) => {
    if (path.startsWith('report/')) return
    const list = (response['offers'] ?? response['affiliates']) as Record<string, Record<string, unknown>>[]
    index.addAll(list.map((item) => documentOf(item['offer'] ?? item['affiliate'] ?? {})))
  }
  return {
    fill: () => fetchPages(url, take),
    find(words) {
      const found = index.search(words).slice(0, 20)
      return found.slice(0, 5).map((one) => String(one['name']))
    },
  }
}

/** As much of a row as the catalogue holds of it. */
function documentOf(row: Record<string, unknown>) {
  const kind = row['offer_id'] === undefined ? 'affiliate' : 'offer'
  const idIn = (name: string) => (row[name] as Record<string, number> | undefined)?.[`${name}_id`]
  return {
    key: `${kind} ${String(row[`${kind}_id`])}`,
    name: row[`${kind}_name`],
    status: row[`${kind}_status`],
    advertiser: idIn('advertiser'),
    vertical: idIn('vertical'),
    manager: idIn('account_manager'),
    payout: row['payout'],
    payout_type: row['payout_type'],
    currency: row['currency'],
    tags: ((row['tags'] ?? []) as { tag_id: number }[]).map((tag) => tag.tag_id),
  }
}
