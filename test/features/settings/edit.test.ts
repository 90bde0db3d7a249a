import { describe, expect, it } from 'vitest'
import type { StateValues } from '../../../src/sandbox/page/protocol.ts'
import { channels, people, userGroups } from '../../../src/sandbox/slack/ids.ts'
import { GOVERNANCE } from '../../../src/core/changes/governance.ts'
import { asks, form, modalOf, sends } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const as = people.admin

/** Chooses people, groups and the like by the inputs' block ids, and saves. */
async function saves(chosen: Readonly<Record<string, object>>, by: string = as): Promise<string> {
  const open = modalOf(bot, by)
  const values = Object.fromEntries(
    open.blocks.flatMap((block) => {
      const what = chosen[(block.block_id ?? '').replace('settings:', '')]
      if (!what || block.type !== 'input' || !('element' in block)) return []
      const { type, action_id = '' } = block.element
      return [[block.block_id ?? '', { [action_id]: { type, ...what } }]]
    }),
  ) as StateValues
  const done = await bot.slack.submit({ as: by, view: open.id, values })
  await bot.idle()
  if (!done.ok && Object.keys(modalOf(bot, by).errors).length === 0) throw new Error(done.error)
  return form(bot, by)
}

const stored = async () => (await bot.store.settings.get(GOVERNANCE))?.value

