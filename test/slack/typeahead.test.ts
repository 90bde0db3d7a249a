import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pick, type Pick } from '../../src/blocks/pick.ts'
import { channels, OTHER_TEAM_ID, people } from '../../src/sandbox/slack/ids.ts'
import { clicksOn, modal, opensHome, picks, readModal, shortcut, suggestions } from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'
import { HandClock } from '../cake/clock.ts'
import { postTo } from './deliver.ts'

const waits = new HandClock()
const bot = useBot({ waits })
// Home is published at most once in ten seconds.
beforeEach(() => waits.pass(10_000))
afterEach(() => vi.restoreAllMocks())

/** What the bot answers a block_suggestion, whatever stands in it. */
async function asked(action_id: string, value: string, more: Readonly<Record<string, unknown>> = {}) {
  const { status, body } = await postTo(bot, {
    type: 'block_suggestion',
    team: { id: bot.slack.teamId },
    user: { id: people.manager },
    action_id,
    block_id: 'b',
    value,
    ...more,
  })
  expect(status).toBe(200)
  return JSON.parse(body) as {
    options?: { text: { text: string }; value: string }[]
    option_groups?: { label: { text: string }; options: { text: { text: string }; value: string }[] }[]
  }
}

/** A select as a form of the product has it, by its action_id. */
function idOf(kind: Pick['kind'], offer?: number): string {
  return pick({ kind, offer, placeholder: 'Choose' }).action_id ?? ''
}

describe('the search box of the modal', () => {
  test('offers what the letters find, by kind, and an id finds its own', async () => {
    await bot.catalogue.refresh()
    await shortcut(bot)
    const found = await suggestions(bot, 'safedrive', 'modal')
    expect(found['Advertisers']).toEqual(['SafeDrive Insurance Co. (101)'])
    expect((await suggestions(bot, '12345', 'modal'))['Offers']).toEqual([
      'Auto Insurance Quote - US (12345)',
    ])
  })

  test('what is chosen is shown under it', async () => {
    await bot.catalogue.refresh()
    await shortcut(bot)
    await picks(bot, '12345', 'modal')
    expect(readModal(modal(bot))).toContain('# Auto Insurance Quote - US')
    expect(readModal(modal(bot))).toContain('Payout $18.50')
    await picks(bot, 'mediabridge', 'modal')
    expect(readModal(modal(bot))).toContain('# MediaBridge Partners')
    expect(readModal(modal(bot))).not.toContain('Auto Insurance')
  })

  test.each(['', 'zzzzqq', '"', 'NEAR(', "'; drop table", '🎂', 'x'.repeat(500), 'שלום'])(
    '%j is only a search',
    async (words) => {
      await bot.catalogue.refresh()
      const answer = await asked(idOf('anything'), words)
      expect([...(answer.options ?? []), ...(answer.option_groups ?? [])].length).toBeLessThanOrEqual(100)
    },
  )
})

describe('the search box of Home', () => {
  test('answers in a modal', async () => {
    await bot.catalogue.refresh()
    await opensHome(bot)
    await picks(bot, '12345', 'home')
    expect(readModal(modal(bot))).toContain('# Auto Insurance Quote - US')
    expect(bot.slack.messages(channels.cakeOps).filter(({ user }) => user === bot.slack.botUserId)).toEqual(
      [],
    )
  })

  test('a modal that Slack does not open: the answer comes as a direct message, and says why it is there', async () => {
    await bot.catalogue.refresh()
    await opensHome(bot)
    bot.slack.trouble({
      calls: [{ method: 'views.open', answer: { kind: 'error', error: 'expired_trigger_id' } }],
    })
    await picks(bot, '12345', 'home')
    const told = bot.slack.messages(`D0${people.manager.slice(2)}`).at(-1)
    expect(told?.text).toContain('Auto Insurance Quote')
    expect(JSON.stringify(told?.blocks)).toContain('Slack opened no window for this, so it is here.')
  })
})

