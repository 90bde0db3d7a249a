import type { App, ViewClosedAction } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { buttons, httpApp, input, modal, next, option, socketApp, typed, workspace } from './rig.ts'

const as = people.viewer
const type = (slack: SandboxSlack) => slack.type({ as, channel: channels.cakeOps, text: '/cake' })
const top = (slack: SandboxSlack) => slack.modals(as).at(-1)!
const submit = (slack: SandboxSlack, values = {}) => slack.submit({ as, view: top(slack).id, values })
const inModal = (slack: SandboxSlack, action: { type: string; block_id: string; action_id: string }) =>
  slack.click({ as, channel: '', ts: '', view: top(slack).id, action })
const trouble = { ok: false, error: 'We had some trouble connecting. Try again?' }
const go = { type: 'button', block_id: 'acts', action_id: 'go' }

/** `/cake` opens this form. */
function opensForm(app: App, view = modal([input('name'), input('why', {}, { optional: true })])) {
  app.command('/cake', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view })
    await ack()
  })
}

describe.each([
  ['signed HTTP', httpApp],
  ['Socket Mode', socketApp],
] as const)('a modal of a Bolt app by %s', (_name, start) => {
  test('opens, is submitted with what stands in it, and closes', async () => {
    const slack = await workspace()
    const app = await start(slack)
    opensForm(
      app,
      modal([input('name'), input('why', { initial_value: 'as ever' })], { private_metadata: 'm' }),
    )
    const got: object[] = []
    app.view('form', async ({ ack, body }) => {
      got.push(body)
      await ack()
    })
    expect(await type(slack)).toEqual({ ok: true })
    expect(top(slack)).toMatchObject({
      title: 'A form',
      submit: 'Send',
      callback_id: 'form',
      version: 0,
      busy: false,
    })
    expect(slack.modals(people.admin)).toEqual([])
    const { id } = top(slack)
    expect(await submit(slack, typed('name', 'Ada'))).toEqual({ ok: true })
    expect(slack.modals(as)).toEqual([])
    expect(got).toHaveLength(1)
    expect(got[0]).toMatchObject({
      type: 'view_submission',
      user: { id: as, team_id: slack.teamId },
      team: { id: slack.teamId },
      response_urls: [],
      view: {
        id,
        type: 'modal',
        callback_id: 'form',
        private_metadata: 'm',
        root_view_id: id,
        previous_view_id: null,
        state: {
          values: {
            name: { it: { type: 'plain_text_input', value: 'Ada' } },
            why: { it: { type: 'plain_text_input', value: 'as ever' } },
          },
        },
      },
    })
    expect(got[0]).not.toHaveProperty('channel')
    expect(got[0]).not.toHaveProperty('response_url')
  })

  test('shows errors under its inputs, which the next submission takes away', async () => {
    const slack = await workspace()
    const app = await start(slack)
    opensForm(app)
    app.view('form', async ({ ack, view }) => {
      const name = view.state.values.name?.it?.value
      await (name === 'Ada' ? ack() : ack({ response_action: 'errors', errors: { name: `Not ${name}.` } }))
    })
    await type(slack)
    expect(await submit(slack, typed('name', 'Bob'))).toEqual({ ok: true })
    expect(top(slack)).toMatchObject({ errors: { name: 'Not Bob.' }, busy: false, version: 0 })
    expect(await submit(slack, typed('name', 'Ada'))).toEqual({ ok: true })
    expect(slack.modals(as)).toEqual([])
  })

  test('is updated, pushed on and cleared by the answer to a submission', async () => {
    const slack = await workspace()
    const app = await start(slack)
    opensForm(app, modal([input('name')], { callback_id: 'first' }))
    app.view('first', async ({ ack }) => {
      await ack({
        response_action: 'update',
        view: modal([input('name'), input('more')], { callback_id: 'second' }),
      })
    })
    app.view('second', async ({ ack }) => {
      await ack({ response_action: 'push', view: modal([], { callback_id: 'third', submit: undefined }) })
    })
    app.view('fourth', async ({ ack }) => {
      await ack({ response_action: 'clear' })
    })
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      const trigger_id = 'trigger_id' in body ? body.trigger_id : ''
      await client.views.push({ trigger_id, view: modal([], { callback_id: 'fourth' }) })
    })
    await type(slack)
    const root = top(slack).id
    await submit(slack, typed('name', 'Ada'))
    expect(top(slack)).toMatchObject({ id: root, callback_id: 'second', version: 1 })
    // What stands in `name` is kept: it is still there.
    await submit(slack, typed('more', 'x'))
    expect(slack.modals(as).map((one) => one.callback_id)).toEqual(['second', 'third'])
    expect(await submit(slack)).toEqual({ ok: false, error: 'There is nothing to submit here.' })
    await app.client.views.update({ view_id: top(slack).id, view: modal([buttons('go') as never]) })
    const pushed = next(slack, 'modals')
    await inModal(slack, go)
    await pushed
    expect(slack.modals(as)).toHaveLength(3)
    expect(await submit(slack)).toEqual({ ok: true })
    expect(slack.modals(as)).toEqual([])
  })

  test('gets clicks with the view, its state and its hash; an input tells nothing unless it dispatches', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const select = { type: 'static_select', options: [option('a'), option('b')] }
    const blocks = [input('quiet', select), input('loud', select, { dispatch_action: true }), input('name')]
    opensForm(app, modal([...blocks, buttons('go') as never]))
    const got: object[] = []
    app.action(/.*/, async ({ ack, body }) => {
      await ack()
      got.push(body)
    })
    await type(slack)
    const choose = (block_id: string, value: string) =>
      inModal(slack, {
        type: 'static_select',
        block_id,
        action_id: 'it',
        selected_option: option(value),
      } as never)
    expect(await choose('quiet', 'b')).toEqual({ ok: true })
    expect(got).toEqual([])
    expect(await choose('loud', 'a')).toEqual({ ok: true })
    expect(await choose('loud', 'z')).toEqual({ ok: false, error: 'That is not among the choices.' })
    const view = top(slack).id
    await slack.click({ as, channel: '', ts: '', view, action: go, values: typed('name', 'Ada') })
    expect(got).toHaveLength(2)
    expect(got[1]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view },
      actions: [{ action_id: 'go', value: 'value of go' }],
      view: {
        id: view,
        hash: expect.stringMatching(/^\d+\.\w+$/),
        state: {
          values: {
            quiet: { it: { selected_option: { value: 'b' } } },
            loud: { it: { selected_option: { value: 'a' } } },
            name: { it: { value: 'Ada' } },
          },
        },
      },
      trigger_id: expect.stringMatching(/^\w+\.\w+\.\w+$/),
    })
    for (const absent of ['channel', 'message', 'response_url', 'state'])
      expect(got[1]).not.toHaveProperty(absent)
  })

  test('tells of its closing when it asked for that, and of a cleared stack', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const closed: unknown[] = []
    opensForm(app, modal([buttons('go') as never], { notify_on_close: true, callback_id: 'a' }))
    app.action('go', async ({ ack, body, client }) => {
      const trigger_id = 'trigger_id' in body ? body.trigger_id : ''
      await client.views.push({ trigger_id, view: modal([], { notify_on_close: true, callback_id: 'b' }) })
      await ack()
    })
    app.view<ViewClosedAction>({ type: 'view_closed' }, async ({ ack, body, view }) => {
      closed.push([view.callback_id, body.is_cleared, view.state])
      await ack()
    })
    const close = (all?: boolean) => slack.closeView({ as, view: top(slack).id, all })
    await type(slack)
    await inModal(slack, go)
    expect(await close()).toEqual({ ok: true })
    expect(closed).toEqual([['b', false, { values: {} }]])
    expect(slack.modals(as)).toHaveLength(1)
    await inModal(slack, go)
    await close(true)
    expect(slack.modals(as)).toEqual([])
    expect(closed.slice(1)).toEqual([
      ['a', true, { values: {} }],
      ['b', true, { values: {} }],
    ])
  })

  test('is late: the person may try again, and the app gets it twice', async () => {
    // What is in time before and after has to be, also on a busy machine.
    const slack = await workspace({ ackMs: 500 })
    const app = await start(slack)
    opensForm(app)
    let submissions = 0
    app.view('form', async ({ ack }) => {
      submissions += 1
      if (submissions > 1) await ack()
    })
    await type(slack)
    const refused = next(slack, 'refused')
    expect(await submit(slack, typed('name', 'Ada'))).toEqual(trouble)
    expect(await refused).toMatchObject({ payload: 'view_submission', user: as })
    expect(top(slack)).toMatchObject({ busy: false, errors: {} })
    expect(await submit(slack)).toEqual({ ok: true })
    expect(submissions).toBe(2)
    expect(slack.modals(as)).toEqual([])
  })

  test('is submitted once while it is busy, and delivered twice when told so', async () => {
    const slack = await workspace()
    const app = await start(slack)
    opensForm(app)
    const { promise, resolve } = Promise.withResolvers<void>()
    const views: string[] = []
    app.view('form', async ({ ack, view }) => {
      views.push(view.id)
      await promise
      await ack()
    })
    await type(slack)
    const busy = next(slack, 'modals', () => slack.modals(as).at(-1)?.busy === true)
    const { id: view } = top(slack)
    const first = slack.submit({ as, view, values: typed('name', 'Ada') })
    await busy
    expect(await slack.submit({ as, view, values: {} })).toEqual({
      ok: false,
      error: 'This is being sent already.',
    })
    resolve()
    expect(await first).toEqual({ ok: true })
    expect(await slack.submit({ as, view, values: {} })).toEqual({ ok: false, error: 'That view is gone.' })
    slack.trouble({ deliverTwice: true })
    await type(slack)
    await submit(slack, typed('name', 'Ada'))
    expect(views).toHaveLength(3)
    expect(views[1]).toBe(views[2])
  })
})