describe('/cake settings', () => {
  it('opens for admins, with what holds now', async () => {
    expect(await asks(bot, '/cake settings', { as })).toMatchInlineSnapshot(`
      "== Settings ==
      Look things up: who*: [Every full member] of Every full member/Only the people and groups below
      Look things up: people: []
      Look things up: user groups: []
      Ask for changes: who*: [Every full member] of Every full member/Only the people and groups below
      Ask for changes: people: []
      Ask for changes: user groups: []
      Approve changes: people: []
      Approve changes: user groups: [CAKE approvers (@cake-approvers)]
      (The people of CAKE_ADMINS are admins and approvers in any case.)
      Admins: people: []
      Admins: user groups: []
      See money: who*: [Every full member] of Every full member/Only the people and groups below
      See money: people: []
      See money: user groups: []
      # Changes
      Approvals channel: []
      Hours until a request expires*: [24]
      Rules: one in each line; the first that fits counts. A change that fits none needs one approval.
      2 approvals when payout up 20%
      2 approvals when margin below zero
      1 approval when offer pause and pausing with 100 clicks
      no approval when affiliate approve or campaign pause
      Also: payout down 5, creating, deleting. Nobody ever approves what they asked for.
      Rules: []
      <Save> <Cancel>"
    `)
    const initial = modalOf(bot, as).blocks.flatMap((block) =>
      'element' in block && 'initial_options' in block.element ? block.element.initial_options : [],
    )
    expect(initial).toMatchObject([
      { text: { text: 'CAKE approvers (@cake-approvers)' }, value: userGroups.approvers },
    ])
  })

  it('opens for nobody else', async () => {
    expect(await asks(bot, '/cake settings edit')).toContain('Only people with the role admin can do this.')
  })

  it('offers user groups by their letters, to admins alone', async () => {
    await asks(bot, '/cake settings', { as })
    const open = modalOf(bot, as)
    const spot = {
      channel: '',
      ts: '',
      view: open.id,
      block_id: 'settings:admins:groups',
      action_id: 'user-groups',
    }
    expect(await bot.slack.suggest({ as, ...spot, value: 'appro' })).toMatchObject({
      ok: true,
      options: [{ value: userGroups.approvers }],
    })
    bot.govern({ admins: { everyone: false, users: [people.manager], groups: [] } })
    await asks(bot, '/cake settings')
    bot.govern({})
    await bot.later(61_000)
    const theirs = { ...spot, view: modalOf(bot).id }
    expect(await bot.slack.suggest({ as: people.manager, ...theirs, value: 'appro' })).toEqual({
      ok: true,
      options: [],
    })
  })

  it('saves what was chosen, and it holds at once', async () => {
    await asks(bot, '/cake settings', { as })
    const said = await saves({
      'requesters:who': {
        selected_option: {
          text: { type: 'plain_text', text: 'Only the people and groups below' },
          value: 'these',
        },
      },
      'requesters:users': { selected_users: [people.approver] },
      approvalsChannel: { selected_conversation: channels.cakeDaily },
      expiryHours: { value: '48' },
      rules: { value: 'no approval when offer pause' },
    })
    expect(said).toContain('Saved: Ask for changes, Approvals channel, Hours until a request expires, Rules.')
    expect(await stored()).toMatchObject({
      viewers: { everyone: true },
      requesters: { everyone: false, users: [people.approver] },
      approvers: { groups: [userGroups.approvers] },
      approvalsChannel: channels.cakeDaily,
      expiryHours: 48,
      rules: [{ approvals: 0, when: { commands: ['offer pause'] } }],
    })
    expect(await asks(bot, '/cake offer pause 12345')).toContain('Only people with the role requester')
    const [row] = await bot.store.audit.list({ what: 'settings' })
    expect(row).toMatchObject({ by: { userId: as }, detail: { key: GOVERNANCE, after: { expiryHours: 48 } } })
  })

  it.each([
    ['rules', { value: '1 approval when affiliate aprove' }, 'Did you mean “affiliate approve”?'],
    ['expiryHours', { value: '0' }, 'a whole number of hours, from 1 to 720'],
    ['expiryHours', { value: 'soon' }, 'a whole number of hours, from 1 to 720'],
  ])('says what is wrong under %s', async (key, value, words) => {
    await asks(bot, '/cake settings', { as })
    await saves({ [key]: value })
    expect(modalOf(bot, as).errors[`settings:${key}`]).toContain(words)
    expect(await stored()).toBeUndefined()
  })

  it('does not take an audience of nobody', async () => {
    await asks(bot, '/cake settings', { as })
    const only = {
      selected_option: {
        text: { type: 'plain_text', text: 'Only the people and groups below' },
        value: 'these',
      },
    }
    await saves({ 'viewers:who': only })
    expect(modalOf(bot, as).errors['settings:viewers:users']).toContain('or every full member')
  })

  it('never locks everybody out: the admins of the configuration stay', async () => {
    await asks(bot, '/cake settings', { as })
    await saves({
      'admins:users': { selected_users: [people.manager] },
      'approvers:groups': { selected_options: [] },
    })
    expect(await asks(bot, '/cake settings', { as })).toContain('== Settings ==')
    expect(await asks(bot, '/cake settings', { as: people.manager })).toContain('== Settings ==')
  })

  it('tells a second admin what has changed meanwhile, and saves nothing of theirs', async () => {
    bot.govern({ admins: { everyone: false, users: [people.approver], groups: [] } })
    await asks(bot, '/cake settings', { as })
    await asks(bot, '/cake settings', { as: people.approver })
    await saves({ expiryHours: { value: '12' } }, people.approver)
    const said = await saves({ expiryHours: { value: '72' } })
    expect(said).toContain(
      `Nothing was saved: @${people.approver} has saved other settings since you opened these`,
    )
    expect(said).toContain('Hours until a request expires')
    expect(await stored()).toMatchObject({ expiryHours: 12 })
  })

  it('tells what has changed where there were settings before, too', async () => {
    await asks(bot, '/cake settings', { as })
    await saves({ 'admins:users': { selected_users: [people.manager] } })
    await asks(bot, '/cake settings', { as })
    await asks(bot, '/cake settings', { as: people.manager })
    await saves({ rules: { value: '2 approvals always' } }, people.manager)
    expect(await saves({})).toContain('has saved other settings since you opened these: Rules.')
  })

  it('somebody who is no admin any more saves nothing', async () => {
    bot.govern({ admins: { everyone: false, users: [people.manager], groups: [] } })
    await asks(bot, '/cake settings')
    bot.govern({})
    await bot.later(61_000)
    expect(await sends(bot)).toContain('Only people with the role admin can do this.')
    expect(await stored()).toBeUndefined()
  })
})

describe('settings of a newer version', () => {
  it('let nobody do anything, and say so', async () => {
    const by = { userId: as, teamId: 'T1' }
    await bot.store.settings.set(GOVERNANCE, { viewers: { everyone: true }, quorum: {} }, { version: 0, by })
    const said = 'The settings of this bot were stored by a newer version of it'
    expect(await bot.reads('/cake offer 12345')).toContain(said)
    expect(await bot.reads('/cake settings', { as })).toContain(said)
    expect(await bot.reads('/cake offer pause 12345')).toContain(said)
  })
})
