import { beforeEach, describe, expect, test, vi } from 'vitest'
import { homePieces } from '../../src/core/home.ts'
import { features } from '../../src/features/index.ts'
import { people } from '../../src/sandbox/slack/ids.ts'
import { clicksOn, home, modal, opensHome, readModal, settled } from '../support/surfaces.ts'
import { startBot } from '../support/bot.ts'
import { useBot } from '../support/use-bot.ts'
import { HandClock } from '../cake/clock.ts'

const waits = new HandClock()
let now = Date.now()
const deliveries: string[] = []
const bot = useBot({
  waits,
  clock: () => now,
  // Home is published anew when CAKE's circuit opens and closes: not at moments of its own in here.
  cakeOptions: { failuresToOpen: 8, waits: { openMs: 30_000, longestOpenMs: 30_000 } },
  observe: { command: () => undefined, delivery: (kind) => void deliveries.push(kind) },
})
beforeEach(() => {
  waits.pass(10_000)
  now += 61_000
})

/** Fulfilled when this person's tab is published next. */
function published(user: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = bot.slack.on((event) => {
      if (event.type !== 'home' || event.user !== user) return
      stop()
      resolve()
    })
  })
}

function publications() {
  return bot.slack.apiCalls.filter(({ method }) => method === 'views.publish')
}

test('shows the search box, what I looked at, how the network is, and what can be typed', async () => {
  await bot.catalogue.refresh()
  await bot.types('/cake offer 12345', { as: people.viewer })
  await bot.types('/cake affiliate 67890', { as: people.viewer })
  expect(await opensHome(bot, people.viewer)).toMatchInlineSnapshot(`
    "# Find something

    [New campaign] [New offer]
    # Lately
    Affiliate 67890 MediaBridge Partners: active
    /cake affiliate 67890 [Show]
    Offer 12345 Auto Insurance Quote - US: active, payout $18.50
    /cake offer 12345 [Show]
    # The network
    CAKE 🟢 Answers   ·   Requests in the last hour 11
    Names 60 offers, 40 affiliates, 12 advertisers, as of 09:00
    # What you can type
    /cake offer <offer>  Show an offer: payout, revenue, margin, expiry and its last 7 days
    /cake offer <words>  Find offers by a few letters of their name
    /cake offer list  List offers
    /cake offer new  Make a new offer
    /cake offer edit <offer>  Change an offer: name, status, payout, revenue, expiry
    /cake offer pause <offer>  Pause an offer
    /cake offer activate <offer>  Activate an offer
    /cake affiliate <affiliate>  Show an affiliate: status, manager, campaigns and its last 7 days
    /cake affiliate <words>  Find affiliates by a few letters of their name
    /cake affiliate list  List affiliates
    /cake affiliate new  Make a new affiliate
    /cake affiliate edit <affiliate>  Change an affiliate: name, account manager, status
    /cake affiliate approve <affiliate>  Approve an affiliate
    /cake affiliate reject <affiliate>  Reject an affiliate
    /cake affiliate suspend <affiliate>  Suspend an affiliate
    /cake affiliate activate <affiliate>  Activate an affiliate
    /cake campaign <campaign>  Show a campaign with its tracking link
    /cake campaign list  List campaigns
    /cake campaign new  Make a campaign: an affiliate gets a tracking link for an offer
    /cake campaign edit <campaign>  Change a campaign: status, creative, landing page
    /cake campaign pause <campaign>  Pause a campaign
    /cake campaign activate <campaign>  Activate a campaign
    /cake campaign delete <campaign>  Delete a campaign
    /cake link <affiliate> <offer>  Show the tracking links of an affiliate on an offer
    /cake payout <affiliate> <offer>  Show an affiliate's payout for an offer, beside the offer's default
    /cake advertiser <advertiser>  Show an advertiser: offers by status and its last 7 days
    /cake advertiser <words>  Find advertisers by a few letters of their name
    /cake creative list <offer>  List an offer's creatives
    /cake page list <offer>  List an offer's landing pages
    /cake report offers  Report on offers: totals and the top ones
    /cake report affiliates  Report on affiliates: totals and the top ones
    /cake report advertisers  Report on advertisers: totals and the top ones
    /cake digest list  List the digests of this channel
    /cake digest add  Add a digest: the numbers by themselves in a channel
    /cake digest edit <digest>  Edit a digest: what it tells, when and where
    /cake digest preview <digest>  Show a digest as it would be now, to me only
    /cake digest send <digest>  Send a digest to its channels now
    /cake digest pause <digest>  Stop a digest from coming until it is resumed
    /cake digest resume <digest>  Let a paused digest come again
    /cake digest delete <digest>  Delete a digest; the messages that it sent stay
    /cake change  Show what waits for me, or one change with its whole story
    /cake change list  List changes
    /cake history  Show what was changed, of everything or of one thing
    /cake settings  Show who may do what, and what needs approval
    [Help]"
  `)
})

test('a button of what I looked at lately opens it in a window', async () => {
  await bot.types('/cake offer 12345', { as: people.approver })
  await opensHome(bot, people.approver)
  await clicksOn(bot, 'Show', 'home', people.approver)
  expect(readModal(modal(bot, people.approver))).toContain('# Auto Insurance Quote - US')
  await opensHome(bot, people.approver)
  await clicksOn(bot, 'Help', 'home', people.approver)
  expect(readModal(modal(bot, people.approver))).toContain('/cake offer')
})

