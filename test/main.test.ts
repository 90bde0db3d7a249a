import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { WorkspaceView } from '../src/sandbox/page/protocol.ts'
import { startSandboxCake } from '../src/sandbox/cake/server.ts'
import { channels, people } from '../src/sandbox/slack/ids.ts'
import { startSandboxSlack } from '../src/sandbox/slack/workspace.ts'
import { COMPILED } from './support/compiled.ts'
import { read } from './support/read.ts'

const root = join(import.meta.dirname, '..')
const KEY = 'a-key-that-is-never-written'

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

/** A bot as `npm start` starts it, without this process's environment. */
class Bot {
  readonly process: ChildProcess
  readonly exit: Promise<number | null>
  out = ''

  constructor(env: Readonly<Record<string, string>>) {
    this.process = spawn(process.execPath, ['src/main.ts'], {
      cwd: root,
      env: { ...COMPILED, PORT: '0', HOST: '127.0.0.1', ...env },
    })
    this.exit = once(this.process, 'exit').then(([code]) => code as number | null)
    this.process.stdout?.on('data', (data) => (this.out += String(data)))
    this.process.stderr?.on('data', (data) => (this.out += String(data)))
    open.push({ close: () => this.end('SIGKILL') })
  }

  /** The first match in what it has written, as soon as it has. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.out)
      if (found) return found
      const more = this.process.stdout ? once(this.process.stdout, 'data') : this.exit
      const ended = await Promise.race([more, this.exit.then(() => 'ended')])
      if (ended === 'ended' && !pattern.test(this.out)) throw new Error(`it ended and said:\n${this.out}`)
    }
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal)
    return this.exit
  }
}

async function worlds() {
  const [cake, slack] = await Promise.all([startSandboxCake({ key: KEY }), startSandboxSlack()])
  const folder = await mkdtemp(join(tmpdir(), 'bot-'))
  open.push({ close: () => rm(folder, { recursive: true }) }, cake, slack)
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    CAKE_URL: cake.url,
    CAKE_API_KEY: KEY,
    CAKE_REPORT_END_DATE: 'inclusive',
    DATABASE_URL: `sqlite:${join(folder, 'cake.db')}`,
    LOG_LEVEL: 'trace',
  }
  const cards = () => slack.messages(channels.cakeOps, people.manager).map(read).join('\n')
  const texts = () => slack.messages(channels.cakeOps, people.manager).map(({ text }) => text)
  const types = (text: string) => slack.type({ as: people.manager, channel: channels.cakeOps, text })
  return {
    cake,
    slack,
    folder,
    cards,
    texts,
    types,
    http: { ...env, SLACK_SIGNING_SECRET: slack.signingSecret },
    socket: { ...env, SLACK_APP_TOKEN: slack.appToken },
  }
}

describe('without any configuration', () => {
  test('the sandbox starts, says so in a line, and answers what is typed on its page', async () => {
    const bot = new Bot({})
    const [line, page] = await bot.says(/^Sandbox: .*(http:\/\/localhost:\d+) .*\/cake offer 12345\n/)
    expect(bot.out).toBe(line)
    const types = await fetch(`${page}/sandbox/type`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: people.manager, channel: channels.cakeOps, text: '/cake offer 12345' }),
    })
    expect(await types.json()).toEqual({ ok: true })
    const card = async () => (await fetch(`${page}/sandbox/state?as=${people.manager}`)).text()
    await expect.poll(card, { timeout: 10_000 }).toContain('Auto Insurance')
    expect(await (await fetch(`${page}/health/ready`)).json()).toMatchObject({ ready: true })
    const metrics = async () => (await fetch(`${page}/metrics`)).text()
    await expect
      .poll(metrics, { timeout: 10_000 })
      .toContain('cake_bot_command_seconds_count{command="offer show"')
    expect(await bot.end()).toBe(0)
  })
})

/** What a person does and sees on the sandbox's page. */
function onPage(page: string, as: string) {
  const act = async (what: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const sent = await fetch(`${page}/sandbox/${what}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ as, ...body }),
    })
    return (await sent.json()) as unknown
  }
  const state = async () => (await fetch(`${page}/sandbox/state?as=${as}`)).json() as Promise<WorkspaceView>
  return { act, state, text: async () => JSON.stringify(await state()) }
}

test('moved on the page, the clock is the bot’s as well: what is due by then is done at once', async () => {
  const bot = new Bot({})
  const [, page = ''] = await bot.says(/^Sandbox: .*(http:\/\/localhost:\d+)/)
  const { act, state, text } = onPage(page, people.manager)
  const says = (words: string) => act('type', { channel: channels.cakeOps, text: words })
  await says('/cake offer pause 12345 reason:"because of a test"')
  const form = async () => (await state()).modals.find(({ submit }) => submit !== undefined)?.id
  await expect.poll(form, { timeout: 10_000 }).toBeDefined()
  expect(await act('submit', { view: await form(), values: {} })).toEqual({ ok: true })
  await expect.poll(text, { timeout: 10_000 }).toContain('Waiting for approval')
  expect(await act('clock', { move: 'days' })).toEqual({ ok: true })
  await expect.poll(text, { timeout: 10_000 }).toContain('Expired; nothing was changed')
  // Slack dates what it sends by the same clock, and is believed.
  await says('/cake affiliate 67890')
  await expect.poll(text, { timeout: 10_000 }).toContain('MediaBridge')
  expect(await bot.end()).toBe(0)
})

describe('with real Slack and CAKE', () => {
  test.each(['http', 'socket'] as const)(
    'it says as whom it is connected, and answers (%s)',
    async (mode) => {
      const { slack, texts, types, ...env } = await worlds()
      const bot = new Bot(env[mode])
      const [, name, address] = await bot.says(
        /"bot":"(\w+)","workspace":"[^"]+","address":"([^"]+)".*connected to/,
      )
      expect(name).toBe('cake')
      if (mode === 'http') slack.deliverTo(`${address}/slack/events`)
      expect(await types('/cake offer 12345')).toEqual({ ok: true })
      await expect.poll(texts, { timeout: 10_000 }).toContainEqual(expect.stringContaining('Auto Insurance'))
      expect(await bot.end()).toBe(0)
    },
  )

  test('a dead network at the start only delays it', async () => {
    const { http } = await worlds()
    const port = await freePort()
    const bot = new Bot({ ...http, SLACK_API_URL: `http://127.0.0.1:${port}/api/` })
    await bot.says(/Slack does not say who the bot is yet/)
    open.push(await startSandboxSlack({ port }))
    await bot.says(/connected to/)
    expect(await bot.end('SIGINT')).toBe(0)
  })

  test('it finds out by itself how reports mean their end date; SIGTERM does not wait for that', async () => {
    const { cake, http } = await worlds()
    const asked = Promise.withResolvers<unknown>()
    const stop = cake.onCall((call) => asked.resolve(call.path))
    const bot = new Bot({ ...http, CAKE_REPORT_END_DATE: 'auto' })
    expect(await asked.promise).toContain('report/offer.json')
    stop()
    cake.setTrouble({ mode: 'none', delayMs: 60_000 })
    expect(await bot.end()).toBe(0)
    expect(bot.out).not.toContain('end date')
  })

  test('SIGTERM: what is in hand is answered, then it ends with 0', async () => {
    const { cake, slack, texts, types, http } = await worlds()
    const bot = new Bot(http)
    const [, address] = await bot.says(/"address":"([^"]+)"/)
    slack.deliverTo(`${address}/slack/events`)
    cake.setTrouble({ mode: 'none', delayMs: 500 })
    const called = new Promise((resolve) => cake.onCall(resolve))
    expect(await types('/cake offer 12345')).toEqual({ ok: true })
    expect(texts().join()).not.toContain('Auto Insurance')
    expect(await bot.end()).toBe(0)
    await called
    expect(texts().join()).toContain('Auto Insurance')
  })

