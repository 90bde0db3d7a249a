import { describe, expect, it, vi } from 'vitest'
import { channels, people, userGroups } from '../../src/sandbox/slack/ids.ts'
import { read } from '../support/read.ts'
import {
  approvalCard,
  approves,
  asked,
  asks,
  chooses,
  form,
  judges,
  modalOf,
  requesterCard,
  sends,
  writes,
} from '../support/forms.ts'
import { useBot } from '../support/use-bot.ts'
import { postTo } from './deliver.ts'

const bot = useBot()
const REASON = { Reason: 'because of a test' }

describe('one form is one request', () => {
  /** The submission of the form on top, as Slack sends it. */
  function submission(as: string = people.manager, over: object = {}) {
    const view = modalOf(bot, as)
    const values = Object.fromEntries(
      view.blocks.flatMap((block) =>
        block.type === 'input'
          ? [[block.block_id ?? '', { value: { type: 'plain_text_input', value: 'because' } }] as const]
          : [],
      ),
    )
    const sent = bot.slack.apiCalls.findLast(({ method }) => method === 'views.update')
    const shown = sent?.body['view'] as { private_metadata: string; callback_id: string }
    return {
      type: 'view_submission',
      team: { id: bot.slack.teamId },
      user: { id: as },
      view: { ...view, ...shown, title: { text: 'x' }, state: { values } },
      ...over,
    }
  }

  it('also when it is sent twice, one after the other and at once', async () => {
    await asks(bot, '/cake offer pause 12345')
    const payload = submission()
    await Promise.all([postTo(bot, payload), postTo(bot, payload)])
    const { body } = await postTo(bot, payload)
    await bot.idle()
    expect(body).toContain('This form has asked for it already')
    expect((await bot.store.changes.list()).total).toBe(1)
    expect(
      bot.slack.messages(channels.cakeApprovals).filter(({ user }) => user === bot.slack.botUserId),
    ).toHaveLength(1)
  })

  it.each([
    ['a guest', people.guest, 'Guests cannot use this bot'],
    ['a stranger', people.stranger, 'only members of the workspace'],
  ])('%s who sends one asks for nothing', async (_, as, sentence) => {
    await asks(bot, '/cake offer pause 12345')
    const { body } = await postTo(bot, { ...submission(), user: { id: as } })
    expect(body).toContain(sentence)
    expect((await bot.store.changes.list()).total).toBe(0)
  })

  it('a form of another workspace asks for nothing', async () => {
    await asks(bot, '/cake offer pause 12345')
    const { body } = await postTo(bot, submission(people.manager, { team: { id: 'T0ELSEWHERE' } }))
    expect(body).toContain('only members of the workspace')
    expect((await bot.store.changes.list()).total).toBe(0)
  })

  it.each([
    ['change', '{'],
    ['change', 'null'],
    ['judge', ''],
    ['judge', 'null'],
    ['form:settings edit', '[]'],
  ])('a form (%s) that carries “%s” is answered', async (callback_id, private_metadata) => {
    await asks(bot, '/cake offer pause 12345')
    const payload = { ...submission(), user: { id: people.admin } }
    const view = { ...payload.view, callback_id, private_metadata }
    const { body } = await postTo(bot, { ...payload, view })
    expect(body).toContain('Something went wrong on our side')
    expect(bot.logged.join('')).toMatch(/REF\d/)
  })

  it('a forged form is not carried out: its line is read like one that was typed', async () => {
    await asks(bot, '/cake offer pause 12345')
    const payload = submission()
    for (const line of ['offer 12345', 'nonsense <!channel>', 'offer pause 12345 12346', '']) {
      const forged = { ...payload.view, private_metadata: JSON.stringify({ key: 'x', line }) }
      const { status, body } = await postTo(bot, { ...payload, view: forged })
      expect(status).toBe(200)
      expect(body).toContain('errors')
    }
    expect((await bot.store.changes.list()).total).toBe(0)
  })
})

