import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { WorkspaceView } from '../../src/sandbox/page/protocol.ts'
import { startSandbox, type SandboxOptions } from '../../src/sandbox/start.ts'

/** A sandbox that closes with the test, and its page. */
async function sandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({ zone: 'America/New_York', commands: () => [], ...options })
  const server = createServer(sandbox.page)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await sandbox.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state = async () => (await (await fetch(`${url}/sandbox/state`)).json()) as WorkspaceView
  const move = async (to: string) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ move: to })
    return (await fetch(`${url}/sandbox/clock`, { method: 'POST', headers, body })).json()
  }
  return { sandbox, state, move }
}

test('one clock for both worlds: moved on the page, told to the bot', async () => {
  const { sandbox: worlds, state, move } = await sandbox({ followsClock: true })
  const heard: number[] = []
  worlds.clock.on((now) => heard.push(now))
  const before = worlds.clock.now()
  expect(await move('days')).toEqual({ ok: true })
  const [now = 0] = heard
  expect(now - before).toBeGreaterThan(2.9 * 86_400_000)
  const { SLACK_API_URL, SLACK_BOT_TOKEN, CAKE_URL, CAKE_API_KEY } = worlds.env
  const posted = await fetch(`${SLACK_API_URL}chat.postMessage`, {
    method: 'POST',
    body: new URLSearchParams({ token: String(SLACK_BOT_TOKEN), channel: 'C0CAKEDALY', text: 'x' }),
  })
  const { ts } = (await posted.json()) as { ts: string }
  expect(Number(ts)).toBeGreaterThanOrEqual(Math.floor(now / 1000))
  await fetch(`${CAKE_URL}/api/2/offers.json?api_key=${CAKE_API_KEY}`)
  const { calls, clock } = await state()
  expect(Date.parse(calls.at(-1)?.at ?? '')).toBeGreaterThanOrEqual(now)
  expect(clock).toMatchObject({ zone: 'America/New_York', aheadMs: worlds.clock.aheadMs })
  expect(await move('yesterday')).toMatchObject({ ok: false })
})

test('a bot that does not follow the clock has no buttons for it', async () => {
  const { state, move } = await sandbox()
  expect(await state()).not.toHaveProperty('clock')
  expect(await move('morning')).toEqual({ ok: false, error: 'The bot does not follow this clock.' })
})

test('clocks that never change cannot be moved to their change', async () => {
  const { move } = await sandbox({ zone: 'Asia/Kolkata', followsClock: true })
  expect(await move('change')).toEqual({ ok: false, error: 'The clocks of Asia/Kolkata do not change.' })
})
