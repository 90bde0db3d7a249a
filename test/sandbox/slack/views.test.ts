import type { AnyBlock, ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { lastPayload, notingApp, triggerOf } from './noting-app.ts'
import { buttons, client, errorOf, input, modal, next, option, section, workspace } from './rig.ts'

const as = people.viewer
const plain = (text: string) => ({ type: 'plain_text', text }) as const
const many = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }) as const)
const go = { type: 'button', block_id: 'acts', action_id: 'go' }

async function open(slack: SandboxSlack, view: ModalView) {
  const opened = await client(slack).views.open({ trigger_id: await triggerOf(slack), view })
  return opened.view as { id: string; hash: string }
}

const update = (slack: SandboxSlack, args: object, view = modal([])) =>
  client(slack).views.update({ view, ...args } as never)

/** A trigger from a click in the modal on top. */
async function triggerInside(slack: SandboxSlack): Promise<string> {
  const delivered = await notingApp(slack)
  const view = slack.modals(as).at(-1)?.id
  expect(await slack.click({ as, channel: '', ts: '', view, action: go })).toEqual({ ok: true })
  return lastPayload(delivered).trigger_id
}

describe('views.open', () => {
  test('gives the view back as Slack keeps it', async () => {
    const slack = await workspace({ now: () => 1_763_694_000_000 })
    const changed = next(slack, 'modals')
    const view = modal([{ type: 'divider' }], { external_id: 'mine', private_metadata: 'm' })
    const opened = await client(slack).views.open({ trigger_id: await triggerOf(slack), view })
    expect(await changed).toEqual({ type: 'modals', user: as })
    const { id } = opened.view ?? {}
    expect(opened.view).toMatchObject({
      ...view,
      id: expect.stringMatching(/^V/),
      team_id: slack.teamId,
      hash: expect.stringMatching(/^1763694000\.\w+$/),
      root_view_id: id,
      previous_view_id: null,
      state: { values: {} },
      clear_on_close: false,
      notify_on_close: false,
      close: null,
      blocks: [{ type: 'divider', block_id: expect.any(String) }],
    })
  })

  test('takes a trigger once and for three seconds', async () => {
    let now = 1_763_694_000_000
    const slack = await workspace({ now: () => now })
    const attempt = (trigger_id: string, view = modal([])) =>
      errorOf(client(slack).views.open({ trigger_id, view }))
    const trigger = await triggerOf(slack)
    expect(await attempt(trigger)).toBe('ok')
    expect(await attempt(trigger)).toBe('exchanged_trigger_id')
    const stale = await triggerOf(slack)
    now += 3001
    expect(await attempt(stale)).toBe('expired_trigger_id')
    expect(await attempt('1.2.x')).toBe('invalid_trigger_id')
    expect(await attempt('')).toBe('invalid_arguments')
    // A view that is refused leaves the trigger as it was.
    const fresh = await triggerOf(slack)
    expect(await attempt(fresh, modal([], { title: plain('') }))).toBe('invalid_arguments')
    expect(await attempt(fresh)).toBe('ok')
  })

  const select = (count: number) => ({
    type: 'static_select',
    options: Array.from({ length: count }, (_, i) => option(`o${i}`)),
  })
  const x = (count: number) => 'x'.repeat(count)
  const limits: [string, ModalView, ModalView][] = [
    ['100 blocks', modal(many(100)), modal(many(101))],
    ['a title of 24', modal([], { title: plain(x(24)) }), modal([], { title: plain(x(25)) })],
    ['a submit of 24', modal([], { submit: plain(x(24)) }), modal([], { submit: plain(x(25)) })],
    ['a close of 24', modal([], { close: plain(x(24)) }), modal([], { close: plain(x(25)) })],
    [
      'private_metadata of 3000',
      modal([], { private_metadata: x(3000) }),
      modal([], { private_metadata: x(3001) }),
    ],
    ['a callback_id of 255', modal([], { callback_id: x(255) }), modal([], { callback_id: x(256) })],
    ['an external_id of 255', modal([], { external_id: x(255) }), modal([], { external_id: x(256) })],
    ['100 options', modal([input('a', select(100))]), modal([input('a', select(101))])],
    ['a submit button with inputs', modal([input('a')]), modal([input('a')], { submit: undefined })],
    [
      'inputs for modals',
      modal([input('a', { type: 'email_text_input' })]),
      modal([{ type: 'markdown', text: 'x' }]),
    ],
    [
      'one focus',
      modal([input('a', { focus_on_load: true }), input('b')]),
      modal([input('a', { focus_on_load: true }), input('b', { focus_on_load: true })]),
    ],
    ['a modal', modal([]), { ...modal([]), type: 'home' } as unknown as ModalView],
    ['known fields', modal([]), { ...modal([]), id: 'V1' } as ModalView],
    ['no workflow steps', modal([]), { ...modal([]), submit_disabled: true } as ModalView],
    ['block_ids once', modal([input('a'), input('b')]), modal([input('a'), input('a')])],
  ]

  test.each(limits)('takes %s and no more', async (_name, right, wrong) => {
    const slack = await workspace()
    await open(slack, right)
    const trigger_id = await triggerOf(slack)
    await expect(client(slack).views.open({ trigger_id, view: wrong })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: [
            '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
            expect.stringMatching(/^\[ERROR\] .*\[json-pointer:\/view/),
          ],
        },
      },
    })
    expect(slack.modals(as)).toHaveLength(1)
  })

  test('takes 250 kB and no more', async () => {
    const slack = await workspace()
    const sized = (bytes: number) => {
      const filled = modal(
        Array.from({ length: 90 }, () => section('y'.repeat(2700))),
        { private_metadata: 'x' },
      )
      const missing = bytes - JSON.stringify(filled).length
      return { ...filled, private_metadata: 'x'.repeat(1 + missing) }
    }
    expect(JSON.stringify(sized(250_000))).toHaveLength(250_000)
    await open(slack, sized(250_000))
    const trigger_id = await triggerOf(slack)
    expect(await errorOf(client(slack).views.open({ trigger_id, view: sized(250_001) }))).toBe(
      'view_too_large',
    )
  })

  test('is refused what this Slack does not know yet', async () => {
    const slack = await workspace()
    slack.trouble({ refuseBlocks: ['divider'] })
    const trigger_id = await triggerOf(slack)
    await expect(client(slack).views.open({ trigger_id, view: modal(many(1)) })).rejects.toMatchObject({
      data: {
        response_metadata: { messages: [expect.any(String), expect.stringContaining('/view/blocks/0/type')] },
      },
    })
  })
})