describe('an answer to a submission that Slack does not take', () => {
  const answers: [string, unknown, string][] = [
    ['an error of no block', { response_action: 'errors', errors: { nobody: 'x' } }, 'no input block nobody'],
    [
      'an error of a block without input',
      { response_action: 'errors', errors: { acts: 'x' } },
      'no input block acts',
    ],
    ['no errors', { response_action: 'errors', errors: {} }, 'must name the blocks'],
    ['an error without words', { response_action: 'errors', errors: { name: '' } }, 'must be words'],
    [
      'a view that is none',
      { response_action: 'update', view: { type: 'modal' } },
      'missing required field: title',
    ],
    ['a Home', { response_action: 'push', view: { type: 'home', blocks: [] } }, 'must be one of: modal'],
    [
      'a view that is too large',
      { response_action: 'update', view: modal([], { private_metadata: 'x'.repeat(260_000) }) },
      'view_too_large',
    ],
    ['another word', { response_action: 'explode' }, 'unknown response_action: explode'],
    ['an object of its own', { ok: true }, 'unknown response_action'],
    ['words', 'thanks', 'must be empty'],
  ]

  test.each(answers)('%s', async (_name, answer, why) => {
    const slack = await workspace()
    const app = await httpApp(slack)
    opensForm(app, modal([input('name'), buttons('go') as never]))
    app.view('form', async ({ ack }) => {
      await ack(answer as never)
    })
    await type(slack)
    const refused = next(slack, 'refused')
    expect(await submit(slack, typed('name', 'Ada'))).toEqual(trouble)
    expect((await refused).why.join(' ')).toContain(why)
    expect(top(slack)).toMatchObject({ errors: {}, busy: false, version: 0 })
  })

  test('a failing app, and none at all', async () => {
    const slack = await workspace()
    const app = await httpApp(slack)
    opensForm(app)
    app.view('form', () => Promise.reject(new Error('bug')))
    app.error(() => Promise.resolve())
    await type(slack)
    expect(await submit(slack, typed('name', 'Ada'))).toEqual(trouble)
    slack.deliverTo(null)
    expect(await submit(slack)).toEqual(trouble)
    expect(slack.modals(as)).toHaveLength(1)
  })
})

