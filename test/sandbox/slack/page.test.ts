import { request as httpRequest } from 'node:http'
import { describe, expect, test } from 'vitest'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { follow, page } from './open-page.ts'
import { buttons, client, httpApp, workspace } from './rig.ts'

const { cakeOps, cakeDaily } = channels

/** A request whose path and headers go out exactly as they are. */
function raw(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

test('the state is the workspace as this person may see it', async () => {
  const slack = await workspace()
  const { state, url } = await page(slack)
  await client(slack).chat.postEphemeral({ channel: cakeOps, user: people.viewer, text: 'for Noah' })
  const noah = await state(people.viewer)
  expect(noah.me).toEqual({ id: people.viewer, name: 'Noah Berg', title: 'Viewer', isBot: false })
  expect(noah.people.map((one) => one.title)).toEqual([
    'Admin',
    'Approver',
    'Account manager',
    'Viewer',
    'Guest',
    'App',
  ])
  expect(noah.channels.map((one) => one.name)).toEqual([
    'general',
    'cake-ops',
    'cake-approvals',
    'cake-daily',
    'CAKE',
  ])
  expect(noah.messages.at(-1)).toMatchObject({ text: expect.any(String), channel: expect.any(String) })
  expect(noah.messages.map((one) => one.text)).toContain('for Noah')
  expect(noah.messages.find((one) => one.ephemeral)).not.toHaveProperty('ephemeralTo')
  expect(noah).toMatchObject({
    home: null,
    calls: [],
    trouble: { mode: 'none' },
    commands: [{ example: 'offer 12345' }],
  })
  const gus = await state(people.guest)
  expect(gus.channels.map((one) => one.id)).toEqual([cakeOps, botDm(people.guest)])
  expect(gus.messages.map((one) => one.text)).not.toContain('for Noah')
  expect((await state('')).me.id).toBe(people.manager)
  for (const nobody of ['U0NOBODY', people.stranger, slack.botUserId])
    expect((await fetch(`${url}/sandbox/state?as=${nobody}`)).status).toBe(404)
})

test('people type, and every page that may see it hears of it', async () => {
  const slack = await workspace()
  const { url, post } = await page(slack)
  const sam = await follow(url, people.approver)
  const gus = await follow(url, people.guest)
  expect(await post('type', { as: people.viewer, channel: cakeDaily, text: 'up 4%' })).toEqual({ ok: true })
  expect(await post('type', { as: people.viewer, channel: cakeOps, text: 'hello <ops>' })).toEqual({
    ok: true,
  })
  expect(await sam()).toMatchObject({
    type: 'message',
    message: { channel: cakeDaily, text: 'up 4%', user: people.viewer },
  })
  expect(await gus()).toMatchObject({
    type: 'message',
    message: { channel: cakeOps, text: 'hello &lt;ops&gt;' },
  })
})

test('a command, a click, changes, deletions and the Home tab arrive as events', async () => {
  const slack = await workspace()
  const app = await httpApp(slack)
  app.command('/cake', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'card', blocks: [buttons('go')] })
  })
  app.action('go', async ({ ack, respond }) => {
    await ack()
    await respond({ delete_original: true })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } })
  })
  const { url, post } = await page(slack)
  const events = await follow(url, people.viewer)
  expect(await post('type', { as: people.viewer, channel: cakeOps, text: '/cake' })).toEqual({ ok: true })
  const shown = await events()
  if (shown.type !== 'message') throw new Error(shown.type)
  const { channel, ts } = shown.message
  expect(shown.message).toMatchObject({ text: 'card', ephemeral: true })
  const action = { type: 'button', block_id: 'acts', action_id: 'go', value: 'x' }
  expect(await post('click', { as: people.viewer, channel, ts, action })).toEqual({ ok: true })
  expect(await events()).toEqual({ type: 'message-deleted', channel, ts })
  expect(await post('open-home', { as: people.viewer })).toEqual({ ok: true })
  expect(await events()).toMatchObject({ type: 'home', home: { blocks: [{ type: 'divider' }] } })
})

