import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/contract.ts'
import { meantIn } from '../../src/core/meant.ts'
import { features } from '../../src/features/index.ts'
import { affiliate, offer } from '../catalogue/network.ts'
import { heldByAll } from './asking.ts'

const held = await heldByAll({
  offers: [
    offer(12345, 'Auto Insurance Quote - US', { advertiser: { id: 101, name: 'SafeDrive Insurance Co.' } }),
    offer(12346, 'Home Insurance Quote - UK', { offer_status: 'paused' }),
    ...Array.from({ length: 40 }, (_, n) => offer(500 + n, `Solar Panel Bundle ${n}`)),
  ],
  affiliates: [affiliate(67890, 'MediaBridge Partners')],
})

const by = { user: 'U1' }
const lines = async (text: string) => (await meantIn(text, features, held, by)).map(({ line }) => line)

describe('what a message may mean', () => {
  it.each([
    ['does autto insurence still run?', ['offer 12345']],
    ['is the auto insurance offer paused', ['offer 12345']],
    ['auto insurance', ['offer 12345']],
    ['insurence qoute', ['offer 12345', 'offer 12346']],
    ['ask medaibridge', ['affiliate 67890']],
    ['medaibridge partners?', ['affiliate 67890']],
  ])('%s', async (text, expected) => {
    expect(await lines(text)).toEqual(expected)
  })

  it.each([
    'lunch?',
    'see you at the usual place tomorrow',
    '',
    '😀',
    'https://you.example/auto/insurance',
    '12 345',
  ])('nothing: %j', async (text) => {
    expect(await lines(text)).toEqual([])
  })

  it('gives a few to choose from, with what tells them apart', async () => {
    const found = await meantIn('solar panel', features, held, by)
    expect(found).toHaveLength(5)
    expect(found[0]).toMatchObject({
      title: expect.stringMatching(/^Solar Panel Bundle/),
      detail: expect.stringMatching(/^Offer · 5/),
    })
  })

  it('costs a bounded number of searches', async () => {
    let searches = 0
    const catalogue: Catalogue = Object.assign(Object.create(held) as Catalogue, {
      find: (...asked: Parameters<Catalogue['find']>) => {
        searches += 1
        return held.find(...asked)
      },
    })
    await meantIn('nothing whatever hereabouts '.repeat(2_000), features, catalogue, by)
    expect(searches).toBeGreaterThan(0)
    expect(searches).toBeLessThanOrEqual(80)
  })
})
