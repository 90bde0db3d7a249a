import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { people } from '../../src/sandbox/slack/ids.ts'
import { startSandboxSlack } from '../../src/sandbox/slack/workspace.ts'
import { TokenRefused } from '../../src/slack/app.ts'
import { accessOf, type Rig, startRig } from './rig.ts'

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

async function rigWith(options: Parameters<typeof startRig>[0]): Promise<Rig> {
  const rig = await startRig(options)
  open.push(rig)
  return rig
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function ready(rig: Rig) {
  const response = await fetch(`${rig.app.url}/health/ready`)
  return { status: response.status, ...((await response.json()) as { why: string[]; slack: object }) }
}

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })

/** Resolves when the workspace has this many Socket Mode connections. */
function connections(rig: Rig, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (rig.slack.connections !== wanted) return
      stop()
      resolve()
    }
    const stop = rig.slack.on((event) => {
      if (event.type === 'connections') check()
    })
    check()
  })
}

describe('two connections', () => {
  test('are open, and shown', async () => {
    const rig = await rigWith({ mode: 'socket' })
    await connections(rig, 2)
    expect(await ready(rig)).toMatchObject({ status: 200, slack: { mode: 'socket' } })
  })

  test('come back after Slack’s routine goodbye, one at a time, and nothing is missed', async () => {
    const rig = await rigWith({ mode: 'socket' })
    await connections(rig, 2)
    rig.slack.trouble({ sockets: { how: 'refresh', count: 1 } })
    expect(await rig.types('/cake thing 7')).toHaveLength(1)
    await connections(rig, 2)
    expect(await rig.types('/cake thing 7')).toHaveLength(1)
  })

  test('come back after both lines broke, and meanwhile the bot is not ready', async () => {
    const rig = await rigWith({ mode: 'socket' })
    await connections(rig, 2)
    rig.slack.trouble({
      sockets: { how: 'cut' },
      calls: [{ method: 'apps.connections.open', times: 2, answer: { kind: 'status', status: 500 } }],
    })
    await eventually(async () => (await ready(rig)).why).toEqual(['No Socket Mode connection is open.'])
    await connections(rig, 2)
    await eventually(async () => (await ready(rig)).status).toBe(200)
    expect(await rig.types('/cake thing 7')).toHaveLength(1)
  })

  test('do not make other calls repeat: what posts is sent once', async () => {
    const rig = await rigWith({ mode: 'socket' })
    const [card] = await rig.types('/cake thing 7')
    rig.slack.trouble({
      calls: [{ method: 'chat.postMessage', times: 5, answer: { kind: 'status', status: 500 } }],
    })
    await rig.clicks('Share', card!)
    expect(rig.slack.apiCalls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
  })
})

describe('a dead network', () => {
  test.each(['http', 'socket'] as const)('at the start only delays it (%s)', async (mode) => {
    const port = await freePort()
    const rig = await rigWith({
      mode,
      waits: false,
      app: {
        slack: {
          botToken: 'xoxb-sandbox-bot-token',
          apiUrl: `http://127.0.0.1:${port}/api/`,
          ...(mode === 'socket'
            ? { appToken: 'xapp-1-sandbox-app-token' }
            : { signingSecret: 'sandbox-signing-secret' }),
        },
      },
    })
    await eventually(() => rig.logged.join()).toContain('ECONNREFUSED')
    expect(await ready(rig)).toMatchObject({
      status: 503,
      why: expect.arrayContaining(['Slack has not said yet who the bot is.']),
    })
    // Slack tries again later: nothing is lost by a refusal now.
    const early = await fetch(`${rig.app.url}/slack/events`, { method: 'POST' })
    expect(early.status).toBe(mode === 'http' ? 503 : 404)

    open.push(await startSandboxSlack({ port }))
    await rig.app.ready
    expect((await ready(rig)).status).toBe(200)
  })

  test('while Socket Mode cannot be opened only delays it', async () => {
    const rig = await rigWith({ mode: 'socket', waits: false, slack: {} })
    rig.slack.trouble({ calls: [{ method: 'apps.connections.open', times: 4, answer: { kind: 'drop' } }] })
    await rig.app.ready
    expect(rig.slack.connections).toBeGreaterThan(0)
  })

  test('can be stopped', async () => {
    const slack = {
      botToken: 'xoxb-1',
      apiUrl: `http://127.0.0.1:${await freePort()}/api/`,
      signingSecret: 's',
    }
    const rig = await rigWith({ waits: false, app: { slack } })
    await rig.app.stop(100)
    await expect(rig.app.ready).rejects.toThrow()
  })
})

describe('a token that Slack refuses', () => {
  test.each(['invalid_auth', 'account_inactive', 'token_revoked', 'not_authed'])(
    'bot token: %s',
    async (error) => {
      const sandbox = await startSandboxSlack()
      open.push(sandbox)
      sandbox.trouble({ calls: [{ method: 'auth.test', answer: { kind: 'error', error } }] })
      const rig = await rigWith({ waits: false, app: { slack: accessOf(sandbox, 'http') } })
      await expect(rig.app.ready).rejects.toThrow(TokenRefused)
      await expect(rig.app.ready).rejects.toThrow(
        new RegExp(`^SLACK_BOT_TOKEN was refused by Slack \\(${error}\\); it must be`),
      )
    },
  )

  test.each(['invalid_auth', 'not_allowed_token_type', 'missing_scope'])('app token: %s', async (error) => {
    const sandbox = await startSandboxSlack()
    open.push(sandbox)
    sandbox.trouble({
      calls: [{ method: 'apps.connections.open', times: 2, answer: { kind: 'error', error } }],
    })
    const rig = await rigWith({ waits: false, app: { slack: accessOf(sandbox, 'socket') } })
    await expect(rig.app.ready).rejects.toThrow(/^SLACK_APP_TOKEN was refused by Slack/)
  })

  test('while running does not end the bot: the other connection goes on', async () => {
    const rig = await rigWith({ mode: 'socket' })
    await connections(rig, 2)
    rig.slack.trouble({
      calls: [{ method: 'apps.connections.open', answer: { kind: 'error', error: 'invalid_auth' } }],
      sockets: { how: 'cut', count: 1 },
    })
    await eventually(() => rig.logged.join()).toContain('SLACK_APP_TOKEN was refused')
    expect(await rig.types('/cake thing 7', { as: people.viewer })).toHaveLength(1)
  })
})

describe('a bot token that is refused while running', () => {
  test.each(['http', 'socket'] as const)(
    'makes it not ready, and says why, until Slack takes it again (%s)',
    async (mode) => {
      let now = Date.now()
      const rig = await rigWith({ mode, app: { clock: () => now } })
      const refusing = (times: number) => ({
        times,
        answer: { kind: 'error', error: 'token_revoked' } as const,
      })
      rig.slack.trouble({
        calls: [
          { method: 'users.info', ...refusing(1) },
          { method: 'auth.test', ...refusing(1) },
        ],
      })
      const [told] = await rig.types('/cake thing 7')
      expect(told!.text).toContain('Slack does not say who you are right now')
      const why = ['Slack does not accept SLACK_BOT_TOKEN (token_revoked).']
      expect(await ready(rig)).toMatchObject({ status: 503, why })
      expect(rig.logged.join()).toContain("Slack no longer accepts the bot's token")

      // The health check itself has another look now and then: the first still fails.
      expect(await ready(rig)).toMatchObject({ status: 503, why })
      now += 30_000
      await ready(rig)
      await eventually(async () => (await ready(rig)).status).toBe(200)
      expect(rig.slack.apiCalls.filter(({ method }) => method === 'auth.test')).toHaveLength(3)
    },
  )

  test('still gives everybody who asks a true sentence', async () => {
    const rig = await rigWith({})
    rig.slack.trouble({
      calls: [{ method: 'users.info', times: 2, answer: { kind: 'error', error: 'account_inactive' } }],
    })
    for (const as of [people.manager, people.viewer]) {
      const [told] = await rig.types('/cake thing 7', { as })
      expect(told!.text).toContain('Slack does not say who you are right now')
    }
  })
})

test('stopped while Slack says who the bot is, it opens no connection any more', async () => {
  const answer = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const methods: string[] = []
  const slow = createServer((request, response) => {
    methods.push(request.url ?? '')
    asked.resolve()
    const body = { ok: true, team_id: 'T1', user_id: 'U1' }
    void answer.promise.then(() => response.end(JSON.stringify(body)))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => slow.once('listening', resolve))
  open.push({ close: async () => slow.close() })
  const apiUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/api/`
  const rig = await rigWith({
    mode: 'socket',
    waits: false,
    app: { slack: { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl } },
  })
  await asked.promise
  const stopped = rig.app.stop(100)
  answer.resolve()
  await stopped
  await expect(rig.app.ready).rejects.toThrow('the bot is stopping')
  expect(methods).toEqual(['/api/auth.test'])
})