describe('selects of forms', () => {
  test('offers stand under their statuses, and their value is the id', async () => {
    await bot.catalogue.refresh()
    const { option_groups = [] } = await asked(idOf('offer'), 'insurance')
    expect(option_groups.map(({ label }) => label.text)).toContain('Active')
    for (const { label, options } of option_groups) {
      for (const { value } of options) {
        const status = bot.catalogue.get('offer', Number(value))?.status ?? ''
        expect(label.text.toLowerCase()).toBe(status.toLowerCase())
      }
    }
  })

  test('a status that stands alone is still said', async () => {
    await bot.catalogue.refresh()
    const { option_groups } = await asked(idOf('offer'), '12329')
    expect(option_groups?.map(({ label }) => label.text)).toEqual(['Paused'])
  })

  test.each(['vertical', 'tag', 'manager', 'advertiser'] as const)('a %s has no heading', async (kind) => {
    await bot.catalogue.refresh()
    const [name] = bot.catalogue.find({ words: '', kinds: [kind], limit: 1 }).entries
    const { options = [], option_groups } = await asked(idOf(kind), name?.name ?? '')
    expect(option_groups).toBeUndefined()
    expect(options.map(({ value }) => value)).toContain(String(name?.id))
  })

  test('creatives and landing pages are those of the chosen offer', async () => {
    const pages = await asked(idOf('page', 12345), '')
    expect(pages.option_groups?.flatMap(({ options }) => options).length).toBeGreaterThan(0)
    expect(await asked(idOf('page'), '')).toEqual({ options: [] })
    const creatives = await asked(idOf('creative', 12345), '')
    expect(creatives.option_groups?.flatMap(({ options }) => options).length).toBeGreaterThan(0)
  })

  test('Slack’s limits hold: a hundred options, 75 characters, the id never cut off', async () => {
    const long = 'An Offer Whose Name Never Ends '.repeat(8)
    const find = vi.spyOn(bot.catalogue, 'find').mockReturnValue({
      entries: Array.from({ length: 100 }, (_, index) => ({
        kind: 'offer' as const,
        id: 500_000 + index,
        name: long,
        status: `status ${index} `.repeat(20),
      })),
      total: 500,
      atLeast: true,
      more: true,
    })
    const { option_groups = [] } = await asked(idOf('offer'), 'an offer')
    expect(find).toHaveBeenCalledWith(expect.objectContaining({ limit: 100 }))
    expect(option_groups.length).toBeLessThanOrEqual(100)
    for (const { label, options } of option_groups) {
      expect(label.text.length).toBeLessThanOrEqual(75)
      for (const { text, value } of options) {
        expect(text.text.length).toBeLessThanOrEqual(75)
        expect(text.text).toContain(`(${value})`)
      }
    }
  })

  test.each(['', 'pick', 'pick:', 'pick:secrets', 'run:1', 'pick:__proto__', 'pick:page:x', 'approve'])(
    'action_id %j: nothing',
    async (action_id) => {
      expect(await asked(action_id, 'auto')).toEqual({ options: [] })
    },
  )
})

describe('whoever may not look things up gets no options', () => {
  test.each([
    ['a guest', { user: { id: people.guest } }],
    ['somebody of another company', { user: { id: people.stranger } }],
    ['somebody deactivated', { user: { id: people.deactivated } }],
    ['a bot', { user: { id: people.someBot } }],
    ['another workspace', { team: { id: OTHER_TEAM_ID } }],
  ])('%s', async (_, more) => {
    await bot.catalogue.refresh()
    expect(await asked(idOf('offer'), 'auto', more)).toEqual({ options: [] })
  })

  test('nobody is written to for it', async () => {
    bot.slack.trouble({
      calls: [{ method: 'users.info', times: 9, answer: { kind: 'error', error: 'fatal_error' } }],
    })
    expect(await asked(idOf('offer'), 'auto', { user: { id: people.approver } })).toEqual({ options: [] })
    expect(bot.slack.apiCalls.filter(({ method }) => method.startsWith('chat.'))).toEqual([])
    expect(bot.logged.some((line) => line.includes('options could not be read'))).toBe(true)
  })
})

