import { beforeEach, describe, expect, test } from 'vitest'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { read } from '../support/read.ts'
import { lastIn, says, clicksOn, settled } from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'
import { send } from './deliver.ts'

let now = Date.parse('2026-11-21T09:00:00Z')
const pages = 'https://yourdomain.cakemarketing.com'
const deliveries: string[] = []
const bot = useBot({
  clock: () => now,
  linkTemplates: [
    { noun: 'offer', template: `${pages}/Offers/Detail/{id}` },
    { noun: 'affiliate', template: `${pages}/Affiliates/{id}` },
  ],
  observe: { command: () => undefined, delivery: (kind) => void deliveries.push(kind) },
})
// What was shown before is forgotten after half an hour.
beforeEach(() => {
  now += 31 * 60_000
})

const tracking = `${pages}/?a=67890&oc=12345&c=4&s1=&sid=98001`
const offer = `${pages}/Offers/Detail/12345`

function cards({ unfurls = [] }: SeenMessage): string[] {
  return unfurls.map((unfurl) => read({ text: '', ...unfurl }))
}

function unfurlCalls() {
  return bot.slack.apiCalls.filter(({ method }) => method === 'chat.unfurl')
}

describe('a link', () => {
  test('to a campaign’s tracking unfurls to what it is, in a channel that the bot is not in too', async () => {
    const shown = cards(await says(bot, `try ${tracking} today`, { in: channels.general }))
    expect(shown).toEqual([
      '# MediaBridge Partners on Auto Insurance Quote - US\n(Campaign 98001 · 🟢 Active)\n[Show numbers]',
    ])
  })

  test('to CAKE’s pages unfurls as the templates tell', async () => {
    const shown = cards(await says(bot, `${offer}?tab=caps&from=x ${pages}/Affiliates/67890`))
    expect(shown).toEqual([
      '# Auto Insurance Quote - US\n(Offer 12345 · 🟢 Active · SafeDrive Insurance Co.)\n[Show numbers]',
      expect.stringContaining('# MediaBridge Partners\n(Affiliate 67890'),
    ])
  })

  test('shows no money, in no form', async () => {
    const { unfurls } = await says(bot, `${offer} ${tracking} ${pages}/Affiliates/67890`)
    expect(unfurls).toHaveLength(3)
    expect(JSON.stringify(unfurls)).not.toMatch(/[$€£]|payout|revenue|margin|18\.5|22\.00/i)
  })

  test('with & in it is named to Slack as Slack named it', async () => {
    await says(bot, tracking)
    const [call] = unfurlCalls()
    expect(Object.keys(call?.body['unfurls'] as object)).toEqual([tracking.replaceAll('&', '&amp;')])
    expect(call?.error).toBeUndefined()
  })

  test('that names nothing of CAKE’s asks nobody anything', async () => {
    const before = bot.slack.apiCalls.length
    expect(cards(await says(bot, `${pages}/Dashboard ${pages}/?a=1`))).toEqual([])
    expect(bot.slack.apiCalls).toHaveLength(before)
  })

  test('of a thing that is not there stays a link, quietly', async () => {
    expect(cards(await says(bot, `${pages}/Offers/Detail/999999`))).toEqual([])
    expect(bot.logged).toEqual([])
  })

  test('twice in one message is looked up once; three are shown, four are none', async () => {
    const calls = bot.cake.calls.length
    expect(cards(await says(bot, `${offer} and ${offer}`))).toHaveLength(1)
    expect(bot.cake.calls.length - calls).toBe(1)
    expect(cards(await says(bot, [1, 2, 3].map((tab) => `${offer}?tab=${tab}`).join(' ')))).toHaveLength(3)
    expect(cards(await says(bot, [4, 5, 6, 7].map((tab) => `${offer}?tab=${tab}`).join(' ')))).toEqual([])
  })
})

