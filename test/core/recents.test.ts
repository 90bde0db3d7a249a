import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Recents } from '../../src/core/recents.ts'
import { affiliate, offer, testNetwork } from '../catalogue/network.ts'
import { asking } from './asking.ts'

const card = (n: number) => ({ line: `offer ${n}`, title: `Offer ${n}` })

describe('what a person looked at lately', () => {
  it('is the newest first, each once, eight of them, and only their own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('U1', 'U2'), fc.integer({ min: 1, max: 12 }))),
        (looks) => {
          const recents = new Recents()
          for (const [user, n] of looks) recents.note(user, card(n))
          for (const user of ['U1', 'U2']) {
            const own = looks.filter(([who]) => who === user).map(([, n]) => n)
            const newest = [...new Set(own.toReversed())].slice(0, 8)
            expect(recents.of(user)).toEqual(newest.map(card))
          }
        },
      ),
    )
  })

  it('is kept of the last two thousand people', () => {
    const recents = new Recents()
    recents.note('first', card(1))
    recents.note('second', card(1))
    for (let n = 0; n < 1998; n += 1) recents.note(`U${n}`, card(1))
    recents.note('first', card(2))
    recents.note('one more', card(1))
    expect(recents.of('second')).toEqual([])
    expect(recents.of('first')).toEqual([card(2), card(1)])
  })

  it('has the newest title', () => {
    const recents = new Recents()
    recents.note('U1', card(1))
    recents.note('U1', { line: 'offer 1', title: 'Renamed' })
    expect(recents.of('U1')).toEqual([{ line: 'offer 1', title: 'Renamed' }])
  })

  it('are no searches and no lists', async () => {
    const { asks, runner } = asking(
      testNetwork({ offers: [offer(1, 'Auto A'), offer(2, 'Auto B')], affiliates: [affiliate(7, 'M')] }),
    )
    for (const words of ['auto', 'search auto', 'offer auto', 'offers', 'help', 'report offers', 'offer 1']) {
      await asks(words)
    }
    expect(runner.recents.of('U1')).toEqual([])
  })
})

describe('what was shown', () => {
  it.each([
    [
      'link media 1',
      [
        ['offer', 1],
        ['affiliate', 7],
      ],
    ],
    ['campaigns affiliate:media', [['affiliate', 7]]],
    ['offers vertical:3', [['vertical', 3]]],
    ['offer auto', []],
    ['help', []],
    // Its card could not be read.
    ['offer 1', []],
  ] as const)('/cake %s is used by whoever asked, where they asked', async (line, used) => {
    const network = testNetwork({
      offers: [offer(1, 'Auto A', { vertical: { id: 3, name: 'Insurance' } }), offer(2, 'Auto B')],
      affiliates: [affiliate(7, 'Media')],
    })
    const { asks, catalogue } = asking(network)
    const noted = vi.spyOn(catalogue, 'used')
    await asks(line)
    expect(noted.mock.calls).toEqual(used.map(([kind, id]) => [kind, id, { user: 'U1', channel: 'C1' }]))
  })
})
