import type { CakeOptions } from '../../../src/cake/client.ts'
import type { Entry } from '../../../src/catalogue/contract.ts'
import { compose, type Asked, type ComposeTools } from '../../../src/core/digests/compose.ts'
import { Plan } from '../../../src/core/digests/plan.ts'
import { Sheets } from '../../../src/core/digests/sheets.ts'
import { plusDays } from '../../../src/core/days.ts'
import { client, json, network, type Came, type Network } from '../../cake/network.ts'

/** What one thing did on one day. A figure that is absent is left out by CAKE too. */
export interface Did {
  readonly id: number
  readonly name?: string
  readonly clicks?: number
  readonly conversions?: number
  readonly payout?: number
  readonly revenue?: number
}

export type Noun = 'offer' | 'affiliate' | 'advertiser'

/** A network as a test describes it. */
export interface World {
  /** What CAKE's report has of a day, for each kind of thing. */
  readonly did: (noun: Noun, day: string, query: URLSearchParams) => readonly Did[]
  readonly offers?: readonly object[]
  readonly campaigns?: readonly object[]
  readonly affiliates?: readonly object[]
  /** What the catalogue knows. */
  readonly known?: readonly Entry[]
  readonly changesWaiting?: number
  /** Answers a request instead; true: it has. */
  readonly fails?: (came: Came, res: Parameters<typeof json>[0]) => boolean
  readonly pageRows?: number
  readonly cake?: Partial<CakeOptions>
  readonly now?: () => Date
}

export const NOW = new Date('2026-11-21T14:00:00Z')
export const ZONE = 'America/New_York'
const FIGURES = ['clicks', 'conversions', 'payout', 'revenue'] as const

/** A CAKE on loopback, and what composes digests over it. */
export async function world(of: World): Promise<{ tools: ComposeTools; net: Network }> {
  const net = await network((came, res) => {
    if (of.fails?.(came, res)) return
    json(res, answer(of, came))
  })
  const now = of.now ?? (() => NOW)
  const { cake } = client(net.url, {
    zone: ZONE,
    now,
    ...of.cake,
    waits: { backoffMs: 1, backgroundMs: 15_000 },
  })
  const known = new Map((of.known ?? []).map((entry) => [`${entry.kind} ${entry.id}`, entry]))
  const tools: ComposeTools = {
    cake,
    catalogue: {
      get: (kind, id) => known.get(`${kind} ${id}`),
      find: ({ kinds = [], filter }) => {
        const entries = [...known.values()].filter(
          ({ kind, status }) => kinds.includes(kind) && (!filter?.status || filter.status === status),
        )
        return { entries, total: entries.length, atLeast: false, more: false }
      },
    },
    store: { changes: { counts: () => Promise.resolve(waiting(of.changesWaiting ?? 0)) } },
    sheets: new Sheets({ cake, now }),
  }
  return { tools, net }
}

function waiting(count: number) {
  const none = { approved: 0, applying: 0, applied: 0, failed: 0, unknown: 0 }
  return { waiting: count, ...none, rejected: 0, withdrawn: 0, expired: 0, stale: 0 }
}

function answer(of: World, { url, query }: Came): object {
  const path = url.split('?')[0]?.replace('/api/2/', '') ?? ''
  const noun = /^report\/(\w+)\.json$/.exec(path)?.[1] as Noun | undefined
  if (!noun) {
    const list = path.replace('.json', '') as 'offers' | 'campaigns' | 'affiliates'
    return { success: true, response: { [list]: of[list] ?? [] } }
  }
  const from = Math.max(0, Number(query.get('start_at_row')) - 1)
  const limit = Math.min(Number(query.get('row_limit')), of.pageRows ?? Infinity)
  const rows = over(of, noun, query)
  const shown = rows.slice(from, from + limit)
  return { success: true, response: { data: { [`${noun}s`]: shown, total_rows: rows.length } } }
}

/** The rows of a period: each thing's days added up, in whole cents. */
function over(of: World, noun: Noun, query: URLSearchParams): object[] {
  const sums = new Map<number, Did>()
  const [from, to] = [query.get('start_date') ?? '', query.get('end_date') ?? '']
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    for (const did of of.did(noun, day, query)) {
      const known = sums.get(did.id)
      if (!known) sums.set(did.id, did)
      else
        sums.set(did.id, {
          ...known,
          ...Object.fromEntries(
            FIGURES.map((figure) => [
              figure,
              Math.round(((known[figure] ?? 0) + (did[figure] ?? 0)) * 1e4) / 1e4,
            ]),
          ),
        })
    }
  }
  return [...sums.values()].map(({ id, name, ...figures }) => {
    const { payout: _, ...withoutPayout } = figures
    const { revenue: __, ...withoutRevenue } = figures
    const told = { offer: figures, affiliate: withoutRevenue, advertiser: withoutPayout }[noun]
    return { [`${noun}_id`]: id, [`${noun}_name`]: name ?? `${noun} ${id}`, ...told }
  })
}

/** A plan as the form would make it. */
export function plan(of: Partial<Plan> = {}): Plan {
  return Plan.parse({
    reports: ['offers'],
    period: 'yesterday',
    compare: 'the same weekday a week ago',
    when: { time: '09:00', days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }, zone: ZONE },
    money: true,
    ...of,
  })
}

/** What is asked for on 21 Nov 2026 at nine in New York. */
export function asked(of: Partial<Plan> = {}, more: Partial<Asked> = {}): Asked {
  return { plan: plan(of), slot: '2026-11-21 09:00', late: false, now: NOW, money: true, ...more }
}

/** A digest over a network. */
export async function composed(of: World, given: Asked = asked()) {
  const { tools, net } = await world(of)
  return { digest: await compose(tools, given), net, tools }
}
