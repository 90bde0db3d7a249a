import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { CallTrouble } from '../../src/sandbox/slack/trouble.ts'
import { read } from '../support/read.ts'
import { lastIn, says, clicksOn, modal, readModal, shortcut } from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'

let now = Date.now()
const bot = useBot({ clock: () => now })
// Who somebody is, is asked once a minute.
beforeEach(() => {
  now += 61_000
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function trouble(method: string, answer: CallTrouble['answer'], times = 1): void {
  bot.slack.trouble({ calls: [{ method, times, answer }] })
}

/** Fulfilled when the window is opened, closed or updated next. */
function nextModal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = bot.slack.on(({ type }) => {
      if (type !== 'modals') return
      stop()
      resolve()
    })
  })
}

/** Chooses in the search box of the window; fulfilled as soon as Slack has told of it. */
function choose(value: string) {
  const [block] = modal(bot)?.blocks ?? []
  return bot.slack.click({
    as: people.manager,
    channel: '',
    ts: '',
    view: modal(bot)?.id ?? '',
    action: {
      type: 'external_select',
      action_id: 'pick:anything',
      block_id: block?.block_id ?? '',
      selected_option: { text: { type: 'plain_text', text: 'chosen' }, value },
    },
  })
}

describe('while CAKE is slow', () => {
  test('a window that is closed while CAKE is slow: nothing is said elsewhere, nothing is logged as wrong', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    bot.cake.setTrouble({ mode: 'none', delayMs: 300 })
    const opened = nextModal()
    await bot.slack.shortcut({
      as: people.manager,
      callback_id: 'look_up_in_cake',
      channel: said.channel,
      ts: said.ts,
    })
    await opened
    expect(readModal(modal(bot))).toContain('One moment …')
    await bot.slack.closeView({ as: people.manager, view: modal(bot)?.id ?? '' })
    await bot.app.idle()
    expect(modal(bot)).toBeUndefined()
    expect(lastIn(bot, channels.cakeOps).ts).toBe(said.ts)
    expect(bot.logged).toEqual([])
  })

  test('a click in the window while CAKE is slow says that the answer is on its way', async () => {
    await bot.catalogue.refresh()
    await shortcut(bot, await says(bot, 'offer 12345'))
    const shown: string[] = []
    const stop = bot.slack.on(({ type }) => {
      if (type === 'modals') shown.push(readModal(modal(bot)))
    })
    bot.cake.setTrouble({ mode: 'none', delayMs: 800 })
    await clicksOn(bot, 'Campaigns', 'modal')
    stop()
    expect(shown[0]).toContain('One moment …')
    expect(shown.at(-1)).toContain('# Campaigns of offer')
  })

  test('the answer to an earlier question does not take the place of a later one', async () => {
    await bot.catalogue.refresh()
    await shortcut(bot, await says(bot, 'lunch?'))
    bot.cake.setTrouble({ mode: 'none', delayMs: 1000 })
    const waiting = nextModal()
    await choose('offer:12345')
    await waiting
    expect(readModal(modal(bot))).toContain('One moment …')
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    const answered = nextModal()
    await choose('affiliate:67890')
    await answered
    expect(readModal(modal(bot))).toContain('# MediaBridge Partners')
    await bot.app.idle()
    expect(readModal(modal(bot))).toContain('# MediaBridge Partners')
  })
})

test('an opened search says nothing of waiting, however long nobody chooses', async () => {
  await bot.catalogue.refresh()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  await shortcut(bot)
  const changed = nextModal()
  await vi.advanceTimersByTimeAsync(5_000)
  await choose('offer:12345')
  await changed
  expect(readModal(modal(bot))).toContain('# Auto Insurance Quote - US')
})

describe('a trigger that is too old', () => {
  test('in a channel: the answer comes there, for the person alone', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    trouble('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await shortcut(bot, said)
    const told = lastIn(bot, channels.cakeOps)
    expect(told).toMatchObject({ ephemeralTo: people.manager })
    expect(read(told)).toContain('Last 7 days')
  })

  test('in a thread: the answer comes in the thread', async () => {
    await bot.catalogue.refresh()
    const parent = await says(bot, 'anybody?')
    const said = await says(bot, 'offer 12345', { thread_ts: parent.ts })
    trouble('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await shortcut(bot, said)
    expect(lastIn(bot, channels.cakeOps)).toMatchObject({ ephemeralTo: people.manager, thread_ts: parent.ts })
  })
})

describe('what fails on the way', () => {
  test('is said in the window, with a reference', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    vi.spyOn(bot.catalogue, 'find').mockImplementation(() => {
      throw new Error('the database is gone')
    })
    const view = await shortcut(bot, said)
    expect(readModal(view)).toContain('Something went wrong on our side; nothing was changed.')
    expect(readModal(view)).toContain('Reference REF')
    expect(bot.logged.some((line) => line.includes('the database is gone'))).toBe(true)
  })

  test('a view that Slack does not take is shown as text', async () => {
    await bot.catalogue.refresh()
    const said = await says(bot, 'offer 12345')
    trouble('views.update', { kind: 'error', error: 'invalid_arguments' })
    expect(readModal(await shortcut(bot, said))).toContain('Auto Insurance Quote - US')
  })
})