describe('who may ask', () => {
  it('is looked up again when the form is sent', async () => {
    await asks(bot, '/cake offer pause 12345')
    bot.govern({ requesters: { everyone: false, users: [people.admin], groups: [] } })
    expect(await sends(bot, REASON)).toContain('Only people with the role requester can do this.')
    expect((await bot.store.changes.list()).total).toBe(0)
  })

  it('is looked up again when something is chosen in it', async () => {
    await asks(bot, '/cake campaign new')
    bot.govern({ requesters: { everyone: false, users: [people.admin], groups: [] } })
    expect(await chooses(bot, 'Offer', '12345')).toContain('Only people with the role requester can do this.')
  })

  it('is said in the form, and for Undo and Ask again too', async () => {
    await asked(bot, '/cake offer pause 12345')
    await approves(bot)
    bot.govern({ requesters: { everyone: false, users: [], groups: [] } })
    expect(await asks(bot, '/cake offer pause 12286')).toContain('Only people with the role requester')
    await bot.clicks('Undo', requesterCard(bot))
    expect(form(bot)).toContain('Only people with the role requester')
  })
})

describe('while CAKE cannot be read', () => {
  it('a form that opens says so', async () => {
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    expect(await asks(bot, '/cake offer pause 12345')).toMatch(/CAKE (cannot be reached|did not answer)/)
  })

  it('nothing that was typed is lost when it is sent', async () => {
    await asks(bot, '/cake offer edit 12345')
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    const shown = await sends(bot, { Payout: '20', ...REASON })
    expect(shown).toMatch(/Reason\*: .*! CAKE .* Nothing was asked; what you typed is still here\./)
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    expect(await sends(bot)).toContain('Payout $18.50 → $20.00')
  })

  it('nothing is lost when something is chosen on which other fields depend', async () => {
    await asks(bot, '/cake campaign new affiliate:67852 coupon:SAVE10')
    bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
    const shown = await chooses(bot, 'Offer', '12345')
    expect(shown).toContain('What you typed is still here.')
    expect(await chooses(bot, 'Offer', '12286')).toContain('Coupon code: [SAVE10]')
    expect(form(bot).match(/What you typed is still here/g)).toHaveLength(1)
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    expect(await chooses(bot, 'Offer', '12345')).toContain('Creative: []')
  })

  it('whoever closes the window meanwhile is told nothing of it', async () => {
    await asked(bot, '/cake offer pause 12345')
    bot.cake.setTrouble({ mode: 'none', delayMs: 300 })
    const clicked = bot.clicks('Approve', approvalCard(bot), { as: people.approver })
    await vi.waitFor(() => expect(form(bot, people.approver)).toContain('reading CAKE'))
    await bot.slack.closeView({ as: people.approver, view: modalOf(bot, people.approver).id, all: true })
    expect(await clicked).toEqual([])
    expect(bot.logged.filter((line) => line.includes('not_found'))).toEqual([])
  })

  it('what was chosen first does not come over what was chosen last, however slow CAKE is', async () => {
    await asks(bot, '/cake campaign new affiliate:67852')
    const requests = () => bot.desk.cake.health().requestsLastHour
    const before = requests()
    bot.cake.setTrouble({ mode: 'none', delayMs: 300 })
    const slow = chooses(bot, 'Offer', '12286')
    await vi.waitFor(() => expect(requests()).toBeGreaterThan(before))
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    await chooses(bot, 'Offer', '12345')
    await slow
    expect(form(bot)).toContain('New campaign on Auto Insurance Quote')
  })

  it('what takes longer than Slack waits comes all the same, with all that was typed', async () => {
    await asks(bot, '/cake offer edit 12345')
    bot.cake.setTrouble({ mode: 'none', delayMs: 2_500 })
    expect(await sends(bot, { Payout: '30,5', ...REASON })).toContain('Payout: write 30.5 with a point')
    expect(form(bot)).toContain('Payout*: [30,5]')
    expect(form(bot)).toContain('Reason*: [because of a test]')
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    expect(await sends(bot, { Payout: '21' })).toContain('<Ask>')
    bot.cake.setTrouble({ mode: 'none', delayMs: 2_500 })
    expect(await sends(bot)).toContain('It waits for one approval.')
  }, 20_000)
})