describe('views.update', () => {
  test('by view_id or external_id, with the hash that is current', async () => {
    const slack = await workspace()
    const { id, hash } = await open(slack, modal([], { external_id: 'mine' }))
    const changed = await update(slack, { view_id: id, hash }, modal([], { external_id: 'mine' }))
    expect(changed.view?.id).toBe(id)
    expect(changed.view?.hash).not.toBe(hash)
    expect(await errorOf(update(slack, { view_id: id, hash }))).toBe('hash_conflict')
    expect(await errorOf(update(slack, { external_id: 'mine', hash: changed.view?.hash }))).toBe('ok')
    expect(slack.modals(as)).toMatchObject([{ id, version: 2 }])
    // The last update gave it no external_id.
    expect(await errorOf(update(slack, { external_id: 'mine' }))).toBe('not_found')
    expect(await errorOf(update(slack, { view_id: 'V0' }))).toBe('not_found')
    expect(await errorOf(update(slack, {}))).toBe('invalid_arguments')
    await slack.closeView({ as, view: id })
    expect(await errorOf(update(slack, { view_id: id }))).toBe('not_found')
  })

  test('of two with the same hash one wins', async () => {
    const slack = await workspace()
    const { id, hash } = await open(slack, modal([]))
    const both = await Promise.all([1, 2].map(() => errorOf(update(slack, { view_id: id, hash }))))
    expect(both.toSorted()).toEqual(['hash_conflict', 'ok'])
  })

  test('takes errors away, and an external_id that another has is refused', async () => {
    const slack = await workspace()
    await open(slack, modal([], { external_id: 'one' }))
    const other = await client(slack).views.open({
      trigger_id: await triggerOf(slack, people.admin),
      view: modal([input('name')], { external_id: 'two' }),
    })
    const view_id = String(other.view?.id)
    expect(await slack.submit({ as: people.admin, view: view_id, values: {} })).toEqual({
      ok: false,
      error: 'Please complete this required field.',
    })
    expect(slack.modals(people.admin)[0]?.errors).toEqual({ name: 'Please complete this required field.' })
    expect(await errorOf(update(slack, { view_id }, modal([], { external_id: 'one' })))).toBe(
      'duplicate_external_id',
    )
    expect(await errorOf(update(slack, { view_id }, modal([], { external_id: 'two' })))).toBe('ok')
    expect(slack.modals(people.admin)[0]?.errors).toEqual({})
  })

  test('keeps what stands in an input that is still there, whatever it now begins with', async () => {
    const slack = await workspace()
    const begins = (block_id: string, initial_value: string): AnyBlock => input(block_id, { initial_value })
    const { id } = await open(slack, modal([begins('a', '1'), begins('b', '1'), buttons('go') as never]))
    await slack.click({
      as,
      channel: '',
      ts: '',
      view: id,
      action: go,
      values: { b: { it: { type: 'plain_text_input', value: 'typed' } } },
    })
    await update(
      slack,
      { view_id: id },
      modal([begins('a', '2'), begins('b', '2'), begins('c', '2'), input('d')]),
    )
    const delivered = await notingApp(slack)
    const typedD = { d: { it: { type: 'plain_text_input', value: 'x' } } }
    expect(await slack.submit({ as, view: id, values: typedD })).toEqual({ ok: true })
    const values = lastPayload(delivered).view.state.values
    expect(Object.values(values).map((one) => one.it?.value)).toEqual(['1', 'typed', '2', 'x'])
  })

  test('with that trouble on, clicks lack what nobody has touched since; the submission does not', async () => {
    const slack = await workspace()
    const form = modal([input('new', { initial_value: 'set' }), buttons('go') as never])
    slack.trouble({ forgetInitialValues: true })
    await open(slack, form)
    const asOpened = await notingApp(slack)
    await slack.click({ as, channel: '', ts: '', view: slack.modals(as)[0]?.id, action: go })
    expect(lastPayload(asOpened).view.state.values).toMatchObject({ new: { it: { value: 'set' } } })
    const { id } = await open(slack, modal([]))
    await update(slack, { view_id: id }, form)
    const delivered = await notingApp(slack)
    await slack.click({ as, channel: '', ts: '', view: id, action: go })
    expect(lastPayload(delivered).view.state.values).toEqual({})
    slack.trouble({ forgetInitialValues: false })
    await slack.click({ as, channel: '', ts: '', view: id, action: go })
    expect(lastPayload(delivered).view.state.values).toMatchObject({ new: { it: { value: 'set' } } })
    slack.trouble({ forgetInitialValues: true })
    await slack.submit({ as, view: id, values: {} })
    expect(lastPayload(delivered).view.state.values).toMatchObject({ new: { it: { value: 'set' } } })
  })
})

