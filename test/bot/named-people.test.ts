import { expect, it } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import { asked } from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot()

it('somebody who is named with @ comes with their id, as Slack escapes it', async () => {
  await asked(bot, '/cake offer pause 12345')
  expect(await bot.reads(`/cake change list by:<@${people.manager}|mia>`)).toContain('1: Pause offer 12345')
  expect(await bot.reads(`/cake change list by:<@${people.viewer}|vic>`)).toContain('None found.')
})