describe('buttons are pointers', () => {
  it.each(['0', '99', '4294967296', 'x', '1; drop table', '-1', ' '])('change %j is none', async (value) => {
    await asked(bot, '/cake offer pause 12345')
    const card = approvalCard(bot)
    for (const act of [
      'approve',
      'reject',
      'withdraw',
      'undo',
      'again',
      'mark',
      'breakGlass',
      'become-admin',
    ]) {
      const { status } = await postTo(bot, {
        type: 'block_actions',
        team: { id: bot.slack.teamId },
        user: { id: people.approver },
        channel: { id: card.channel },
        container: { channel_id: card.channel, message_ts: card.ts },
        message: { ts: card.ts },
        trigger_id: 'no',
        actions: [{ type: 'button', action_id: `change:${act}`, block_id: 'x', value }],
      })
      expect(status).toBe(200)
    }
    await bot.idle()
    expect((await bot.store.changes.byId(1))?.state).toBe('waiting')
    expect(writes(bot)).toEqual([])
  })

  it('whoever clicks is looked up: a guest, somebody of another workspace', async () => {
    await asked(bot, '/cake offer pause 12345')
    bot.slack.person(people.approver, { isGuest: true })
    await bot.later(61_000)
    await bot.clicks('Approve', approvalCard(bot), { as: people.approver })
    expect(bot.slack.modals(people.approver)).toEqual([])
  })

  it('an approver who has lost the role since the modal was opened approves nothing', async () => {
    await asked(bot, '/cake offer pause 12345')
    await judges(bot, 'Approve')
    bot.slack.userGroup(userGroups.approvers, { members: [people.admin] })
    await bot.later(61_000)
    expect(await sends(bot, {}, { as: people.approver })).toContain('Only approvers can judge changes.')
    expect(writes(bot)).toEqual([])
  })
})

describe('what people type', () => {
  const HOSTILE = '<!channel> <@U0ADMIN001> *bold* `code` <https://evil.example.com|click> &amp; \u202Eabc'

  it('is never live anywhere, however it looks', async () => {
    await asks(bot, '/cake offer edit 12345')
    await sends(bot, { 'Offer name': HOSTILE, Reason: HOSTILE })
    await sends(bot)
    await judges(bot, 'Reject')
    await sends(bot, { Reason: HOSTILE }, { as: people.approver })
    for (const { method, body } of bot.slack.apiCalls) {
      if (!method.startsWith('chat.')) continue
      expect(String(body['text'])).not.toMatch(/<[!@#]/)
      expect(JSON.stringify(body['blocks'])).not.toMatch(/"type":"(mrkdwn|broadcast)"/)
    }
    expect(read(approvalCard(bot))).toContain('Rejected by @U0APPROV01')
    expect(await bot.reads('/cake change 1')).toContain('<!channel>')
  })

  it('is as long as a field takes, everywhere', async () => {
    const long = 'ß'.repeat(500)
    await asks(bot, '/cake offer edit 12345')
    expect(await sends(bot, { 'Offer name': 'n'.repeat(256), Reason: long })).toContain('255')
    await sends(bot, { 'Offer name': 'n'.repeat(255), Reason: long })
    expect(await sends(bot)).toContain('Change 1: ')
    await judges(bot, 'Approve')
    await sends(bot, { Note: long }, { as: people.approver })
    expect(writes(bot)).toHaveLength(1)
    expect(read(approvalCard(bot))).toContain('Done in CAKE')
    expect(await bot.reads('/cake change 1')).toContain(long)
  })

  it('a very long command line opens its form', async () => {
    const name = '\\ü'.repeat(650)
    expect(await asks(bot, `/cake offer edit 12345 name:"${name}"`)).toContain('255 characters at most')
    expect(await sends(bot, { 'Offer name': 'Short', ...REASON })).toContain('Offer name*: [Short]')
  })
})
