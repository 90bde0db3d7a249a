import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import { interactive, post } from './deliver.ts'
import { type Rig, startRig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig({
    app: {
      metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
      fallback: (_, response) => void response.end('the page'),
      cakeHealth: () => ({ circuit: 'open' }),
    },
  })
})
afterEach(() => rig.close())

let count = 0
function command(more: Readonly<Record<string, string>> = {}): string {
  count += 1
  return new URLSearchParams({
    command: '/cake',
    text: 'thing 7',
    team_id: rig.slack.teamId,
    user_id: people.manager,
    channel_id: channels.cakeOps,
    trigger_id: `trigger-${count}`,
    ...more,
  }).toString()
}

describe('what is let in', () => {
  test('a signed request', async () => {
    expect(await post(rig, { body: command() })).toBe(200)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(1)
  })

  test('with a charset, which some proxies add', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    expect(await post(rig, { body: command(), headers })).toBe(200)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(1)
  })

  test.each([
    // Seconds may pass on the way: further off than the 60 that are borne.
    ['from the future', 90, 401],
    ['a little ahead of our clock', 30, 200],
    ['a little behind', -240, 200],
    ['old', -301, 401],
  ])('%s', async (_, ahead, status) => {
    expect(await post(rig, { body: command(), ahead })).toBe(status)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(status === 200 ? 1 : 0)
  })

  test.each([
    ['a wrong signature', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['a signature of the wrong length', { 'x-slack-signature': 'v0=00' }],
    ['a timestamp that is none', { 'x-slack-request-timestamp': 'soon' }],
  ])('not %s', async (_, headers) => {
    expect(await post(rig, { body: command(), headers })).toBe(401)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(0)
  })

  test('not an unsigned request, whatever it says of ssl_check', async () => {
    const response = await fetch(`${rig.app.url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `ssl_check=1&${command()}`,
    })
    expect(response.status).toBe(200)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(0)
  })

  test('not a body above the limit', async () => {
    expect(await post(rig, { body: command({ text: 'x'.repeat(1_100_000) }) })).toBe(413)
  })

  test.each(['payload=%7B', 'nothing=1', ''])('%j does no harm', async (body) => {
    await post(rig, { body })
    await rig.app.idle()
    expect(await post(rig, { body: command() })).toBe(200)
  })

  test.each([
    ['payload=null', 'application/x-www-form-urlencoded', 400],
    ['payload=5', 'application/x-www-form-urlencoded', 400],
    ['null', 'application/json', 400],
    ['{"a', 'application/json', 400],
    ['payload=[]', 'application/x-www-form-urlencoded', 400],
    ['payload={}', 'application/x-www-form-urlencoded', 200],
  ])('%s as %s is answered with %i', async (body, type, status) => {
    expect(await post(rig, { body, headers: { 'content-type': type } })).toBe(status)
    await rig.app.idle()
    expect(await post(rig, { body: command() })).toBe(200)
  })

  test.each([
    ['no user', { user: undefined }],
    ['a user that is null', { user: null }],
    ['actions that are null', { actions: null }],
    ['actions that are no list', { actions: {} }],
    ['an action that is null', { actions: [null] }],
    ['a value that is no text', { actions: [{ type: 'button', action_id: 'run', value: 7 }] }],
  ])('a click with %s is acknowledged and does no harm', async (what, odd) => {
    const payload = {
      type: 'block_actions',
      team: { id: rig.slack.teamId },
      user: { id: people.manager },
      channel: { id: channels.cakeOps },
      trigger_id: `odd ${what}`,
      actions: [{ type: 'button', action_id: 'run', value: 'thing 7' }],
      ...odd,
    }
    expect(await post(rig, { body: interactive(payload) })).toBe(200)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(0)
    expect(await post(rig, { body: command() })).toBe(200)
  })

  test.each(['shortcut', 'view_submission', 'unheard_of'])(
    'a %s that nobody handles is acknowledged',
    async (type) => {
      const payload = {
        type,
        team: { id: rig.slack.teamId },
        user: { id: people.manager },
        callback_id: 'x',
        view: { callback_id: 'x' },
        trigger_id: `trigger-${type}`,
      }
      expect(await post(rig, { body: interactive(payload) })).toBe(200)
    },
  )

  test('a payload of another workspace is refused', async () => {
    expect(await post(rig, { body: command({ team_id: 'T0OTHER' }) })).toBe(200)
    await rig.app.idle()
    expect(rig.holding.runs).toBe(0)
    expect(rig.counted).toEqual([{ command: 'none', outcome: 'refused' }])
  })
})

describe('duplicates', () => {
  test('the same trigger again is dropped, with or without a retry header', async () => {
    const body = command()
    await post(rig, { body })
    await post(rig, { body })
    await post(rig, { body, headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } })
    await rig.app.idle()
    expect(rig.holding.runs).toBe(1)
  })

  test('at the same moment as well', async () => {
    const body = command()
    const statuses = await Promise.all([post(rig, { body }), post(rig, { body }), post(rig, { body })])
    await rig.app.idle()
    expect(statuses).toEqual([200, 200, 200])
    expect(rig.holding.runs).toBe(1)
  })

  test('a retry whose original never came is answered', async () => {
    await post(rig, {
      body: command(),
      headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' },
    })
    await rig.app.idle()
    expect(rig.holding.runs).toBe(1)
  })
})

describe('the other paths', () => {
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${rig.app.url}${path}`, init)
    return { status: response.status, body: await response.text() }
  }

  test('health', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200 })
    const { status, body } = await get('/health/ready')
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual({
      ready: true,
      why: [],
      slack: { mode: 'http', workspace: rig.slack.teamId },
      cake: { circuit: 'open' },
    })
  })

  test('metrics and the page', async () => {
    expect(await get('/metrics')).toEqual({ status: 200, body: 'up 1\n' })
    expect(await get('/')).toEqual({ status: 200, body: 'the page' })
    expect(await get('/slack/events')).toMatchObject({ status: 405 })
  })

  test('without a page there is nothing', async () => {
    const bare = await startRig()
    expect((await fetch(`${bare.app.url}/`)).status).toBe(404)
    expect((await fetch(`${bare.app.url}/metrics`)).status).toBe(404)
    await bare.close()
  })
})

describe('stopping', () => {
  test('answers what is in hand, takes nothing more', async () => {
    const release = rig.hold()
    await rig.send('/cake thing slow')
    const url = new URL(rig.app.url)
    // A request that has begun when the bot begins to stop, and is only then sent in full.
    const open = connect(Number(url.port), url.hostname)
    const answered = new Promise<string>((resolve) => open.once('data', (data) => resolve(data.toString())))
    await once(open, 'connect')
    open.write(`POST /slack/events HTTP/1.1\r\nhost: ${url.host}\r\n`)
    await fetch(`${rig.app.url}/health/live`)

    const stopped = rig.app.stop()
    open.write('content-length: 0\r\n\r\n')
    expect(await answered).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close/i)
    expect(await rig.send('/cake thing 7')).toContain('dispatch_failed')
    release()
    await stopped
    const said = rig.slack.messages(channels.cakeOps, people.manager).map(({ text }) => text)
    expect(said).toContain('Done waiting')
    expect(rig.holding.runs).toBe(1)
  })

  test('does not wait for ever', async () => {
    rig.hold()
    await rig.send('/cake thing slow')
    await rig.app.stop(50)
    expect(rig.holding.runs).toBe(0)
  })
})