  test('names are found at once after a restart, even while CAKE is down', async () => {
    const { cake, slack, cards, types, http } = await worlds()
    const first = new Bot(http)
    const [, before] = await first.says(/"address":"([^"]+)"/)
    slack.deliverTo(`${before}/slack/events`)
    await types('/cake insurance')
    await expect.poll(cards, { timeout: 10_000 }).toContain('Auto Insurance')
    expect(await first.end()).toBe(0)
    cake.setTrouble({ mode: 'down', delayMs: 0 })
    const second = new Bot(http)
    const [, after] = await second.says(/"address":"([^"]+)"/)
    slack.deliverTo(`${after}/slack/events`)
    await types('/cake insurance')
    await expect.poll(cards, { timeout: 10_000 }).toContain('Names as of')
    expect(await second.end()).toBe(0)
  })

  test.each([
    ['a file that cannot be opened', (folder: string) => `sqlite:${folder}`],
    ['a server that is not there', (_: string, port: number) => `postgres://bot:hush@127.0.0.1:${port}/cake`],
  ])('without its database, %s, it does not start: nothing could be recorded', async (_, urlOf) => {
    const { folder, http } = await worlds()
    const bot = new Bot({ ...http, DATABASE_URL: urlOf(folder, await freePort()) })
    expect(await bot.exit).toBe(1)
    expect(bot.out).toMatch(/DATABASE_URL.*\n$/)
    expect(bot.out).toMatch(/cannot be used: /)
    expect(bot.out).not.toContain('hush')
  })

  test('a second signal ends it at once', async () => {
    const { cake, slack, types, http } = await worlds()
    const bot = new Bot(http)
    const [, address] = await bot.says(/"address":"([^"]+)"/)
    slack.deliverTo(`${address}/slack/events`)
    cake.setTrouble({ mode: 'none', delayMs: 60_000 })
    await types('/cake offer 12345')
    bot.process.kill('SIGTERM')
    await bot.says(/"msg":"stopping"/)
    expect(await bot.end()).toBe(1)
  })

  test('nothing it writes holds the key or a token, however it fails', async () => {
    const { cake, slack, types, texts, http } = await worlds()
    const bot = new Bot(http)
    const [, address] = await bot.says(/"address":"([^"]+)"/)
    slack.deliverTo(`${address}/slack/events`)
    slack.trouble({ calls: [{ method: 'users.info', answer: { kind: 'status', status: 500 } }] })
    for (const mode of ['refused', 'html', 'error-500'] as const) {
      const before = texts().length
      cake.setTrouble({ mode, delayMs: 0 })
      await types('/cake offer 12345')
      await expect.poll(() => texts().length, { timeout: 15_000 }).toBeGreaterThan(before)
    }
    expect(await bot.end()).toBe(0)
    for (const secret of [KEY, http.SLACK_BOT_TOKEN, http.SLACK_SIGNING_SECRET]) {
      expect(bot.out).not.toContain(secret)
      expect(texts().join()).not.toContain(secret)
    }
  })
})

