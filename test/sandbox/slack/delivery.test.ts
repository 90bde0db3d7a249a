import { describe, expect, test } from 'vitest'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { buttons, httpApp, next, section, socketApp, workspace } from './rig.ts'

const cakeOps = channels.cakeOps
const click = (ts: string, as: string = people.viewer) => ({
  as,
  channel: cakeOps,
  ts,
  action: { type: 'button', block_id: 'acts', action_id: 'go', value: 'forged' },
})

describe.each([
  ['signed HTTP', httpApp],
  ['Socket Mode', socketApp],
] as const)('a Bolt app by %s', (_name, start) => {
  test('gets a slash command as Slack sends it, and answers by response_url to that person alone', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const got: Record<string, unknown>[] = []
    app.command('/cake', async ({ ack, command, respond }) => {
      await ack()
      got.push(command)
      await respond({ text: 'Offer 12345', blocks: [section('*Offer*')] })
    })
    const shown = next(slack, 'message', ({ message }) => message.user === slack.botUserId)
    expect(await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake  offer 12 & <b>' })).toEqual({
      ok: true,
    })
    await shown
    expect(got[0]).toMatchObject({
      team_id: slack.teamId,
      channel_id: cakeOps,
      channel_name: 'cake-ops',
      user_id: people.viewer,
      user_name: 'noah',
      command: '/cake',
      text: 'offer 12 &amp; &lt;b&gt;',
      is_enterprise_install: 'false',
    })
    expect(got[0]?.trigger_id).toMatch(/^\w+\.\w+\.\w+$/)
    const mine = slack.messages(cakeOps, people.viewer).at(-1)
    expect(mine).toMatchObject({
      text: 'Offer 12345',
      ephemeral: true,
      ephemeralTo: people.viewer,
      user: slack.botUserId,
    })
    expect(mine?.blocks?.[0]?.block_id).toBeTruthy()
    expect(slack.messages(cakeOps, people.admin).some((one) => one.ephemeral)).toBe(false)
  })

  test('acknowledges with words: they are shown to the person', async () => {
    const slack = await workspace()
    const app = await start(slack)
    app.command('/cake', async ({ ack, command }) => {
      await (command.text === 'loud' ? ack({ text: 'hi all', response_type: 'in_channel' }) : ack('hi'))
    })
    await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake' })
    expect(slack.messages(cakeOps).at(-1)).toMatchObject({ text: 'hi', ephemeralTo: people.viewer })
    await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake loud' })
    expect(slack.messages(cakeOps).at(-1)).toMatchObject({ text: 'hi all', ephemeral: false })
  })

  test('gets a click with what the message says, not what the browser says', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const got: Record<string, unknown>[] = []
    app.action('go', async ({ ack, body }) => {
      await ack()
      got.push(body as unknown as Record<string, unknown>)
    })
    const { ts } = await app.client.chat.postMessage({
      channel: cakeOps,
      text: 'shared',
      blocks: [buttons('go')],
    })
    expect(await slack.click(click(String(ts)))).toEqual({ ok: true })
    expect(got[0]).toMatchObject({
      type: 'block_actions',
      user: { id: people.viewer, username: 'noah', name: 'noah', team_id: slack.teamId },
      team: { id: slack.teamId },
      channel: { id: cakeOps, name: 'cake-ops' },
      container: { type: 'message', message_ts: ts, channel_id: cakeOps, is_ephemeral: false },
      message: { ts, text: 'shared', user: slack.botUserId },
      actions: [{ type: 'button', action_id: 'go', block_id: 'acts', value: 'value of go' }],
    })
  })

  test('opens the Home tab, publishes it, and gets the clicks in it', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const clicked: unknown[] = []
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [buttons('go')] },
      })
    })
    app.action('go', async ({ ack, body }) => {
      await ack()
      clicked.push(body)
    })
    const published = next(slack, 'home')
    expect(await slack.openHome(people.manager)).toEqual({ ok: true })
    expect(await published).toMatchObject({ user: people.manager })
    expect(slack.home(people.manager)).toHaveLength(1)
    expect(slack.home(people.viewer)).toBeNull()
    const inHome = { ...click(''), as: people.manager, channel: botDm(people.manager) }
    expect(await slack.click(inHome)).toEqual({ ok: true })
    expect(clicked[0]).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } })
    expect(clicked[0]).not.toHaveProperty('response_url')
    expect(await slack.click({ ...inHome, as: people.viewer })).toEqual({
      ok: false,
      error: 'That view is gone.',
    })
  })

  test('hears what is said to it in a direct message', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const dm = botDm(people.admin)
    app.message(async ({ message, say }) => {
      await say(`You said: ${'text' in message ? message.text : ''}`)
    })
    const answered = next(slack, 'message', ({ message }) => message.user === slack.botUserId)
    expect(await slack.type({ as: people.admin, channel: dm, text: 'see https://a.example/?b&c' })).toEqual({
      ok: true,
    })
    expect((await answered).message).toMatchObject({
      channel: dm,
      text: 'You said: see <https://a.example/?b&amp;c>',
    })
  })

  test('gets everything twice when told so, the second time as a retry', async () => {
    const slack = await workspace()
    const app = await start(slack)
    const retries: unknown[] = []
    const triggers = new Set<string>()
    const events = new Set<string>()
    app.use(async ({ context, next }) => {
      retries.push(context.retryNum ?? 0)
      await next()
    })
    app.event('app_home_opened', ({ body }) => {
      events.add(body.event_id)
      return Promise.resolve()
    })
    app.command('/cake', async ({ ack, command }) => {
      triggers.add(command.trigger_id)
      await ack()
    })
    slack.trouble({ deliverTwice: true })
    await slack.openHome(people.viewer)
    expect(retries).toEqual([0, 1])
    expect(events.size).toBe(1)
    await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake' })
    expect(retries).toHaveLength(4)
    expect(triggers.size).toBe(1)
  })

  test('does not acknowledge in time: the person reads why', async () => {
    const slack = await workspace({ ackMs: 50, eventRetryMs: [] })
    const app = await start(slack)
    app.command('/cake', () => Promise.resolve())
    expect(await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake' })).toEqual({
      ok: false,
      error: '/cake failed with the error “operation_timeout”',
    })
    app.action('go', () => Promise.resolve())
    const { ts } = await app.client.chat.postMessage({
      channel: cakeOps,
      text: 'x',
      blocks: [buttons('go')],
    })
    expect(await slack.click(click(String(ts)))).toEqual({
      ok: false,
      error: 'Operation timed out. Apps need to respond within 3 seconds.',
    })
  })
})

test('a slash command is refused where Slack refuses it', async () => {
  const slack = await workspace()
  const type = (text: string, more = {}) => slack.type({ as: people.viewer, channel: cakeOps, text, ...more })
  expect(await type('/cake', { thread_ts: '1.000100' })).toEqual({
    ok: false,
    error: '/cake is not supported in threads. Sorry!',
  })
  expect(await type('/pie')).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^\/pie is not a valid command/),
  })
  expect(await type('/cake')).toEqual({ ok: false, error: '/cake failed with the error “dispatch_failed”' })
  slack.deliverTo('http://127.0.0.1:9/slack/events')
  expect(await type('/cake')).toEqual({ ok: false, error: '/cake failed with the error “dispatch_failed”' })
  expect(await type('   ')).toMatchObject({ ok: false })
  expect(await type('/cake', { channel: channels.privateRoom })).toEqual({
    ok: false,
    error: 'You are not in this channel.',
  })
})
