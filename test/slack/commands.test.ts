import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botDm, channels, people } from '../../src/sandbox/slack/ids.ts'
import { read } from '../support/read.ts'
import { type Rig, startRig } from './rig.ts'

describe.each(['http', 'socket'] as const)('in %s mode', (mode) => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig({ mode })
  })
  afterEach(() => rig.close())

  test('a command is answered for the person alone', async () => {
    const [card, ...more] = await rig.types('/cake thing 7')
    expect(more).toEqual([])
    expect(card).toMatchObject({
      text: 'Thing 7',
      ephemeralTo: people.manager,
      channel: channels.cakeOps,
      mrkdwn: false,
    })
    expect(rig.counted).toEqual([{ command: 'thing show', outcome: 'answered' }])
    expect(rig.deliveries).toEqual([{ kind: 'command', outcome: 'taken' }])
  })

  test('it is acknowledged before anything is looked up for its answer', async () => {
    const release = rig.hold()
    expect(await rig.send('/cake thing slow')).toBe('sent')
    expect(rig.holding.runs).toBe(0)
    release()
    await rig.app.idle()
    expect(rig.holding.runs).toBe(1)
  })

  test('a click is answered beside the card, and a page turns in its place', async () => {
    const [card] = await rig.types('/cake things')
    const [again, ...figures] = await rig.clicks('Next', card!)
    expect(again).toMatchObject({ ts: card!.ts, edited: true })
    expect(figures).toEqual([])
    expect(read(again!)).toContain('Page 2, there')

    const [first] = await rig.types('/cake thing 7')
    const [beside] = await rig.clicks('Again', first!)
    expect(beside!.ts).not.toBe(first!.ts)
    expect(read(beside!)).toContain('Thing 7')
  })

  test('a trouble does not take the page away', async () => {
    const [card] = await rig.types('/cake things')
    const [trouble] = await rig.clicks('Broken', card!)
    expect(trouble!.ts).not.toBe(card!.ts)
    expect(read(trouble!)).toContain('Something went wrong on our side')
    expect(rig.counted.at(-1)).toEqual({ command: 'thing broken', outcome: 'bug' })
  })

  test('what is thrown becomes a sentence with a reference that the log has too', async () => {
    const [told] = await rig.types('/cake thing broken')
    const reference = /Reference (\w+)/.exec(read(told!))?.[1]
    const line = rig.logged.find((text) => text.includes(`"reference":"${reference}"`))
    expect(line).toContain('a bug with [')
    expect(line).not.toContain(rig.slack.botToken)
  })

  test('a delivery that comes twice is answered once', async () => {
    rig.slack.trouble({ deliverTwice: true })
    const messages = await rig.types('/cake thing 7')
    expect(messages).toHaveLength(1)
    expect(rig.holding.runs).toBe(1)
    expect(rig.deliveries.map(({ outcome }) => outcome)).toEqual(['taken', 'duplicate'])
    const clicked = await rig.clicks('Again', messages[0]!)
    expect(clicked).toHaveLength(1)
    expect(rig.holding.runs).toBe(2)
  })

  test('an event that nobody listens for is acknowledged', async () => {
    expect(await rig.slack.openHome(people.manager)).toEqual({ ok: true })
    await rig.app.idle()
    expect(rig.logged.join()).not.toContain('"level":"error"')
  })
})

describe('who asks', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig()
  })
  afterEach(() => rig.close())

  test.each([
    [people.stranger, 'only members of the workspace'],
    [people.guest, 'Guests cannot use this bot'],
  ])('%s is told why not', async (as, words) => {
    const [told, ...more] = await rig.types('/cake thing 7', { as })
    expect(more).toEqual([])
    expect(read(told!)).toContain(words)
    expect(told!.ephemeralTo).toBe(as)
    expect(rig.holding.runs).toBe(0)
    expect(rig.counted).toEqual([{ command: 'none', outcome: 'refused' }])
  })

  test.each([people.someBot, people.deactivated])('%s gets nothing', async (as) => {
    expect(await rig.types('/cake thing 7', { as })).toEqual([])
    expect(rig.holding.runs).toBe(0)
  })

  test('a card that somebody else shared answers only those who may ask', async () => {
    const [card] = await rig.types('/cake thing 7')
    await rig.clicks('Share', card!)
    const shared = rig.slack.messages(channels.cakeOps).findLast(({ ephemeral }) => !ephemeral)
    const [told] = await rig.clicks('Again', shared!, { as: people.stranger })
    expect(read(told!)).toContain('only members of the workspace')
    const [turned] = await rig.clicks('Next', shared!, { as: people.viewer })
    expect(turned).toMatchObject({ ephemeralTo: people.viewer })
    expect(rig.slack.messages(channels.cakeOps).find(({ ts }) => ts === shared!.ts)?.edited).toBe(false)
  })

  test('people are looked up once a minute', async () => {
    await rig.types('/cake thing 7')
    await rig.types('/cake thing 7')
    expect(rig.slack.apiCalls.filter(({ method }) => method === 'users.info')).toHaveLength(1)
  })

  test('nothing is answered while Slack does not say who asks', async () => {
    rig.slack.trouble({
      calls: [{ method: 'users.info', times: 9, answer: { kind: 'error', error: 'missing_scope' } }],
    })
    const [told] = await rig.types('/cake thing 7')
    expect(read(told!)).toMatch(/Slack does not say who you are right now.*\n.*Reference REF1/)
    expect(rig.holding.runs).toBe(0)
    expect(rig.logged.join()).toContain('missing_scope')
  })
})

describe('who asks, later', () => {
  test('guests may look where the setting lets them', async () => {
    const rig = await startRig({ app: { trust: { admins: [], guestLookups: true } } })
    const [card] = await rig.types('/cake thing 7', { as: people.guest })
    expect(card?.text).toBe('Thing 7')
    await rig.close()
  })

  test('who was looked up more than a minute ago is looked up again', async () => {
    let clock = Date.now()
    const rig = await startRig({ app: { clock: () => clock } })
    await rig.types('/cake thing 7')
    clock += 61_000
    await rig.types('/cake thing 7')
    expect(rig.slack.apiCalls.filter(({ method }) => method === 'users.info')).toHaveLength(2)
    await rig.close()
  })
})

describe('in a direct message with the bot', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig()
  })
  afterEach(() => rig.close())

  test('a card is shown, and cannot be shared', async () => {
    const dm = botDm(people.manager)
    const [card] = await rig.types('/cake thing 7', { in: dm })
    expect(card).toMatchObject({ channel: dm, text: 'Thing 7' })
    const [told] = await rig.clicks('Share', card!)
    expect(read(told!)).toContain('there is no channel to share in')
  })
})
