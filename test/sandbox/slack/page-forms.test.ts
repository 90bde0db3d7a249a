import { expect, test } from 'vitest'
import type { PageEvent } from '../../../src/sandbox/page/protocol.ts'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { notingApp } from './noting-app.ts'
import { follow, page } from './open-page.ts'
import { buttons, client, httpApp, input, modal, option, section, typed, workspace } from './rig.ts'

const as = people.viewer
const { cakeOps } = channels
const shortcuts = [
  { name: 'Search CAKE', type: 'global', callback_id: 'search', description: 'Find anything' },
  { name: 'Look up in CAKE', type: 'message', callback_id: 'lookup', description: 'What is meant' },
] as const

/** The next event of this type. */
async function nextOf<T extends PageEvent['type']>(
  events: () => Promise<PageEvent>,
  type: T,
): Promise<Extract<PageEvent, { type: T }>> {
  for (;;) {
    const event = await events()
    if (event.type === type) return event as Extract<PageEvent, { type: T }>
  }
}

test('a form from the shortcut to the end, by what the page sends and hears', async () => {
  const slack = await workspace({ shortcuts })
  const app = await httpApp(slack)
  app.shortcut('search', async ({ ack, body, client }) => {
    const view = modal([
      input('find', { type: 'external_select', action_id: 'offer' }),
      input('name'),
      buttons('go') as never,
    ])
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })
  app.options('offer', async ({ ack }) => {
    await ack({ options: [option('12345')] })
  })
  app.action('go', async ({ ack, body, client }) => {
    if (!('view' in body) || !body.view) throw new Error('not in a view')
    const heard = body.view.state.values.name?.it?.value
    await client.views.update({
      view_id: body.view.id,
      view: modal([section(`heard ${heard}`), input('name')]),
    })
    await ack()
  })
  app.view('form', async ({ ack, view }) => {
    const isAda = view.state.values.name?.it?.value === 'Ada'
    await (isAda ? ack() : ack({ response_action: 'errors', errors: { name: 'No.' } }))
  })
  const { url, post, state } = await page(slack)
  expect(await state(as)).toMatchObject({ modals: [], shortcuts })
  const events = await follow(url, as)
  expect(await post('shortcut', { as, callback_id: 'search' })).toEqual({ ok: true })
  const { modals } = await nextOf(events, 'modals')
  const view = modals[0]?.id
  expect(await state(as)).toMatchObject({ modals: [{ id: view, title: 'A form', version: 0 }] })
  expect((await state(people.admin)).modals).toEqual([])

  const ask = { as, channel: '', ts: '', view, block_id: 'find', action_id: 'offer' }
  expect(await post('suggest', { ...ask, value: 'auto' })).toEqual({ ok: true, options: [option('12345')] })
  expect(await post('suggest', { ...ask, action_id: 'no', value: 'auto' })).toMatchObject({ ok: false })

  const action = { type: 'button', block_id: 'acts', action_id: 'go' }
  const click = { as, channel: '', ts: '', view, action, values: typed('name', 'Bob') }
  expect(await post('click', click)).toEqual({ ok: true })
  expect(await nextOf(events, 'modals')).toMatchObject({
    modals: [{ version: 1, blocks: [{ text: { text: 'heard Bob' } }, { type: 'input' }] }],
  })

  expect(await post('submit', { as, view, values: {} })).toEqual({ ok: true })
  expect(await nextOf(events, 'modals')).toMatchObject({ modals: [{ busy: true }] })
  expect(await nextOf(events, 'modals')).toMatchObject({ modals: [{ busy: false, errors: { name: 'No.' } }] })
  expect(await post('submit', { as, view, values: typed('name', 'Ada') })).toEqual({ ok: true })
  expect((await state(as)).modals).toEqual([])
  expect(await post('close', { as, view })).toEqual({ ok: false, error: 'That view is gone.' })
})

test('closing, and the shortcut of a message', async () => {
  const slack = await workspace({ shortcuts })
  const app = await httpApp(slack)
  app.shortcut('lookup', async ({ ack, body, client }) => {
    await client.views.open({ trigger_id: body.trigger_id, view: modal([]) })
    await ack()
  })
  const { url, post, state } = await page(slack)
  const events = await follow(url, as)
  const ts = (await state(as)).messages.find((one) => one.channel === cakeOps)?.ts
  expect(await post('shortcut', { as, callback_id: 'lookup', channel: cakeOps, ts })).toEqual({ ok: true })
  const { modals } = await nextOf(events, 'modals')
  expect(await post('close', { as, view: modals[0]?.id, all: true })).toEqual({ ok: true })
  expect(await nextOf(events, 'modals')).toEqual({ type: 'modals', modals: [] })
})

test('what a link unfurled to is in the message', async () => {
  const slack = await workspace({ unfurlDomains: ['trk.example.com'] })
  await notingApp(slack)
  const { url, post, state } = await page(slack)
  const events = await follow(url, as)
  const link = 'https://trk.example.com/1'
  await post('type', { as, channel: cakeOps, text: link })
  const { message } = await nextOf(events, 'message')
  await client(slack).chat.unfurl({
    channel: cakeOps,
    ts: message.ts,
    unfurls: { [link]: { blocks: [section('card')] } },
  })
  const unfurls = [{ url: link, blocks: [{ type: 'section' }] }]
  expect(await nextOf(events, 'message')).toMatchObject({
    message: { ts: message.ts, edited: false, unfurls },
  })
  expect((await state(as)).messages.find((one) => one.ts === message.ts)).toMatchObject({ unfurls })
})

test('the Home tab, or the app’s messages', async () => {
  const slack = await workspace()
  const delivered = await notingApp(slack)
  const { post } = await page(slack)
  expect(await post('open-home', { as })).toEqual({ ok: true })
  expect(await post('open-home', { as, tab: 'messages' })).toEqual({ ok: true })
  expect(delivered.map(({ body }) => JSON.parse(body).event.tab)).toEqual(['home', 'messages'])
  expect(JSON.parse(delivered[0]?.body ?? '').event.channel).toBe(botDm(as))
})

test.each([
  ['submit', { as, view: 'V1' }],
  ['submit', { as, view: 'V1', values: { a: { b: 'text' } } }],
  ['close', { as }],
  ['close', { as, view: 'V1', all: 'yes' }],
  ['suggest', { as, channel: '', ts: '', block_id: 'b', action_id: 'a' }],
  ['suggest', { as, channel: '', ts: '', block_id: 'b', action_id: 'a', value: 'x'.repeat(3001) }],
  ['shortcut', { as }],
  ['click', { as, channel: '', ts: '', view: 7, action: { type: 'button', block_id: 'b', action_id: 'a' } }],
  ['open-home', { as, tab: 'about' }],
])('%s does not understand %j', async (what, body) => {
  const { post } = await page(await workspace())
  expect(await post(what, body)).toEqual({
    ok: false,
    error: 'The page sent something the sandbox does not understand.',
  })
})