describe('within 30 minutes', () => {
  test('the same link is not shown again in the channel, but elsewhere and afterwards it is', async () => {
    expect(cards(await says(bot, offer))).toHaveLength(1)
    now += 29 * 60_000
    expect(cards(await says(bot, `again ${offer}`, { as: people.admin }))).toEqual([])
    expect(cards(await says(bot, offer, { in: channels.general }))).toHaveLength(1)
    now += 2 * 60_000
    expect(cards(await says(bot, `and again ${offer}`))).toHaveLength(1)
  })

  test('one that could not be read, or that Slack refused, is tried again', async () => {
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    expect(cards(await says(bot, offer))).toEqual([])
    expect(bot.logged.some((line) => line.includes('a link could not be looked up'))).toBe(true)
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    bot.slack.trouble({
      calls: [{ method: 'chat.unfurl', answer: { kind: 'error', error: 'cannot_unfurl_url' } }],
    })
    expect(cards(await says(bot, offer))).toEqual([])
    expect(bot.logged.some((line) => line.includes('a link could not be unfurled'))).toBe(true)
    expect(cards(await says(bot, offer))).toHaveLength(1)
  })

  test('a link that is still being typed counts for nothing', async () => {
    const composed = { message_ts: 'U1-x', unfurl_id: 'U1-x', source: 'composer' }
    await sendEvent({ channel: 'COMPOSER', ...composed })
    expect(unfurlCalls()).toEqual([])
    expect(cards(await says(bot, offer))).toHaveLength(1)
  })
})

describe('whose link it is', () => {
  test('in a channel that another company is in too it stays a link', async () => {
    await sendEvent({ channel: channels.cakeOps, message_ts: '1.1' }, { is_ext_shared_channel: true })
    expect(unfurlCalls()).toEqual([])
    await sendEvent({ channel: channels.cakeOps, message_ts: '1.1' }, { is_ext_shared_channel: false })
    expect(unfurlCalls()).toHaveLength(1)
  })

  test('Slack does not say whose: it stays a link, and the log says why', async () => {
    bot.slack.trouble({ calls: [{ method: 'users.info', answer: { kind: 'error', error: 'fatal_error' } }] })
    expect(cards(await says(bot, offer))).toEqual([])
    expect(bot.logged.some((line) => line.includes('Slack does not say who shared a link'))).toBe(true)
  })

  test.each(['guest', 'stranger'] as const)('a %s’s stays a link', async (who) => {
    expect(cards(await says(bot, offer, { as: people[who], in: channels.cakeOps }))).toEqual([])
    expect(unfurlCalls()).toEqual([])
  })
})

describe('Show numbers', () => {
  test('gives the card to the one who clicked, in the place of the link', async () => {
    const said = await says(bot, offer)
    await clicksOn(bot, 'Show numbers', said, people.viewer)
    const told = bot.slack.messages(channels.cakeOps).at(-1)
    expect(told).toMatchObject({ ephemeralTo: people.viewer })
    expect(read(told!)).toContain('Payout $18.50')
    expect(cards(lastIn(bot, channels.cakeOps, people.viewer))).toHaveLength(1)
  })

  test('in a thread answers in the thread', async () => {
    const parent = await says(bot, 'which one?')
    await settled(
      bot,
      bot.slack.type({ as: people.manager, channel: channels.cakeOps, text: offer, thread_ts: parent.ts }),
    )
    await clicksOn(bot, 'Show numbers', lastIn(bot, channels.cakeOps, people.manager))
    expect(bot.slack.messages(channels.cakeOps).at(-1)).toMatchObject({
      ephemeralTo: people.manager,
      thread_ts: parent.ts,
    })
  })

  test('refuses a guest', async () => {
    const said = await says(bot, offer)
    const calls = bot.cake.calls.length
    await clicksOn(bot, 'Show numbers', said, people.guest)
    const told = bot.slack.messages(channels.cakeOps).at(-1)
    expect(told).toMatchObject({ ephemeralTo: people.guest })
    expect(read(told!)).toBe('Guests cannot use this bot. Ask a full member of the workspace.')
    expect(bot.cake.calls).toHaveLength(calls)
  })
})

test('links are counted as what they are', async () => {
  deliveries.length = 0
  await says(bot, offer)
  expect(deliveries).toEqual(['link_shared'])
})

let events = 0

/** A link_shared event as Slack would deliver it, whatever is in it. */
async function sendEvent(event: object, more: object = {}): Promise<void> {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: bot.slack.teamId,
    event_id: `Ev${(events += 1)}`,
    event: { type: 'link_shared', user: people.manager, links: [{ domain: 'x', url: offer }], ...event },
    ...more,
  })
  const { status } = await send(bot, { body, headers: { 'content-type': 'application/json' }, now })
  expect(status).toBe(200)
  await bot.app.idle()
}