test('a modal that was closed while the app was thinking stays closed', async () => {
  const slack = await workspace()
  const app = await httpApp(slack)
  opensForm(app)
  const { promise, resolve } = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  app.view('form', async ({ ack }) => {
    asked.resolve()
    await promise
    await ack({ response_action: 'update', view: modal([]) })
  })
  await type(slack)
  const { id: view } = top(slack)
  const sent = slack.submit({ as, view, values: typed('name', 'Ada') })
  await asked.promise
  await slack.closeView({ as, view })
  resolve()
  expect(await sent).toEqual({ ok: true })
  expect(slack.modals(as)).toEqual([])
})

test('somebody else’s modal, or one that is not on top, is gone', async () => {
  const slack = await workspace()
  const app = await httpApp(slack)
  opensForm(app)
  await type(slack)
  const view = top(slack).id
  const gone = { ok: false, error: 'That view is gone.' }
  expect(await slack.submit({ as: people.admin, view, values: {} })).toEqual(gone)
  expect(await slack.closeView({ as: people.admin, view })).toEqual(gone)
  expect(await slack.click({ as: people.admin, channel: '', ts: '', view, action: go })).toEqual(gone)
  // Opening anew takes the place of what was open.
  await type(slack)
  expect(slack.modals(as)).toHaveLength(1)
  expect(await slack.submit({ as, view, values: {} })).toEqual(gone)
  slack.reset()
  expect(slack.modals(as)).toEqual([])
})
