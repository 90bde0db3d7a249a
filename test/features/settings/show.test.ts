import { expect, it } from 'vitest'
import { people } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('tells everybody who may do what', async () => {
  expect(await bot.reads('/cake settings show', { as: people.viewer })).toMatchInlineSnapshot(`
    "# Who may do what
    Look things up: every full member
    Ask for changes: every full member
    Approve changes: @S0CAKEAPPR
    Admins: CAKE_ADMINS
    See money: every full member
    (The people of CAKE_ADMINS are admins and approvers in any case.)
    # What needs approval
    Every change: 1 approval
    Asked in #C0CAKEAPPR   ·   Expires after 24 hours
    (Nobody ever approves what they asked for.)"
  `)
})

it('is what /cake settings means to those who are no admins', async () => {
  expect(await bot.reads('/cake settings')).toBe(await bot.reads('/cake settings show'))
})

it('tells the rules as they were written', async () => {
  bot.govern({
    rules: [{ name: 'x', when: { payoutUpPercent: 20 }, approvals: 2 }],
    money: { everyone: false, users: [], groups: [] },
  })
  const shown = await bot.reads('/cake settings show')
  expect(shown).toContain('2 approvals when payout up 20%\nEverything else: 1 approval')
  expect(shown).toContain('See money: nobody but CAKE_ADMINS')
})
