import { expect, test } from 'vitest'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import {
  clicksOn,
  modal,
  opensHome,
  picks,
  readModal,
  settled,
  shortcut,
  suggestions,
} from '../support/surfaces.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot({ mode: 'socket' })

test('shortcuts, selects, Home and links work over Socket Mode as over HTTP', async () => {
  await bot.catalogue.refresh()
  await shortcut(bot)
  expect(await suggestions(bot, '12345', 'modal')).toMatchObject({
    Offers: ['Auto Insurance Quote - US (12345)'],
  })
  await picks(bot, '12345', 'modal')
  expect(readModal(modal(bot))).toContain('# Auto Insurance Quote - US')

  expect(await opensHome(bot, people.viewer)).toContain('# Find something')
  await clicksOn(bot, 'Help', 'home', people.viewer)
  expect(readModal(modal(bot, people.viewer))).toContain('/cake offer')

  const text = 'https://yourdomain.cakemarketing.com/?a=67890&sid=98001'
  await settled(bot, bot.slack.type({ as: people.manager, channel: channels.cakeOps, text }))
  const said = bot.slack.messages(channels.cakeOps).at(-1)
  expect(said?.unfurls).toHaveLength(1)
  expect(readModal(await shortcut(bot, said))).toContain(
    '# MediaBridge Partners on Auto Insurance Quote - US',
  )
})
