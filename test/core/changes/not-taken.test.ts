import { afterEach, describe, expect, it, vi } from 'vitest'
import { CakeError, type CakeErrorKind } from '../../../src/cake/errors.ts'
import { people } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { approves, asked, judges, requesterCard, sends, writes } from '../../support/forms.ts'
import { LEASE_MS } from '../../../src/core/changes/worker.ts'
import { useBot } from '../../support/use-bot.ts'

/** A write that CAKE surely has not taken: it asked to wait, never got it, or was never sent it. */

const bot = useBot()
afterEach(() => void vi.restoreAllMocks())

const PATH = 'update_offer.json'
const NOT_TAKEN = [
  ['rate-limited', 'CAKE is being called too fast and asks to wait', 90_000],
  ['unreachable', 'CAKE could not be reached', undefined],
  ['timeout', 'CAKE did not answer within 10 s', undefined],
] as const

function refusedOnce([kind, why, retryAfterMs]: readonly [CakeErrorKind, string, number?]) {
  return vi
    .spyOn(bot.desk.cake, 'write')
    .mockRejectedValueOnce(
      new CakeError(kind, PATH, why, retryAfterMs === undefined ? {} : { status: 429, retryAfterMs }),
    )
}

describe.each(NOT_TAKEN)('%s', (...trouble) => {
  it('is sent again, once, without being asked for again', async () => {
    await asked(bot, '/cake offer pause 12345')
    const sent = refusedOnce(trouble)
    await approves(bot)
    expect(await bot.store.changes.byId(1)).toMatchObject({ state: 'approved', tries: 1, outcome: null })
    expect(read(requesterCard(bot))).toContain('[Withdraw]')
    await bot.later((trouble[2] ?? 10_000) - 1000)
    expect(sent).toHaveBeenCalledTimes(1)
    await bot.later(1000)
    expect(sent).toHaveBeenCalledTimes(2)
    expect(writes(bot)).toHaveLength(1)
    expect(read(requesterCard(bot))).toContain('Done in CAKE')
    expect(await bot.reads('/cake change 1')).toContain('Put off')
  })
})

describe('until it is sent again', () => {
  it('is said not to be under way any more, also where people were told that it is', async () => {
    await asked(bot, '/cake offer pause 12345')
    vi.spyOn(bot.desk.cake, 'write').mockImplementationOnce(async () => {
      await vi.waitFor(() => expect(read(requesterCard(bot))).toContain('Being carried out'), 5000)
      throw new CakeError('rate-limited', PATH, NOT_TAKEN[0][1], { status: 429 })
    })
    await approves(bot)
    expect(read(requesterCard(bot))).toContain('about to be carried out')
    expect(read(requesterCard(bot))).toContain('[Withdraw]')
  })

  it('can be withdrawn', async () => {
    await asked(bot, '/cake offer pause 12345')
    refusedOnce(NOT_TAKEN[0])
    await approves(bot)
    await bot.clicks('Withdraw', requesterCard(bot))
    await bot.later(3_600_000)
    expect(writes(bot)).toEqual([])
    expect(read(requesterCard(bot))).toContain('Withdrawn')
  })

  it('goes out of date when CAKE is changed meanwhile, also when what it asks for was done all the same', async () => {
    await asked(bot, '/cake offer pause 12345')
    refusedOnce(NOT_TAKEN[0])
    await approves(bot)
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_status: 'inactive' })
    await bot.later(90_000)
    expect(writes(bot)).toEqual([])
    expect(read(requesterCard(bot))).toContain('Out of date')
  })

  it('expires when CAKE asks to wait for longer than the change has', async () => {
    await asked(bot, '/cake offer pause 12345')
    refusedOnce(['rate-limited', NOT_TAKEN[0][1], 48 * 3_600_000])
    await judges(bot, 'Approve')
    await sends(bot, {}, { as: people.approver })
    await bot.later(24 * 3_600_000)
    expect(writes(bot)).toEqual([])
    expect(read(requesterCard(bot))).toContain('Expired')
  })
})

it('what others have looked after meanwhile is not given back: it has failed', async () => {
  await asked(bot, '/cake offer pause 12345')
  refusedOnce(NOT_TAKEN[0])
  const { changes } = bot.store
  const step = changes.step.bind(changes)
  vi.spyOn(changes, 'step').mockImplementation(async (id, taken, seen) => {
    const change = (await changes.byId(id))!
    return taken.step === 'release' ? { done: false, why: 'state', change } : step(id, taken, seen)
  })
  await approves(bot)
  expect(read(requesterCard(bot))).toContain('Failed: CAKE has not been changed')
  await bot.later(3_600_000)
  expect(writes(bot)).toEqual([])
})

describe('a worker that was held up', () => {
  it('for longer than its lease sends nothing any more', async () => {
    await asked(bot, '/cake offer pause 12345')
    const { changes } = bot.store
    const step = changes.step.bind(changes)
    vi.spyOn(changes, 'step').mockImplementation(async (id, taken, seen) => {
      const result = await step(id, taken, seen)
      const after = new Date(bot.desk.now().getTime() + LEASE_MS)
      if (taken.step === 'startWrite') vi.spyOn(bot.desk, 'now').mockReturnValueOnce(after)
      return result
    })
    await approves(bot)
    expect(writes(bot)).toEqual([])
    await bot.later(LEASE_MS)
    await bot.later(3_600_000)
    expect(read(requesterCard(bot))).toContain('Failed: CAKE has not been changed')
    expect(writes(bot)).toEqual([])
  })

  it('and knows what came of its write when others have recorded something else says so in the log', async () => {
    await asked(bot, '/cake offer pause 12345')
    const { changes } = bot.store
    const step = changes.step.bind(changes)
    vi.spyOn(changes, 'step').mockImplementation(async (id, taken, seen) => {
      const change = { ...(await changes.byId(id))!, state: 'failed' } as const
      return taken.step === 'finish' ? { done: false, why: 'state', change } : step(id, taken, seen)
    })
    await approves(bot)
    expect(bot.logged.join()).toContain("CAKE's own word is applied")
  })
})

it('a no in words that sound like it is a no', async () => {
  await asked(bot, '/cake offer pause 12345')
  const said = 'This offer is restricted to its advertiser'
  vi.spyOn(bot.desk.cake, 'write').mockRejectedValueOnce(
    new CakeError('rate-limited', PATH, said, { status: 200 }),
  )
  await approves(bot)
  expect(read(requesterCard(bot))).toContain('Failed: CAKE has not been changed')
})
