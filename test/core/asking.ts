import { afterAll, onTestFinished } from 'vitest'
import { createCatalogue, type CatalogueOptions } from '../../src/catalogue/catalogue.ts'
import type { Catalogue } from '../../src/catalogue/contract.ts'
import type { Message } from '../../src/blocks/message.ts'
import type { Person } from '../../src/core/person.ts'
import type { Place } from '../../src/core/place.ts'
import { recentFigures } from '../../src/core/recent.ts'
import { Recents } from '../../src/core/recents.ts'
import { answer } from '../../src/core/run.ts'
import type { Ran, Runner } from '../../src/core/runner.ts'
import { features } from '../../src/features/index.ts'
import { HandClock } from '../cake/clock.ts'
import { catalogueOf, down, testNetwork, type TestNetwork } from '../catalogue/network.ts'
import { read } from '../support/read.ts'

export const NOW = new Date('2026-11-21T09:00:00Z')
const person: Person = {
  userId: 'U1',
  teamId: 'T1',
  name: 'Mia',
  roles: new Set(['viewer', 'requester']),
  groups: new Set(),
  money: true,
}

/** The bot without Slack and without CAKE's wire: a network in memory and a clock that is moved by hand. */
export interface Asking {
  readonly catalogue: Catalogue
  readonly clock: HandClock
  readonly runner: Runner
  /** What a person reads after typing this. */
  readonly asks: (words: string) => Promise<string>
  /** The same, with what became of it. */
  readonly asked: (words: string) => Promise<{ readonly text: string; readonly ran: Ran }>
}

/** Lists can be asked for, and cards not: CAKE answers no single read. */
export function asking(network: TestNetwork, options: Partial<CatalogueOptions> = {}): Asking {
  const clock = new HandClock()
  const catalogue = catalogueOf(network, { now: () => NOW, minutes: 0, ...options })
  const runner: Runner = {
    registry: features,
    cake: {
      ...network.cake,
      read: ({ path }) => Promise.reject(down(path)),
      health: () => {
        throw new Error('no command asks how CAKE is')
      },
    },
    catalogue,
    recents: new Recents(),
    recent: recentFigures(() => NOW, 0),
    now: () => NOW,
    clock,
    reference: () => 'REF',
    log: () => undefined,
  }
  const asked = async (words: string) => {
    const heard: Message[] = []
    const put = async (made: Message) => void heard.push(made)
    const place: Place = { show: put, tell: put, publish: put, republish: put, send: async () => undefined }
    const ran = await answer(runner, { words, person, place, channel: 'C1' })
    return { ran, text: heard.map(read).join('\n') }
  }
  onTestFinished(() => {
    if (clock.waiting.length > 0) throw new Error('a timer was left running')
  })
  return { catalogue, clock, runner, asked, asks: async (words) => (await asked(words)).text }
}

/** Resolves when a read of the catalogue has failed. */
export function failing(catalogue: Catalogue): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const off = catalogue.on(() => {
    if (catalogue.state().lastFailure === undefined) return
    off()
    resolve()
  })
  return promise
}

/** A catalogue that holds these, for all tests of a file. */
export async function heldByAll(rows: Parameters<typeof testNetwork>[0]): Promise<Catalogue> {
  const catalogue = createCatalogue({ cake: testNetwork(rows).cake, minutes: 0, network: 'a' })
  afterAll(() => catalogue.stop())
  await catalogue.refresh()
  return catalogue
}
