import { expect, it } from 'vitest'
import { message } from '../../src/blocks/message.ts'
import type { CatalogueState } from '../../src/catalogue/contract.ts'
import { CakeError } from '../../src/cake/errors.ts'
import { homePieces } from '../../src/core/home.ts'
import { features } from '../../src/features/index.ts'
import { read } from '../support/read.ts'
import { NOW } from './asking.ts'

const sizes = { offer: 1200, affiliate: 3, advertiser: 2, vertical: 0, tag: 0, manager: 0 }
const asOf = new Date('2026-11-21T08:30:00Z')
const failed = { at: NOW, sentence: 'No.', error: new CakeError('timeout', 'offers.json', 'Too slow.') }

function home(catalogue: Partial<CatalogueState>): string {
  const pieces = homePieces({
    person: {
      userId: 'U1',
      teamId: 'T1',
      name: 'Mia',
      roles: new Set(['viewer']),
      groups: new Set<string>(),
      money: true,
    },
    registry: features,
    recents: [],
    health: { circuit: 'closed', requestsLastHour: 5, ratePerSecond: 10 },
    catalogue: { source: 'network', reading: false, sizes, ...catalogue },
    now: NOW,
    zone: 'UTC',
  })
  return read(message('Home', pieces))
}

it.each<[string, Partial<CatalogueState>]>([
  ['Names 1,200 offers, 3 affiliates, 2 advertisers, as of 08:30\n', { asOf }],
  ['Names 1,200 offers, 3 affiliates, 2 advertisers, as of 08:30\n', { asOf, reading: true }],
  ['Names being read\n', { source: 'none', reading: true }],
  ['Names not read yet\n', { source: 'none' }],
  [
    'Names 1,200 offers, 3 affiliates, 2 advertisers; not all could be read\nLast failure 09:00: CAKE did not answer in time.',
    { lastFailure: failed },
  ],
])('says %j', (line, catalogue) => {
  expect(home(catalogue)).toContain(line)
})
