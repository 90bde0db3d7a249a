import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { notingApp, triggerOf } from './noting-app.ts'
import { client, httpApp, input, modal, next, option, socketApp, typed, workspace } from './rig.ts'

const as = people.viewer
const { cakeOps } = channels
const select = (more = {}) => ({
  type: 'actions' as const,
  block_id: 'find',
  elements: [{ type: 'external_select' as const, action_id: 'offer', ...more }],
})
const ask = { as, channel: '', ts: '', block_id: 'find', action_id: 'offer', value: 'insur' }
const nothing = { ok: true, options: [] }

async function inMessage(slack: SandboxSlack, more = {}) {
  const posted = await client(slack).chat.postMessage({ channel: cakeOps, text: 'x', blocks: [select(more)] })
  return { ...ask, channel: cakeOps, ts: String(posted.ts) }
}

/** Keeps what it is asked, and answers with this. */
function answers(app: App, answer: unknown): object[] {
  const got: object[] = []
  app.options('offer', async ({ ack, body }) => {
    got.push(body)
    await ack(answer as never)
  })
  return got
}

describe.each([
  ['signed HTTP', httpApp],
  ['Socket Mode', socketApp],
] as const)('an external select of a Bolt app by %s', (_name, start) => {
  test('in a message', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const options = [option('12345', 'Auto Insurance')]
    const got = answers(app, { options })
    const request = await inMessage(slack)
    expect(await slack.suggest(request)).toEqual({ ok: true, options })
    expect(got).toEqual([
      expect.objectContaining({
        type: 'block_suggestion',
        action_id: 'offer',
        block_id: 'find',
        value: 'insur',
        user: expect.objectContaining({ id: as }),
        team: expect.objectContaining({ id: slack.teamId }),
        api_app_id: expect.any(String),
        channel: { id: cakeOps, name: 'cake-ops' },
        container: expect.objectContaining({ type: 'message', message_ts: request.ts, channel_id: cakeOps }),
        message: expect.objectContaining({ ts: request.ts }),
      }),
    ])
    for (const absent of ['view', 'trigger_id', 'response_url', 'actions'])
      expect(got[0]).not.toHaveProperty(absent)
  })

  test('on Home and in a modal, with what stands around it', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const groups = [{ label: { type: 'plain_text', text: 'Active' }, options: [option('1')] }]
    const got = answers(app, { option_groups: groups })
    await app.client.views.publish({ user_id: as, view: { type: 'home', blocks: [select()] } })
    expect(await slack.suggest(ask)).toEqual({ ok: true, option_groups: groups })
    expect(got[0]).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } })
    app.command('/cake', async ({ ack, client, command }) => {
      const form = modal([input('find', { type: 'external_select', action_id: 'offer' }), input('name')])
      await client.views.open({ trigger_id: command.trigger_id, view: form })
      await ack()
    })
    await slack.type({ as, channel: cakeOps, text: '/cake' })
    const view = slack.modals(as)[0]?.id
    expect(await slack.suggest({ ...ask, view, values: typed('name', 'Ada') })).toMatchObject({ ok: true })
    expect(got[1]).toMatchObject({
      container: { type: 'view', view_id: view },
      view: {
        id: view,
        callback_id: 'form',
        state: { values: { name: { it: { value: 'Ada' } }, find: { offer: { selected_option: null } } } },
      },
    })
    expect(got[1]).not.toHaveProperty('channel')
  })

  test('is late: nothing is found', async () => {
    const slack = await workspace({ ackMs: 50 })
    const app = await start(slack)
    app.options('offer', () => Promise.resolve())
    const refused = next(slack, 'refused')
    expect(await slack.suggest(await inMessage(slack))).toEqual(nothing)
    expect(await refused).toEqual({
      type: 'refused',
      payload: 'block_suggestion',
      user: as,
      why: ['no answer: timeout'],
    })
  })
})

