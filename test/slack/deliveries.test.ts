import type { ReceiverEvent } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { type Desk, InHand, Seen, take } from '../../src/slack/deliveries.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

describe('Seen', () => {
  test('remembers a name for its time', () => {
    let now = 0
    const seen = new Seen(() => now, 100)
    expect(seen.before('a')).toBe(false)
    now = 99
    expect(seen.before('a')).toBe(true)
    now = 100
    expect(seen.before('a')).toBe(false)
    expect(seen.before('a')).toBe(true)
  })

  test('remembers only so many, and forgets the oldest first', () => {
    const seen = new Seen(() => 0, 100, 2)
    for (const name of ['a', 'b', 'c']) seen.before(name)
    expect(seen.before('c')).toBe(true)
    expect(seen.before('b')).toBe(true)
    expect(seen.before('a')).toBe(false)
  })
})

describe('InHand', () => {
  test('is idle when all is settled, what came meanwhile and what failed included', async () => {
    const inHand = new InHand()
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const done: string[] = []
    inHand.add(first.promise).catch(() => done.push('first'))
    const idle = inHand.idle().then(() => done.push('idle'))
    void inHand.add(second.promise).then(() => done.push('second'))
    first.reject(new Error('no'))
    await Promise.resolve()
    second.resolve()
    await idle
    expect(done).toEqual(['first', 'second', 'idle'])
    await inHand.idle()
  })
})

describe('take', () => {
  function desk(): Desk {
    return { seen: new Seen(() => 0, 100), inHand: new InHand(), log: silent }
  }
  function event(body: object, acks: unknown[]): ReceiverEvent {
    return { body: { ...body }, ack: async (answer) => void acks.push(answer) }
  }

  test('acknowledges once, with the listener’s own words where it has some', async () => {
    const acks: unknown[] = []
    await take(desk(), event({ type: 'view_submission' }, acks), async ({ ack }) => {
      await ack({ response_action: 'clear' })
      await ack()
    })
    expect(acks).toEqual([{ response_action: 'clear' }])
  })

  test('never throws, whatever fails, and still acknowledges', async () => {
    const acks: unknown[] = []
    await take(desk(), event({}, acks), () => Promise.reject(new Error('Bolt failed')))
    expect(acks).toEqual([undefined])
    const broken = { body: {}, ack: () => Promise.reject(new Error('the connection is gone')) }
    await take(desk(), broken, async ({ ack }) => ack())
  })

  test.each([
    ['events', { event_id: 'Ev1', type: 'event_callback' }],
    ['triggers', { trigger_id: '1.2.3' }],
    ['response_urls, where there is nothing else', { response_url: 'https://hooks.slack.com/1' }],
  ])('knows %s again', async (_, body) => {
    const same = desk()
    let taken = 0
    const process = async () => void (taken += 1)
    await take(same, event(body, []), process)
    await take(same, event(body, []), process)
    expect(taken).toBe(1)
  })
})