describe('what cannot be', () => {
  test('a wrong configuration: a line per problem, and 78', async () => {
    const bot = new Bot({ SLACK_BOT_TOKEN: 'xoxb-1-hush', CAKE_URL: 'acme', PORT: 'x' })
    expect(await bot.exit).toBe(78)
    const lines = bot.out.trimEnd().split('\n')
    expect(new Set(lines.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['CAKE_API_KEY', 'CAKE_URL', 'PORT', 'SLACK_SIGNING_SECRET']),
    )
    expect(lines).toHaveLength(4)
    expect(bot.out).not.toContain('hush')
  })

  test.each([
    ['SLACK_BOT_TOKEN', 'http', { SLACK_BOT_TOKEN: 'xoxb-wrong' }],
    ['SLACK_APP_TOKEN', 'socket', { SLACK_APP_TOKEN: 'xapp-wrong' }],
  ] as const)('a wrong %s: one line, and 78', async (variable, mode, wrong) => {
    const { [mode]: env } = await worlds()
    const bot = new Bot({ ...env, LOG_LEVEL: 'info', ...wrong })
    expect(await bot.exit).toBe(78)
    expect(bot.out).toMatch(
      new RegExp(`^${variable} was refused by Slack \\(invalid_auth\\); it must be .+e\\.g\\. .+\\n$`),
    )
    expect(bot.out).not.toContain('wrong')
  })

  test('a port that is taken: one line, and 1', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const bot = new Bot({ PORT: String(port) })
    expect(await bot.exit).toBe(1)
    expect(bot.out).toBe(
      `PORT ${port} is taken by another program; it must be a free port, e.g. PORT=${port + 1}\n`,
    )
    server.close()
  })

  test('an address that is none of this machine’s: one line, and 1', async () => {
    const bot = new Bot({ HOST: '192.0.2.1' })
    expect(await bot.exit).toBe(1)
    expect(bot.out).toBe(
      'HOST 192.0.2.1 is no address of this machine; it must be one, e.g. HOST=127.0.0.1\n',
    )
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
