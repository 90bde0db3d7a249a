import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import { HandClock } from '../cake/clock.ts'
import { approves, asked, form } from '../support/forms.ts'
import { clicksOn, home, opensHome, settled } from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'

const waits = new HandClock()
const bot = useBot({ waits })
beforeEach(() => waits.pass(10_000))

/** Fulfilled when this person reads no such words on their tab any more; time passes with each publication. */
function gone(user: string, words: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = bot.slack.on((event) => {
      if (event.type !== 'home' || event.user !== user) return
      waits.pass(10_000)
      if (home(bot, user).includes(words)) return
      stop()
      resolve()
    })
  })
}

describe('Home', () => {
  it('shows an approver what waits for them, and a requester what they asked', async () => {
    await asked(bot, '/cake offer pause 12345')
    expect(await opensHome(bot, people.approver)).toContain(
      '# Waiting for me\n1: Pause offer 12345 Auto Insurance Quote - US\n🕓 Waiting for approval [Show]',
    )
    const own = await opensHome(bot)
    expect(own).toContain('# Mine\n1: Pause offer 12345')
    expect(own).not.toContain('Waiting for me')
    await clicksOn(bot, 'Show', 'home')
    expect(form(bot)).toContain('1: Pause offer 12345')
  })

  it('is published again when a change moves', async () => {
    await asked(bot, '/cake offer pause 12345')
    // Whoever has just seen theirs sees it again ten seconds later at the earliest.
    waits.pass(20_000)
    await opensHome(bot)
    expect(home(bot)).toContain('# Mine')
    waits.pass(10_000)
    const again = gone(people.manager, '# Mine')
    await approves(bot)
    await again
  })

  it.each([
    ['New campaign', 'Affiliate*:'],
    ['New offer', 'Offer name*:'],
  ])('opens the form of a %s in one window', async (label, field) => {
    await opensHome(bot)
    await clicksOn(bot, label, 'home')
    expect(form(bot)).toContain(field)
    expect(bot.slack.modals(people.manager)).toHaveLength(1)
  })

  it('has nothing of it for those who may not ask', async () => {
    bot.govern({ requesters: { everyone: false, users: [people.manager], groups: [] } })
    expect(await opensHome(bot, people.viewer)).not.toContain('New campaign')
  })
})

describe('the global shortcuts', () => {
  it.each([
    ['new_campaign', 'Affiliate*:'],
    ['new_offer', 'Offer name*:'],
  ])('%s opens the form', async (callback_id, field) => {
    await settled(bot, bot.slack.shortcut({ as: people.manager, callback_id }))
    expect(form(bot)).toContain(field)
  })

  it('tell those who may not ask, in the window', async () => {
    bot.govern({ requesters: { everyone: false, users: [people.manager], groups: [] } })
    await settled(bot, bot.slack.shortcut({ as: people.viewer, callback_id: 'new_offer' }))
    expect(form(bot, people.viewer)).toContain('Only people with the role requester can do this.')
  })
})
