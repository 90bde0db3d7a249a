import { expect, it } from 'vitest'
import type { Rule } from '../../../src/core/changes/rules.ts'
import { asks, form, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

const rule = (command: string, approvals: number): Rule => ({
  name: command,
  when: { commands: [command] },
  approvals,
})

it.each([
  ['offer pause', 'offer edit 12345 status:inactive'],
  ['offer pause', 'offer edit 12345 status:pending'],
  ['offer pause', 'offer edit 12345 status:inactive name:"Another name"'],
  ['offer activate', 'offer edit 12341 status:active expires:2027-01-31'],
  ['campaign pause', 'campaign edit 98001 status:paused'],
  ['campaign activate', 'campaign edit 97863 status:active'],
  ['affiliate approve', 'affiliate edit 67888 status:active'],
  ['affiliate reject', 'affiliate edit 67888 status:rejected'],
  ['affiliate suspend', 'affiliate edit 67890 status:suspended'],
])('what %s needs is not got around by /cake %s', async (command, edit) => {
  bot.govern({ rules: [rule(command, 3)] })
  expect(await asks(bot, `/cake ${edit} reason:x`)).toContain(`Needs 3 approvals (${command}).`)
  await sends(bot)
  expect(await bot.store.changes.byId(1)).toMatchObject({ state: 'waiting', approvalsNeeded: 3 })
})

it('an edit that does more than what needs no approval needs one', async () => {
  bot.govern({ rules: [rule('offer pause', 0)] })
  await asks(bot, '/cake offer edit 12345 status:inactive payout:20 reason:x')
  expect(form(bot)).toContain('Needs one approval.')
  await sends(bot)
  expect(writes(bot)).toEqual([])
  await asks(bot, '/cake offer edit 12345 status:inactive reason:x')
  expect(form(bot)).toContain('Needs no approval (offer pause).')
})