describe('is published again', () => {
  test('when I looked something up, for me alone', async () => {
    await opensHome(bot, people.manager)
    await opensHome(bot, people.admin)
    waits.pass(10_000)
    const mine = published(people.manager)
    await bot.types('/cake offer 12312', { as: people.manager })
    await mine
    expect(home(bot, people.manager)).toContain('/cake offer 12312')
    expect(home(bot, people.admin)).not.toContain('/cake offer 12312')
    const whose = publications().map(({ body }) => body['user_id'])
    expect(whose.filter((user) => user === people.manager)).toHaveLength(2)
    expect(whose.filter((user) => user === people.admin)).toHaveLength(1)
  })

  test('when the catalogue was read', async () => {
    await opensHome(bot)
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, offer_id: 4242 })
    waits.pass(10_000)
    const again = published(people.manager)
    await bot.catalogue.refresh()
    await again
    expect(home(bot)).toContain('61 offers')
  })

  test('when CAKE does not answer any more', async () => {
    await opensHome(bot)
    expect(home(bot)).toContain('CAKE 🟢 Answers')
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    for (let failures = 0; failures < 6; failures++) await bot.types(`/cake campaign ${failures + 98001}`)
    const again = published(people.manager)
    waits.pass(10_000)
    await again
    expect(home(bot)).toMatch(/CAKE (⛔|🕓)/u)
  })
})

test('a count of requests that grows is no reason to publish again', async () => {
  const clock = new HandClock()
  const other = await startBot({ waits: clock })
  try {
    await other.catalogue.refresh()
    await opensHome(other)
    clock.pass(10_000)
    await other.catalogue.refresh()
    // Whoever opens it now is published after everybody whose Home has changed.
    await opensHome(other, people.admin)
    expect(home(other, people.admin)).not.toContain('Requests in the last hour 4')
    const calls = other.slack.apiCalls.filter(({ method }) => method === 'views.publish')
    expect(calls.map(({ body }) => body['user_id'])).toEqual([people.manager, people.admin])
  } finally {
    await other.stop()
  }
})

test('the end of the bot leaves nothing waiting', async () => {
  const clock = new HandClock()
  const other = await startBot({ waits: clock })
  await opensHome(other)
  await opensHome(other)
  expect(clock.waiting).toHaveLength(2)
  await other.stop()
  expect(clock.waiting).toEqual([])
})

describe('whoever may not use the bot', () => {
  test.each([
    ['guest', 'Guests cannot use this bot.'],
    ['stranger', 'This bot answers only members of the workspace it is installed in.'],
    ['deactivated', 'There is nothing here for you.'],
  ] as const)('%s reads a sentence and nothing else', async (who, words) => {
    await bot.catalogue.refresh()
    await opensHome(bot, people[who])
    expect(home(bot, people[who])).toContain(words)
    expect(bot.slack.home(people[who])).toHaveLength(1)
  })
})

describe('what goes wrong', () => {
  test('Slack does not say who it is: Home says so, and has its things when it is opened again', async () => {
    bot.slack.trouble({
      calls: [{ method: 'users.info', answer: { kind: 'error', error: 'fatal_error' } }],
    })
    expect(await opensHome(bot)).toBe(
      'Slack does not say who you are right now. Open this page again in a minute.',
    )
    waits.pass(10_000)
    expect(await opensHome(bot)).toContain('# Find something')
  })

  test.each(['hash_conflict', 'not_enabled', 'ratelimited', 'fatal_error', 'missing_scope'])(
    'views.publish refused with %s: the log knows, and opening it again shows it',
    async (error) => {
      bot.slack.trouble({ calls: [{ method: 'views.publish', answer: { kind: 'error', error } }] })
      expect(await opensHome(bot)).toBe('')
      expect(bot.logged.filter((line) => line.includes('Home could not be published'))).toHaveLength(1)
      waits.pass(10_000)
      expect(await opensHome(bot)).toContain('# Find something')
    },
  )

  test('the tab of messages is not Home', async () => {
    await settled(bot, bot.slack.openHome(people.manager, 'messages'))
    expect(publications()).toEqual([])
  })

  test('CAKE is down and was never reached: it says so', async () => {
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    await bot.catalogue.refresh()
    await opensHome(bot)
    // What changed just before may be on its way to the tab still.
    await vi.waitFor(() => expect(home(bot)).toContain('Last failure'))
    expect(home(bot)).toContain('# Find something')
  })
})

test('is counted as what it is', async () => {
  deliveries.length = 0
  await opensHome(bot)
  expect(deliveries).toEqual(['app_home_opened'])
})

test('never has more than 100 blocks, however much there is to show', () => {
  const pieces = homePieces({
    person: {
      userId: 'U1',
      teamId: 'T1',
      name: 'x',
      roles: new Set(['viewer', 'requester', 'approver', 'admin']),
      groups: new Set(),
      money: true,
    },
    registry: Array.from({ length: 40 }, () => features).flat(),
    recents: Array.from({ length: 8 }, (_, id) => ({ line: `offer ${id}`, title: 'An offer '.repeat(100) })),
    health: { circuit: 'closed', ratePerSecond: 1, requestsLastHour: 1_000_000 },
    catalogue: bot.catalogue.state(),
    now: new Date(now),
    zone: 'UTC',
  })
  expect(pieces.flatMap(({ blocks }) => blocks).length).toBeLessThan(100)
})