describe('views.push', () => {
  test('stacks three views', async () => {
    const slack = await workspace()
    const form = modal([buttons('go') as never])
    const root = await open(slack, form)
    const push = async () =>
      (await client(slack).views.push({ trigger_id: await triggerInside(slack), view: form })).view
    const second = await push()
    expect(second).toMatchObject({ root_view_id: root.id, previous_view_id: root.id })
    const third = await push()
    expect(third).toMatchObject({ root_view_id: root.id, previous_view_id: second?.id })
    const trigger_id = await triggerInside(slack)
    expect(await errorOf(client(slack).views.push({ trigger_id, view: form }))).toBe('push_limit_reached')
    // One under the top can be updated, and is what one comes back to.
    await update(slack, { view_id: second?.id }, modal([], { title: plain('Below') }))
    await slack.closeView({ as, view: String(third?.id) })
    expect(slack.modals(as).map((one) => one.title)).toEqual(['A form', 'Below'])
    await slack.closeView({ as, view: String(second?.id) })
    expect(slack.modals(as).map((one) => one.id)).toEqual([root.id])
  })

  test('only onto the modal the trigger came from', async () => {
    const slack = await workspace()
    const view = modal([buttons('go') as never])
    const push = (trigger_id: string) => errorOf(client(slack).views.push({ trigger_id, view }))
    expect(await push(await triggerOf(slack))).toBe('not_found')
    const { id } = await open(slack, view)
    const trigger = await triggerInside(slack)
    await slack.closeView({ as, view: id })
    expect(await push(trigger)).toBe('not_found')
    expect(await push(trigger)).toBe('exchanged_trigger_id')
  })

  test('a view that clears on close takes the stack with it', async () => {
    const slack = await workspace()
    await open(slack, modal([buttons('go') as never]))
    const view = modal([], { clear_on_close: true })
    await client(slack).views.push({ trigger_id: await triggerInside(slack), view })
    await slack.closeView({ as, view: slack.modals(as).at(-1)!.id })
    expect(slack.modals(as)).toEqual([])
  })
})