describe('an answer comes within three seconds', () => {
  test('CAKE is down: none, and the log says why', async () => {
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    expect(await asked(idOf('page', 12345), '')).toEqual({ options: [] })
    expect(bot.logged.some((line) => line.includes('options could not be read'))).toBe(true)
  })

  test('CAKE is slow: none, before Slack gives up', async () => {
    bot.cake.setTrouble({ mode: 'none', delayMs: 60_000 })
    const began = performance.now()
    expect(await asked(idOf('page', 12301), '')).toEqual({ options: [] })
    // Slack's own patience, not a measure of speed.
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('the catalogue breaks: none', async () => {
    vi.spyOn(bot.catalogue, 'find').mockImplementation(() => {
      throw new Error('the database is gone')
    })
    expect(await asked(idOf('offer'), 'auto')).toEqual({ options: [] })
  })
})

describe('buttons in the modal', () => {
  test('answer in it; a page turns in it; Share is not there, since there is no channel', async () => {
    await bot.catalogue.refresh()
    await shortcut(bot)
    await picks(bot, 'lead-gen', 'modal')
    expect(readModal(modal(bot))).not.toContain('[Share]')
    await clicksOn(bot, 'Next', 'modal')
    expect(readModal(modal(bot))).toMatch(/\(9–14 of 14 offers\)/)
    await clicksOn(bot, 'Show', 'modal')
    expect(readModal(modal(bot))).toMatch(/\(Offer \d+ ·/)
    expect(bot.slack.modals(people.manager)).toHaveLength(1)
  })

  test('CSV sends the file to the direct messages and says so', async () => {
    await bot.catalogue.refresh()
    await shortcut(bot)
    await picks(bot, '12345', 'modal')
    await clicksOn(bot, 'Report', 'modal')
    await clicksOn(bot, 'CSV', 'modal')
    expect(readModal(modal(bot))).toContain('It is in your direct messages with the bot')
    const sent = bot.slack.messages(`D0${people.manager.slice(2)}`).flatMap(({ files = [] }) => files)
    expect(sent).toHaveLength(1)
  })
})

describe('what is used in a window, or on Home, and is none of ours', () => {
  /** A click as Slack would deliver it, whatever is in it. */
  async function click(view: Readonly<Record<string, unknown>>, action: Readonly<Record<string, unknown>>) {
    const { status } = await postTo(bot, {
      type: 'block_actions',
      team: { id: bot.slack.teamId },
      user: { id: people.manager },
      container: { type: 'view', view_id: view['id'] },
      trigger_id: `raw ${JSON.stringify([view, action])}`,
      view,
      actions: [{ block_id: 'b', action_ts: '1.2', ...action }],
    })
    expect(status).toBe(200)
    await bot.app.idle()
  }

  test.each([
    { type: 'button', action_id: 'approve', value: '1' },
    { type: 'external_select', action_id: 'pick:anything', selected_option: null },
    { type: 'external_select', action_id: 'pick:offer', selected_option: { value: '12345' } },
  ])('%j says so in the window', async (action) => {
    const view = await shortcut(bot)
    await click({ id: view?.id, type: 'modal' }, action)
    expect(readModal(modal(bot))).toContain('This button is of another version of the bot')
  })

  test.each(['{', '{"channelId":7}', 'C1 C2', '<!channel>', ' '])(
    'a window whose metadata are %j was opened from nowhere',
    async (private_metadata) => {
      const view = await shortcut(bot)
      await click({ id: view?.id, type: 'modal', private_metadata }, { action_id: 'share', value: 'help' })
      expect(readModal(modal(bot))).toContain('This answer is only for you; it cannot be shared.')
      await click(
        { id: view?.id, type: 'modal', private_metadata },
        { action_id: 'share', value: 'offer 12345' },
      )
      expect(readModal(modal(bot))).toContain('There is no channel here. Ask in the channel with /cake')
      await click(
        { id: view?.id, type: 'modal' },
        { action_id: `refresh:${people.viewer}`, value: `offer 12345` },
      )
      expect(readModal(modal(bot))).toContain('There is no shared card here to read again.')
    },
  )

  test('what was chosen is only words: no other command is run by it', async () => {
    const view = await shortcut(bot)
    for (const value of ['secret:1', 'offer:x', 'help', '__proto__:1', 'offer:12345 page:2']) {
      await click({ id: view?.id, type: 'modal' }, { action_id: 'pick:anything', selected_option: { value } })
      expect(readModal(modal(bot))).not.toBe('')
    }
    expect(bot.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })
})
