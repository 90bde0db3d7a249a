import { beforeEach, describe, expect, test } from 'vitest'
import { AT_MOST_EVERY, FORGOTTEN_AFTER, Homes } from '../../src/slack/homes.ts'
import { HandClock } from '../cake/clock.ts'

let clock: HandClock
let homes: Homes<string>
let published: string[]
/** What the tabs show now: by itself a reason to publish, a count that is not, and how CAKE is. */
let shows: { lasting: string; count: number; pulse: string }
let answer: 'shown' | 'not now' | 'closed'
let warnings: unknown[]

beforeEach(() => {
  clock = new HandClock()
  published = []
  warnings = []
  shows = { lasting: 'a', count: 0, pulse: 'well' }
  answer = 'shown'
  homes = new Homes({
    make: async (user) => {
      const { lasting, count } = shows
      return { view: `${user} ${lasting} ${count}`, lasting }
    },
    publish: async (_, view) => {
      published.push(view)
      return answer
    },
    pulse: () => shows.pulse,
    clock,
    warn: (error) => void warnings.push(error),
  })
})

/** Lets what was begun come to its end: nothing here waits for more than promises. */
async function settled(): Promise<void> {
  await new Promise(setImmediate)
}

async function pass(ms: number): Promise<void> {
  clock.pass(ms)
  await settled()
}

describe('opening', () => {
  test('publishes at once, and again when it is opened later, with counts as they are then', async () => {
    await homes.opened('U1')
    shows.count = 5
    await pass(AT_MOST_EVERY)
    expect(published).toEqual(['U1 a 0'])
    await homes.opened('U1')
    expect(published).toEqual(['U1 a 0', 'U1 a 5'])
  })

  test('opened again and again is published once in ten seconds, the last state last', async () => {
    await homes.opened('U1')
    for (let count = 1; count <= 20; count++) {
      shows.count = count
      await homes.opened('U1')
    }
    expect(published).toHaveLength(1)
    await pass(AT_MOST_EVERY - 1)
    expect(published).toHaveLength(1)
    await pass(1)
    expect(published).toEqual(['U1 a 0', 'U1 a 20'])
    await pass(60_000)
    expect(published).toHaveLength(2)
  })

  test('one person’s pace holds back nobody else', async () => {
    await homes.opened('U1')
    await homes.opened('U2')
    expect(published).toEqual(['U1 a 0', 'U2 a 0'])
  })

  test('two at the same moment are one', async () => {
    await Promise.all([homes.opened('U1'), homes.opened('U1'), homes.opened('U1')])
    expect(published).toHaveLength(1)
  })
})

describe('a change', () => {
  test('is published when something shown changed, not sooner than ten seconds after the last time', async () => {
    await homes.opened('U1')
    shows.lasting = 'b'
    homes.changed()
    await pass(AT_MOST_EVERY - 1)
    expect(published).toHaveLength(1)
    await pass(1)
    expect(published.at(-1)).toBe('U1 b 0')
  })

  test('of nothing but a count, or of nothing at all, publishes nothing', async () => {
    await homes.opened('U1')
    for (let count = 1; count <= 5; count++) {
      shows.count = count
      homes.changed()
      await pass(AT_MOST_EVERY)
    }
    expect(published).toHaveLength(1)
  })

  test('of one person’s is theirs alone', async () => {
    await homes.opened('U1')
    await homes.opened('U2')
    await pass(AT_MOST_EVERY)
    shows.lasting = 'b'
    homes.changed('U2')
    homes.changed('U3')
    await settled()
    expect(published.slice(2)).toEqual(['U2 b 0'])
  })

  test('while it is being published comes after it', async () => {
    const opening = homes.opened('U1')
    shows.lasting = 'b'
    homes.changed()
    await opening
    await pass(AT_MOST_EVERY)
    expect(published).toEqual(['U1 a 0', 'U1 b 0'])
  })

  test('of how CAKE is, that nobody tells of, is seen within ten seconds', async () => {
    await homes.opened('U1')
    shows = { lasting: 'down', count: 0, pulse: 'down' }
    await pass(AT_MOST_EVERY)
    expect(published.at(-1)).toBe('U1 down 0')
    shows = { lasting: 'a', count: 0, pulse: 'well' }
    await pass(AT_MOST_EVERY)
    expect(published.at(-1)).toBe('U1 a 0')
  })

  test('nobody who opened it over an hour ago is looking: nothing is published, nothing waits', async () => {
    await homes.opened('U1')
    await pass(FORGOTTEN_AFTER + AT_MOST_EVERY)
    shows.lasting = 'b'
    homes.changed()
    await settled()
    expect(published).toHaveLength(1)
    expect(clock.waiting).toEqual([])
  })
})

describe('what Slack refuses', () => {
  test('for a moment is tried at the next change', async () => {
    answer = 'not now'
    await homes.opened('U1')
    answer = 'shown'
    await pass(AT_MOST_EVERY)
    homes.changed()
    await settled()
    expect(published).toHaveLength(2)
  })

  test('for good is tried when it is opened again, and not before', async () => {
    answer = 'closed'
    await homes.opened('U1')
    shows.lasting = 'b'
    homes.changed()
    await pass(60_000)
    expect(published).toHaveLength(1)
    await homes.opened('U1')
    expect(published).toHaveLength(2)
  })
})

test('what fails when nobody waits for it is told, and the next change is shown', async () => {
  await homes.opened('U1')
  await pass(AT_MOST_EVERY)
  Object.defineProperty(shows, 'lasting', {
    configurable: true,
    get: () => {
      throw new Error('no view')
    },
  })
  homes.changed()
  await settled()
  expect(warnings).toHaveLength(1)
  shows = { lasting: 'c', count: 0, pulse: 'well' }
  homes.changed()
  await settled()
  expect(published.at(-1)).toBe('U1 c 0')
})

test('after the end nothing is published and nothing waits', async () => {
  await homes.opened('U1')
  await homes.opened('U1')
  expect(clock.waiting.length).toBeGreaterThan(0)
  homes.stop()
  expect(clock.waiting).toEqual([])
  await homes.opened('U1')
  homes.changed()
  await pass(60_000)
  expect(published).toHaveLength(1)
  expect(clock.waiting).toEqual([])
})

test('an end while it is being made publishes nothing', async () => {
  const opening = homes.opened('U1')
  homes.stop()
  await opening
  expect(published).toEqual([])
  expect(clock.waiting).toEqual([])
})