const many = (count: number) => Array.from({ length: count }, (_, i) => option(`o${i}`))
const group = (options: unknown[], label = 'G') => ({ label: { type: 'plain_text', text: label }, options })
const groups = (count: number) => Array.from({ length: count }, () => group(many(1)))
const long = (count: number) => 'x'.repeat(count)

test.each<[string, unknown, unknown]>([
  ['100 options', { options: many(100) }, { options: many(101) }],
  ['100 groups', { option_groups: groups(100) }, { option_groups: groups(101) }],
  ['100 options in a group', { option_groups: [group(many(100))] }, { option_groups: [group(many(101))] }],
  ['text of 75', { options: [option('v', long(75))] }, { options: [option('v', long(76))] }],
  ['a value of 150', { options: [option(long(150), 't')] }, { options: [option(long(151), 't')] }],
  [
    'a label of 75',
    { option_groups: [group(many(1), long(75))] },
    { option_groups: [group(many(1), long(76))] },
  ],
  ['none at all', { options: [] }, {}],
  ['one of the two', { options: many(1) }, { options: many(1), option_groups: groups(1) }],
  ['its two fields', { option_groups: [] }, { options: many(1), text: 'hi' }],
  ['plain text', { options: many(1) }, { options: [{ text: { type: 'mrkdwn', text: 'a' }, value: 'a' }] }],
])('an answer has %s and no more', async (_name, right, wrong) => {
  const slack = await workspace()
  const app = await httpApp(slack)
  let answer = right
  app.options('offer', async ({ ack }) => {
    await ack(answer as never)
  })
  const request = await inMessage(slack)
  expect(await slack.suggest(request)).toEqual({ ok: true, ...(right as object) })
  answer = wrong
  const refused = next(slack, 'refused')
  expect(await slack.suggest(request)).toEqual(nothing)
  expect((await refused).why.length).toBeGreaterThan(0)
})

test('is asked from three characters on, or from where it says', async () => {
  const slack = await workspace()
  const delivered = await notingApp(slack)
  const usual = await inMessage(slack)
  const eager = await inMessage(slack, { min_query_length: 0 })
  expect(await slack.suggest({ ...usual, value: 'in' })).toEqual(nothing)
  expect(delivered).toHaveLength(0)
  await slack.suggest({ ...usual, value: 'ins' })
  await slack.suggest({ ...eager, value: '' })
  expect(delivered).toHaveLength(2)
})

test('what was found can be chosen, and is in the state from then on', async () => {
  const slack = await workspace()
  const app = await httpApp(slack)
  const got: object[] = []
  app.action('offer', async ({ ack, body }) => {
    await ack()
    got.push(body)
  })
  const { channel, ts } = await inMessage(slack)
  const action = {
    type: 'external_select',
    block_id: 'find',
    action_id: 'offer',
    selected_option: option('12345'),
  }
  expect(await slack.click({ as, channel, ts, action })).toEqual({ ok: true })
  expect(got[0]).toMatchObject({
    actions: [{ type: 'external_select', selected_option: { value: '12345' } }],
    state: { values: { find: { offer: { selected_option: { value: '12345' } } } } },
  })
})

test('only external selects that are there are asked for', async () => {
  const slack = await workspace()
  const request = await inMessage(slack)
  expect(await slack.suggest({ ...request, action_id: 'no' })).toMatchObject({ ok: false })
  expect(
    await slack.suggest({ ...request, as: people.deactivated, channel: channels.general }),
  ).toMatchObject({
    ok: false,
  })
  expect(await slack.suggest({ ...ask, view: 'V0' })).toEqual({ ok: false, error: 'That view is gone.' })
  const view = modal([input('find', { action_id: 'offer' })])
  await client(slack).views.open({ trigger_id: await triggerOf(slack), view })
  expect(await slack.suggest({ ...ask, view: slack.modals(as)[0]?.id })).toEqual({
    ok: false,
    error: 'That menu has its choices in it.',
  })
})
