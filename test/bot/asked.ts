import type { Message } from '../../src/blocks/message.ts'
import { createCake, type Cake, type CakeOptions } from '../../src/cake/client.ts'
import { createCatalogue } from '../../src/catalogue/catalogue.ts'
import type { Person } from '../../src/core/person.ts'
import type { OutgoingFile, Place } from '../../src/core/place.ts'
import { recentFigures } from '../../src/core/recent.ts'
import { Recents } from '../../src/core/recents.ts'
import { answer, exportCsv, share } from '../../src/core/run.ts'
import type { Ran, Runner } from '../../src/core/runner.ts'
import { features } from '../../src/features/index.ts'
import { startCakeServer } from '../support/cake-server.ts'
import { read } from '../support/read.ts'

const NOW = new Date('2026-11-21T09:00:00Z')

/** What a network of a test's own answers, by path after `/api/2/`; a function sees the parameters. Others are 404. */
export type Answers = Readonly<Record<string, unknown>>

/** Everything that came of a command line. */
export interface Heard {
  readonly ran: Ran
  readonly shown: readonly Message[]
  readonly told: readonly Message[]
  readonly published: readonly Message[]
  readonly files: readonly OutgoingFile[]
  /** All of it as a person reads it. */
  readonly text: string
}

export interface Network {
  readonly cake: Cake
  /** What the network answers from now on. */
  answers: Answers
  /** The parameters of every request so far, newest last. */
  readonly asked: { readonly path: string; readonly params: URLSearchParams }[]
  readonly logged: unknown[][]
  types(words: string): Promise<Heard>
  shares(words: string): Promise<Heard>
  exports(words: string): Promise<Heard>
  stop(): Promise<void>
}

const person: Person = {
  userId: 'U1',
  teamId: 'T1',
  name: 'Mia',
  roles: new Set(['viewer', 'requester']),
  groups: new Set(),
  money: true,
}

/** The bot without Slack around it, before a CAKE that answers what a test says. */
export async function startNetwork(
  answers: Answers = {},
  options: Partial<CakeOptions> & { readonly time?: Date } = {},
): Promise<Network> {
  const asked: { path: string; params: URLSearchParams }[] = []
  const server = await startCakeServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cake')
    const path = url.pathname.replace('/api/2/', '')
    asked.push({ path, params: url.searchParams })
    const known = network.answers[path]
    const body: unknown = typeof known === 'function' ? (known as Answer)(url.searchParams) : known
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(body === undefined ? '{}' : typeof body === 'string' ? body : JSON.stringify(body))
  })
  const { time = NOW, ...settings } = options
  const now = () => time
  const cake = createCake({
    url: server.url,
    key: 'test-key-9f2c',
    zone: 'UTC',
    reportEndDate: 'inclusive',
    requestsPerSecond: 1000,
    concurrency: 16,
    now,
    ...settings,
  })
  const catalogue = createCatalogue({ cake, minutes: 0, network: server.url, now })
  const logged: unknown[][] = []
  const runner: Runner = {
    registry: features,
    cake,
    catalogue,
    recents: new Recents(),
    recent: recentFigures(now, 0),
    now,
    reference: () => 'REF',
    log: (...line) => void logged.push(line),
  }
  const hear = async (run: typeof answer, words: string): Promise<Heard> => {
    const heard = { shown: [] as Message[], told: [] as Message[], published: [] as Message[] }
    const files: OutgoingFile[] = []
    const put = (kind: keyof typeof heard) => async (made: Message) => void heard[kind].push(made)
    const place: Place = {
      show: put('shown'),
      tell: put('told'),
      publish: put('published'),
      republish: put('published'),
      send: async (file) => void files.push(file),
    }
    const ran = await run(runner, { words, person, place })
    const text = [...heard.shown, ...heard.told, ...heard.published].map(read).join('\n')
    return { ran, ...heard, files, text }
  }
  const network: Network = {
    cake,
    answers,
    asked,
    logged,
    types: (words) => hear(answer, words),
    shares: (words) => hear(share, words),
    exports: (words) => hear(exportCsv, words),
    stop: async () => {
      await catalogue.stop()
      await cake.close()
      await server.close()
    },
  }
  return network
}

type Answer = (params: URLSearchParams) => unknown

/** Lists as the documentation wraps them. */
export const answers = {
  offers: (rows: readonly object[], total?: number) => ({
    response: {
      offers: rows.map((offer) => ({ offer })),
      ...(total === undefined ? {} : { total_rows: total }),
    },
  }),
  affiliates: (rows: readonly object[]) => ({
    response: { affiliates: rows.map((affiliate) => ({ affiliate })) },
  }),
  campaigns: (rows: readonly object[]) => ({ response: { campaigns: rows } }),
  creatives: (rows: readonly object[]) => ({ creatives: rows }),
  pages: (rows: readonly object[]) => ({ landing_pages: rows }),
  report: (list: 'offers' | 'affiliates' | 'advertisers', rows: readonly object[]) => ({
    response: { data: { [list]: rows } },
  }),
}