test('CAKE’s calls and troubles, and the reset', async () => {
  const slack = await workspace()
  const { url, cake, post, state } = await page(slack)
  const events = await follow(url, people.admin)
  const call = {
    id: 1,
    at: '2026-11-21T00:00:00Z',
    method: 'GET',
    path: '/api/2/offers.json',
    status: 200,
    ms: 5,
  }
  cake.called(call)
  expect(await events()).toEqual({ type: 'call', call })
  const trouble = { mode: 'html', delayMs: 250 }
  expect(await post('trouble', trouble)).toEqual({ ok: true })
  expect(await events()).toEqual({ type: 'trouble', trouble })
  expect((await state(people.admin)).trouble).toEqual(trouble)
  expect(await post('trouble', { mode: 'plague', delayMs: 0 })).toMatchObject({ ok: false })
  await slack.type({ as: people.admin, channel: cakeOps, text: 'before' })
  expect((await events()).type).toBe('message')
  const seeded = (await state(people.admin)).messages.length - 1
  expect(await post('reset', {})).toEqual({ ok: true })
  expect(await events()).toEqual({ type: 'reset' })
  expect(cake.resets).toBe(1)
  const after = await state(people.admin)
  expect(after.messages).toHaveLength(seeded)
  expect(after.messages.map((one) => one.text)).not.toContain('before')
})

test('files go to those they were shared with, and never open in the page', async () => {
  const slack = await workspace()
  const { url, state } = await page(slack)
  await client(slack).filesUploadV2({
    channel_id: botDm(people.viewer),
    filename: 'größe.csv',
    file: Buffer.from('a,b'),
  })
  const [file] = (await state(people.viewer)).messages.flatMap((one) => one.files ?? [])
  const got = await fetch(`${url}${file?.url}?as=${people.viewer}`)
  expect(await got.text()).toBe('a,b')
  expect(got.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe.csv")
  expect((await fetch(`${url}${file?.url}?as=${people.admin}`)).status).toBe(404)
})

describe('who may ask', () => {
  test('localhost by name only', async () => {
    const { port } = await page(await workspace())
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])
      expect(await raw(port, '/sandbox/state', { host: `${host}:${port}` })).toBe(200)
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.example'])
      expect(await raw(port, '/sandbox/state', { host })).toBe(403)
  })

  test('no other site may act', async () => {
    const { url, port, post } = await page(await workspace())
    const say = { as: people.viewer, channel: cakeOps, text: 'hi' }
    expect(await post('type', say, { origin: 'http://evil.example' })).toMatchObject({ ok: false })
    expect(await post('type', say, { origin: 'null' })).toMatchObject({ ok: false })
    expect(await post('type', say, { origin: `http://127.0.0.1:${port + 1}` })).toMatchObject({ ok: false })
    expect(await raw(port, '/sandbox/reset', { 'sec-fetch-site': 'cross-site' }, 'POST')).toBe(403)
    expect(await post('type', say, { origin: url })).toEqual({ ok: true })
  })

  test('a form of another site is not understood', async () => {
    const { url } = await page(await workspace())
    const body = JSON.stringify({ as: people.viewer, channel: cakeOps, text: 'hi' })
    const response = await fetch(`${url}/sandbox/type`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body,
    })
    expect(await response.json()).toMatchObject({ ok: false })
  })
})

test('serves its own files and nothing else', async () => {
  const { url, port } = await page(await workspace())
  const index = await fetch(`${url}/`)
  expect(index.status).toBe(200)
  expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(index.headers.get('cache-control')).toBe('no-store')
  const policy = index.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect((await fetch(`${url}/static/app.js`)).headers.get('content-type')).toContain('text/javascript')
  const outside = [
    '/static/../server.ts',
    '/static/..%2fserver.ts',
    '/static/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/static/..%5c..%5cserver.ts',
    '/static//etc/hosts.json',
    '/static/%00.js',
    '/static/%E0%A4%A.js',
    '/static/',
    '/static/style',
    '/nothing',
    '/sandbox/nothing',
    '/sandbox/files/..%2f..%2fpackage.json',
  ]
  for (const path of outside) expect([path, await raw(port, path)]).toEqual([path, 404])
  expect(await raw(port, '/', {}, 'DELETE')).toBe(404)
  expect(await raw(port, '/sandbox/nothing', {}, 'POST')).toBe(404)
})
