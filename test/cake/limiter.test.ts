import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Limiter, QueueTooLong } from '../../src/cake/limiter.ts'
import { cancel, Cancelled, type Ticket } from '../../src/cake/ticket.ts'
import { HandClock } from './clock.ts'

const ticket = (background = false, deadlineAt = 1_000_000): Ticket => ({
  background,
  deadlineAt,
  cancelled: false,
  stop: undefined,
})

/** A limiter on a hand-moved clock, and the order in which calls got their turn. */
function limiting(perSecond: number, concurrency: number) {
  const clock = new HandClock()
  const limiter = new Limiter({ perSecond, concurrency, clock })
  const turns: string[] = []
  const ask = async (name: string, one = ticket()): Promise<void> => {
    await limiter.enter(one)
    turns.push(name)
  }
  /** Moves on, and lets those whose turn came go on. */
  const pass = async (ms: number): Promise<void> => {
    clock.pass(ms)
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return { clock, limiter, turns, ask, pass }
}

test('so many begin at once and no more within a second', async () => {
  const { turns, ask, pass } = limiting(3, 100)
  for (const name of 'abcdefg') void ask(name)
  await pass(0)
  expect(turns.join('')).toBe('abc')
  await pass(1000)
  expect(turns.join('')).toBe('abc')
  await pass(50)
  expect(turns.join('')).toBe('abcdef')
  await pass(1050)
  expect(turns.join('')).toBe('abcdefg')
})

test('never more than so many in any second, whenever they are asked for', () => {
  const gaps = fc.array(fc.nat(400), { maxLength: 40 })
  const asked = fc.asyncProperty(gaps, fc.integer({ min: 1, max: 7 }), async (gaps, perSecond) => {
    const { clock, limiter } = limiting(perSecond, 1000)
    const begun: number[] = []
    for (const gap of gaps) {
      void Promise.resolve(limiter.enter(ticket())).then(() => begun.push(clock.ms()))
      for (let left = gap; left > 0; left -= 10) {
        clock.pass(Math.min(left, 10))
        for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      }
    }
    begun.forEach((from, at) => {
      expect((begun[at + perSecond] ?? Number.POSITIVE_INFINITY) - from).toBeGreaterThanOrEqual(1000)
    })
  })
  return fc.assert(asked, { numRuns: 60 })
})

test('so many are under way and no more', async () => {
  const { limiter, turns, ask, pass } = limiting(1000, 2)
  for (const name of 'abcd') void ask(name)
  await pass(0)
  expect(turns.join('')).toBe('ab')
  limiter.leave()
  await pass(0)
  expect(turns.join('')).toBe('abc')
})

test("people's lookups go before background work, and each in their order", async () => {
  const { limiter, turns, ask, pass } = limiting(1000, 1)
  void ask('first')
  void ask('b1', ticket(true))
  void ask('b2', ticket(true))
  void ask('p1')
  void ask('p2')
  for (let n = 0; n < 4; n++) {
    await pass(0)
    limiter.leave()
  }
  await pass(0)
  expect(turns).toEqual(['first', 'p1', 'p2', 'b1', 'b2'])
})

test('background work leaves a place and a part of the rate to people', async () => {
  const { turns, ask, pass } = limiting(1000, 3)
  for (const name of 'abc') void ask(name, ticket(true))
  await pass(0)
  expect(turns.join('')).toBe('ab')
  void ask('P')
  await pass(0)
  expect(turns.join('')).toBe('abP')

  const rated = limiting(10, 1000)
  for (let n = 0; n < 20; n++) void rated.ask('b', ticket(true))
  await rated.pass(0)
  expect(rated.turns).toHaveLength(8)
  void rated.ask('P')
  await rated.pass(0)
  expect(rated.turns).toHaveLength(9)
})

test('a background call a person joins is pulled forward', async () => {
  const { limiter, turns, ask, pass } = limiting(1000, 1)
  void ask('first')
  const joined = ticket(true)
  void ask('b1', ticket(true))
  void ask('b2', joined)
  joined.background = false
  limiter.promote(joined)
  await pass(0)
  limiter.leave()
  await pass(0)
  expect(turns).toEqual(['first', 'b2'])
})

describe('slowing down', () => {
  test('halves the rate, once for what one moment brings, down to one in two seconds', () => {
    const { clock, limiter } = limiting(10, 8)
    limiter.slowDown()
    limiter.slowDown()
    expect(limiter.ratePerSecond).toBe(5)
    for (let n = 0; n < 9; n++) {
      clock.pass(2000)
      limiter.slowDown()
    }
    expect(limiter.ratePerSecond).toBe(0.5)
  })

  test('is felt', async () => {
    const { clock, limiter, turns, ask, pass } = limiting(2, 100)
    limiter.slowDown()
    clock.pass(5000)
    limiter.slowDown()
    expect(limiter.ratePerSecond).toBe(0.5)
    void ask('a')
    void ask('b')
    await pass(2000)
    expect(turns).toEqual(['a'])
    await pass(100)
    expect(turns).toEqual(['a', 'b'])
  })

  test('recovers step by step, not above the setting', () => {
    const { limiter } = limiting(10, 8)
    limiter.slowDown()
    limiter.recover()
    expect(limiter.ratePerSecond).toBe(5.5)
    for (let n = 0; n < 30; n++) limiter.recover()
    expect(limiter.ratePerSecond).toBe(10)
  })

  test('leaves a setting below one in two seconds as it is', () => {
    const { limiter } = limiting(0.2, 1)
    limiter.slowDown()
    expect(limiter.ratePerSecond).toBe(0.2)
  })
})

test('held back, nothing begins before, and what cannot wait is told at once', async () => {
  const { limiter, turns, ask, pass } = limiting(10, 8)
  limiter.hold(3000)
  void ask('a')
  await expect(limiter.enter(ticket(false, 2000))).rejects.toMatchObject({ retryAfterMs: 3000 })
  await pass(2999)
  expect(turns).toEqual([])
  await pass(1)
  expect(turns).toEqual(['a'])
})

test('a turn that does not come in time is told', async () => {
  const { limiter, clock, turns, ask, pass } = limiting(1000, 1)
  void ask('a')
  const late = limiter.enter(ticket(false, 500))
  clock.pass(500)
  await expect(late).rejects.toBeInstanceOf(QueueTooLong)
  limiter.leave()
  void ask('b')
  await pass(0)
  expect(turns).toEqual(['a', 'b'])
})

test('who leaves the queue gives the turn to the next', async () => {
  const { limiter, turns, ask, pass } = limiting(1000, 1)
  void ask('a')
  const left = ticket()
  const leaving = limiter.enter(left)
  void ask('c')
  cancel(left)
  await expect(leaving).rejects.toBeInstanceOf(Cancelled)
  limiter.leave()
  await pass(0)
  expect(turns).toEqual(['a', 'c'])
})