test('views.publish with a hash, 100 blocks, and the state of what is on Home', async () => {
  const slack = await workspace()
  const publish = (blocks: AnyBlock[], hash?: string) =>
    client(slack).views.publish({ user_id: as, view: { type: 'home', blocks }, ...(hash && { hash }) })
  expect(await errorOf(publish(many(101)))).toBe('invalid_arguments')
  const first = await publish(many(100))
  const second = await publish([input('note'), buttons('go') as never], first.view?.hash)
  expect(second.view?.id).toBe(first.view?.id)
  expect(await errorOf(publish([], first.view?.hash))).toBe('hash_conflict')
  const delivered = await notingApp(slack)
  const values = { note: { it: { type: 'plain_text_input', value: 'hello' } } }
  expect(await slack.click({ as, channel: '', ts: '', action: go, values })).toEqual({ ok: true })
  expect(lastPayload(delivered)).toMatchObject({
    type: 'block_actions',
    container: { type: 'view', view_id: second.view?.id },
    view: { type: 'home', hash: second.view?.hash, state: { values } },
  })
  const trigger_id = lastPayload(delivered).trigger_id
  expect(await errorOf(client(slack).views.push({ trigger_id, view: modal([]) }))).toBe('not_found')
  await slack.click({ as, channel: '', ts: '', action: go })
  const { trigger_id: another } = lastPayload(delivered)
  expect(await errorOf(client(slack).views.open({ trigger_id: another, view: modal([]) }))).toBe('ok')
})

test('a chosen conversation with response_url_enabled brings a response_url', async () => {
  const slack = await workspace()
  const where = input('where', { type: 'conversations_select', response_url_enabled: true })
  const { id } = await open(slack, modal([where]))
  const delivered = await notingApp(slack)
  const values = { where: { it: { type: 'conversations_select', selected_conversation: channels.cakeOps } } }
  await slack.submit({ as, view: id, values })
  const [given] = lastPayload(delivered).response_urls
  const { response_url, ...about } = given!
  expect(about).toEqual({ block_id: 'where', action_id: 'it', channel_id: channels.cakeOps })
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ text: 'there', response_type: 'in_channel' })
  expect((await fetch(response_url, { method: 'POST', headers, body })).status).toBe(200)
  expect(slack.messages(channels.cakeOps).at(-1)).toMatchObject({ text: 'there', ephemeral: false })
})
