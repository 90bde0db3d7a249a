/** What comes between composing a digest and sending it. */
import { describe, expect, it, vi } from 'vitest'
import { message } from '../../../src/blocks/message.ts'
import { words } from '../../../src/blocks/pieces.ts'
import { digestBeat } from '../../../src/core/digests/beat.ts'
import type { Asked } from '../../../src/core/digests/compose.ts'
import type { Composed } from '../../../src/core/digests/composed.ts'
import { Plan } from '../../../src/core/digests/plan.ts'
import { movedBetween } from '../../../src/core/digests/recheck.ts'
import { channels, people, TEAM_ID } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'

const NINE = Date.UTC(2026, 10, 21, 9)
const bot = useBot({ clock: () => NINE })
const owner = { userId: people.admin, teamId: TEAM_ID }
const { cakeDaily, cakeOps } = channels

/** Due at nine, which it is; the bot's own heart is not told. */
async function due(where: readonly string[] = [cakeDaily]): Promise<void> {
  const plan = Plan.parse({
    reports: ['offers'],
    period: 'yesterday',
    compare: 'the period before',
    when: { cron: '0 9 * * *', zone: 'UTC' },
  })
  const next = { wall: '2026-11-21 09:00', at: new Date(NINE) }
  await bot.store.digests.add({ owner, plan, channels: where, next })
}

function numbers(text = 'The numbers'): Composed {
  return { kind: 'numbers', message: message(text, [words(text)]), csv: [], totals: {}, asOf: new Date(NINE) }
}

async function beat(
  compose: (asked: Asked) => Promise<Composed>,
  { signal = new AbortController().signal, leaseMs }: { signal?: AbortSignal; leaseMs?: number } = {},
): Promise<void> {
  const draw = () => Promise.reject(new Error('nothing is drawn'))
  const totals = () => Promise.reject(new Error('nothing is read again'))
  await digestBeat({ desk: bot.desk, compose, totals, draw }, { name: 'worker', leaseMs }, signal)
}

function said(channel: string = cakeDaily): string[] {
  const { slack } = bot
  return slack.messages(channel).flatMap(({ user, text }) => (user === slack.botUserId ? [text] : []))
}

describe('a digest that is being composed', () => {
  it('is left for the next process at once when this one is stopped', async () => {
    await due()
    const stopping = new AbortController()
    await beat(async ({ signal }) => {
      stopping.abort()
      signal?.throwIfAborted()
      return numbers()
    }, stopping)
    expect(said()).toEqual([])
    await beat(async () => numbers())
    expect(said()).toEqual(['The numbers'])
  })

  it('is not sent any more when somebody pauses it meanwhile', async () => {
    await due()
    await beat(async () => {
      await bot.store.digests.pause(1, { by: owner, why: 'on leave' })
      return numbers()
    })
    expect(said()).toEqual([])
    expect(await bot.store.deliveries.ofDigest(1)).toMatchObject([{ state: 'skipped' }])
  })

  it('is its worker’s for as long as that takes, and not composed by another one beside it', async () => {
    await due()
    const { deliveries } = bot.store
    const hold = vi.spyOn(deliveries, 'hold')
    const leaseMs = 90
    let composed = 0
    await beat(
      async () => {
        composed += 1
        for (let third = 0; third < 5; third += 1) {
          const asked = hold.mock.calls.length
          await vi.waitUntil(() => hold.mock.settledResults.length > asked, { interval: 1 })
          // Its own heart looks for what is to be sent as well.
          await bot.later(leaseMs * 0.9)
          expect(await deliveries.next('another', leaseMs)).toBeUndefined()
        }
        return numbers()
      },
      { leaseMs },
    )
    expect([composed, said()]).toEqual([1, ['The numbers']])
  })

  it('does not hold up another channel', async () => {
    await due([cakeDaily, cakeOps])
    const isThere = Promise.withResolvers<void>()
    const stop = bot.slack.on(() => {
      if (said(cakeOps).length > 0) isThere.resolve()
    })
    await beat(async ({ channelName = '' }) => {
      if (channelName === 'cake-daily') await isThere.promise
      return numbers(channelName)
    })
    stop()
    expect([said(), said(cakeOps)]).toEqual([['cake-daily'], ['cake-ops']])
  })

  it('and fails by a fault of ours is tried again, and stops no other', async () => {
    await due([cakeDaily, cakeOps])
    await beat(async ({ channelName }) => {
      if (channelName === 'cake-daily') throw new TypeError('a fault of ours')
      return numbers()
    })
    expect([said(), said(cakeOps)]).toEqual([[], ['The numbers']])
    expect(bot.logged.join()).toContain('a fault of ours')
    const states = (await bot.store.deliveries.ofDigest(1)).map(({ state }) => state)
    expect(states.toSorted()).toEqual(['due', 'sent'])
  })
})

describe('a total has moved', () => {
  it.each([
    [1000, 1010, false],
    [1000, 1011, true],
    [1000, 990, false],
    [1000, 989, true],
    [0, 0, false],
    [0, 1, true],
    [-100, -101, false],
    [-100, -102, true],
  ] as const)('from %d to %d: %s', (was, is, isTold) => {
    const moved = movedBetween({ offers: { clicks: was } }, { offers: { clicks: is } })
    expect(moved).toEqual(isTold ? [{ report: 'offers', figure: 'clicks', was, is }] : [])
  })

  it('only where it is known of both times', () => {
    expect(movedBetween({ offers: { clicks: 1 } }, { affiliates: { clicks: 5 }, offers: {} })).toEqual([])
  })
})
