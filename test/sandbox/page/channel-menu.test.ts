import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { channels } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { openBrowser } from '../../support/browser.ts'
import { page as servePage } from '../slack/open-page.ts'
import { client, errorOf, workspace } from '../slack/rig.ts'
import { hasFocus, namelessControls } from './in-page.js'
import { eventually, openChannel, openPage } from './opened.ts'

let browser: Browser
let page: Page
let slack: SandboxSlack

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  slack = await workspace({ scopes: ['chat:write'] })
  const { url } = await servePage(slack)
  const opened = await openPage(browser, url)
  ;({ page } = opened)
  onTestFinished(async () => {
    await page.context().close()
    expect(opened.faults).toEqual([])
  })
  await openChannel(page, 'cake-daily')
})

const choose = async (item: string): Promise<void> => {
  await page.getByRole('button', { name: 'Channel actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const posted = () => errorOf(client(slack).chat.postMessage({ channel: channels.cakeDaily, text: 'x' }))
const composer = () => page.getByRole('textbox', { name: /^Message #/ })

test('a channel is archived: nobody can write in it until it is brought back', async () => {
  await choose('Archive the channel')
  await page.getByText('This channel is archived: nobody can write in it.').waitFor()
  expect(await composer().isVisible()).toBe(false)
  expect(await posted()).toBe('is_archived')
  await choose('Unarchive the channel')
  await composer().waitFor()
  expect(await posted()).toBe('ok')
})

test('the app is taken out of it and comes back', async () => {
  await choose('Remove CAKE from the channel')
  await page.getByText('4 members').waitFor()
  expect(await posted()).toBe('not_in_channel')
  await choose('Add CAKE to the channel')
  await page.getByText('5 members').waitFor()
  expect(await posted()).toBe('ok')
})

test('it is renamed, with the keyboard; a name that is taken is said', async () => {
  const opener = page.getByRole('button', { name: 'Channel actions' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const name = page.getByRole('dialog', { name: 'Rename #cake-daily' }).getByRole('textbox', { name: 'Name' })
  expect(await name.inputValue()).toBe('cake-daily')
  expect(await page.evaluate(namelessControls)).toEqual([])
  await name.fill('numbers')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'numbers', exact: true }).waitFor()
  await page.getByRole('navigation').getByRole('button', { name: 'numbers', exact: true }).waitFor()
  expect(slack.channels.map((one) => one.name)).toContain('numbers')
  await eventually(async () => expect(await opener.evaluate(hasFocus)).toBe(true))
  await choose('Rename…')
  await page.getByRole('dialog').getByRole('textbox').fill('general')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByText('That name is taken.').waitFor()
  await choose('Rename…')
  await page.getByRole('dialog').press('Escape')
  expect(await page.getByRole('heading', { name: 'numbers', exact: true }).count()).toBe(1)
})
