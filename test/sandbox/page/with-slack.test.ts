import type { App } from '@slack/bolt'
import type { AnyBlock, ModalView } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { openBrowser } from '../../support/browser.ts'
import { page as servePage } from '../slack/open-page.ts'
import { httpApp, workspace } from '../slack/rig.ts'
import { input, option } from './fixture-modals.ts'
import { actAs, eventually, openChannel, openPage } from './opened.ts'

let browser: Browser
let page: Page
let faults: string[]
let slack: SandboxSlack
let app: App

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  slack = await workspace()
  app = await httpApp(slack)
  const { url } = await servePage(slack)
  ;({ page, faults } = await openPage(browser, url))
  onTestFinished(async () => {
    await page.context().close()
    expect(faults).toEqual([])
  })
})

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const offers = [option('Auto Insurance', '12345'), option('Solar Savings', '12347')]
const button = (name: string, action_id: string) => ({
  type: 'actions',
  block_id: action_id,
  elements: [{ type: 'button', action_id, text: plain(name), value: action_id }],
})

const form = (...blocks: object[]): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('New campaign'),
  submit: plain('Ask'),
  blocks: [
    input('offer', 'Offer', { type: 'external_select', min_query_length: 2 }, { dispatch_action: true }),
    ...blocks,
    input('reason', 'Reason', { type: 'plain_text_input' }),
  ] as AnyBlock[],
})

const say = async (text: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: /^Message/ })
  await field.fill(text)
  await field.press('Enter')
}
const dialog = (name: string) => page.getByRole('dialog', { name })
const pressed = (name: string) => page.getByRole('button', { name, exact: true }).click()

/** The app of these tests: its forms are opened from a message and by the global shortcuts. */
function answerForms(): void {
  app.options('value', async ({ ack, payload }) =>
    ack({ options: offers.filter((one) => one.text.text.toLowerCase().includes(payload.value)) as never[] }),
  )
  app.shortcut(/./, async ({ ack, shortcut, client }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form() })
  })
  app.action('value', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.view) return
    const chosen = body.view.state.values.offer?.value?.selected_option?.text.text
    const told = { type: 'section', block_id: 'told', text: plain(`Campaigns on ${chosen}: 3`) }
    await client.views.update({ view_id: body.view.id, view: form(told) })
  })
}

describe('a form, from a shortcut to what is sent', () => {
  beforeEach(answerForms)

  test('is opened on a message, changes by a choice, shows errors, and is sent', async () => {
    app.view('form', async ({ ack, view, body, client }) => {
      const reason = view.state.values.reason?.value?.value
      if (reason === 'because') return ack({ response_action: 'errors', errors: { reason: 'Say why.' } })
      await ack()
      await client.chat.postMessage({ channel: body.user.id, text: `Asked: ${reason}` })
    })
    await say('Can we run offer 12345?')
    const said = page.getByRole('article').filter({ hasText: 'Can we run' })
    await said.getByRole('button', { name: 'More message actions' }).click()
    await page.getByRole('menuitem').last().click()
    await dialog('New campaign').waitFor()
    await pressed('Ask')
    await eventually(async () =>
      expect(await page.getByText('Please complete this required field.').count()).toBe(2),
    )
    const reason = page.getByRole('textbox', { name: 'Reason' })
    await reason.fill('because')
    await page.getByRole('combobox', { name: 'Offer' }).fill('sol')
    await page.getByRole('option', { name: 'Solar Savings' }).click()
    await page.getByText('Campaigns on Solar Savings: 3').waitFor()
    expect(await reason.inputValue()).toBe('because')
    await pressed('Ask')
    await page.getByText('Say why.').waitFor()
    await reason.fill('More traffic')
    await pressed('Ask')
    await dialog('New campaign').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'CAKE unread' }).click()
    await page.getByText('Asked: More traffic').waitFor()
  })

  test('an app that fails is said in the form, and what was typed is still there', async () => {
    await pressed('Shortcuts')
    await page.getByRole('menuitem').first().click()
    await page.getByRole('combobox', { name: 'Offer' }).fill('auto')
    await page.getByRole('option', { name: 'Auto Insurance' }).click()
    await page.getByText('Campaigns on Auto Insurance: 3').waitFor()
    await page.getByRole('textbox', { name: 'Reason' }).fill('More traffic')
    app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'x' } }))
    await pressed('Ask')
    await page.getByRole('alert').getByText('We had some trouble connecting.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('More traffic')
    await page.keyboard.press('Escape')
    await dialog('New campaign').waitFor({ state: 'detached' })
  })
})

test('one asks, another approves in a modal upon a modal, and both see how it ended', async () => {
  const decision = (text: string, ...blocks: object[]) =>
    [{ type: 'section', text: plain(text) }, ...blocks] as AnyBlock[]
  app.action('approve', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const where = JSON.stringify([body.channel?.id, body.message?.ts])
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        ...form(),
        title: plain('Approve'),
        submit: plain('Yes, pause it'),
        private_metadata: where,
        blocks: decision('Active → paused', button('Details', 'details')),
      },
    })
  })
  app.action('details', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.push({
      trigger_id: body.trigger_id,
      view: { type: 'modal', title: plain('Details'), blocks: decision('412 conversions yesterday') },
    })
  })
  app.view('form', async ({ ack, view, body, client }) => {
    await ack()
    const [channel, ts] = JSON.parse(view.private_metadata) as [string, string]
    await client.chat.update({ channel, ts, text: 'Paused', blocks: decision(`Paused by ${body.user.id}`) })
  })
  const channel = slack.channelsOf(people.approver).find((one) => one.name === 'cake-ops')?.id ?? ''
  const blocks = decision('Pause offer 12345?', button('Approve', 'approve'))
  await app.client.chat.postMessage({ channel, text: 'Pause offer 12345?', blocks })
  await page.getByRole('article').getByText('Pause offer 12345?').waitFor()
  await actAs(page, 'Approver')
  await pressed('Approve')
  await dialog('Approve').waitFor()
  await pressed('Details')
  await dialog('Details').getByText('412 conversions yesterday').waitFor()
  await pressed('Back')
  await dialog('Approve').getByText('Active → paused').waitFor()
  await pressed('Yes, pause it')
  await page.getByRole('article').getByText('Paused by').waitFor()
  await actAs(page, 'Account manager')
  await page.getByRole('article').getByText('Paused by').waitFor()
  expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0)
})

test('Home is drawn when it is opened, and its search asks the app', async () => {
  app.event('app_home_opened', async ({ event, client }) => {
    const find = {
      type: 'external_select',
      action_id: 'find',
      min_query_length: 2,
      placeholder: plain('Find an offer'),
    }
    const blocks = [{ type: 'actions', block_id: 'search', elements: [find] }] as AnyBlock[]
    if (event.tab === 'home')
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
  app.options('find', async ({ ack }) =>
    ack({ option_groups: [{ label: plain('Active'), options: offers as never[] }] }),
  )
  const chosen = Promise.withResolvers<unknown>()
  app.action('find', async ({ ack, action }) => {
    await ack()
    chosen.resolve(action)
  })
  await openChannel(page, 'CAKE')
  await page.getByRole('combobox', { name: 'Find an offer' }).fill('solar')
  await page.getByRole('group', { name: 'Active' }).getByRole('option', { name: 'Solar Savings' }).click()
  expect(await chosen.promise).toMatchObject({ action_id: 'find', selected_option: { value: '12347' } })
})
