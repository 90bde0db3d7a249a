import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { type FakeSandbox, startFakeSandbox } from './fixture.ts'
import { hasFocus } from './in-page.js'
import { openChannel, eventually, openPage } from './opened.ts'

let browser: Browser
let sandbox: FakeSandbox
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await openBrowser()
  sandbox = await startFakeSandbox()
  ;({ page, faults } = await openPage(browser, sandbox.url))
})
afterAll(async () => {
  await browser.close()
  await sandbox.close()
})
beforeEach(() => {
  sandbox.posted.length = 0
  sandbox.answer = () => ({ ok: true })
})

const lastAction = () => sandbox.posted.at(-1)?.body.action
const clicked = (action: object) => eventually(() => expect(lastAction()).toMatchObject(action))

describe('every block', () => {
  let every: Locator
  beforeAll(async () => {
    await openChannel(page, 'cake-daily')
    every = page.getByRole('article').filter({ hasText: 'Header, first level' })
    await every.waitFor()
  })

  test('headers have their levels', async () => {
    await every.getByRole('heading', { name: 'Header, first level', level: 3 }).waitFor()
    await every.getByRole('heading', { name: 'Header, third level', level: 5 }).waitFor()
  })

  test('mrkdwn is read as Slack reads it, plain text stays', async () => {
    const section = every.locator('.block-section').first()
    expect(await section.locator('strong').innerText()).toBe('Bold')
    expect(await section.locator('em').innerText()).toBe('italic')
    expect(await section.locator('s').innerText()).toBe('strike')
    expect(await section.locator('blockquote').innerText()).toBe('quoted <b> & more')
    expect(await section.locator('pre').innerText()).toBe('pre  formatted')
    const link = section.getByRole('link', { name: 'a link' })
    expect(await link.getAttribute('href')).toBe('https://example.com/x')
    expect(await link.getAttribute('rel')).toContain('noopener')
    await section.getByRole('img', { name: 'A square' }).waitFor()
    await every.getByText('Plain *text* stays.').waitFor()
  })

  test('rich text has its styles, lists and mentions', async () => {
    const rich = every.locator('.block-rich_text')
    expect(await rich.locator('strong').innerText()).toBe('bold')
    expect(await rich.locator('ol > li').allInnerTexts()).toEqual(['one', 'two'])
    await rich.getByText('@Mia Chen').waitFor()
    await rich.getByText('@cake-approvers').waitFor()
    await rich.getByText('2026-11-20').waitFor()
    await rich.getByRole('button', { name: '#cake-ops' }).waitFor()
    await rich.getByRole('img', { name: 'white check mark' }).waitFor()
  })

  test('markdown has headings, lists, tables and code', async () => {
    const block = every.locator('.block-markdown')
    await block.getByRole('heading', { name: 'Markdown here' }).waitFor()
    expect(await block.locator('ul ul > li').innerText()).toBe('one and a half')
    await block.getByRole('cell', { name: '2' }).waitFor()
    expect(await block.locator('pre').innerText()).toBe('const x = 1')
  })

  test('alerts, cards, containers and charts have names', async () => {
    await every.getByRole('note', { name: 'Warning' }).getByText('slow').waitFor()
    await every.getByRole('button', { name: 'On the card' }).waitFor()
    await every.getByText('Inside', { exact: true }).waitFor()
    await every.getByRole('img', { name: /Clicks by day: bar chart of This week, Week before/ }).waitFor()
    const pie = every.getByRole('figure', { name: 'Revenue by vertical' })
    await pie.getByText('Figures').click()
    await pie.getByRole('rowheader', { name: 'Solar' }).waitFor()
  })

  test('what cannot be drawn leaves a note, and the rest is there', async () => {
    await every.getByRole('note').getByText('This page does not draw “hologram”.').waitFor()
    await every.getByRole('note').getByText('This page does not draw “data_visualization”.').waitFor()
    expect(faults.filter((one) => !one.includes('radar'))).toEqual([])
  })

  test('a file has a preview and a download', async () => {
    const file = page.getByRole('figure', { name: 'File report-offers.csv' })
    await file.getByRole('cell', { name: 'Auto, Home & Life' }).waitFor()
    const download = file.getByRole('link', { name: 'Download report-offers.csv' })
    expect(await download.getAttribute('href')).toBe('/sandbox/files/F1?as=UMANAGER')
  })

  test('a picture is shown, and what it shows is said', async () => {
    const picture = page.getByRole('img', { name: 'Revenue per day, from $1,200 up to $1,900' })
    await picture.waitFor()
    const width = () =>
      picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)
    await eventually(async () => expect(await width()).toBe(1))
  })

  test('selects, pickers and choices send what Slack sends', async () => {
    await every.getByRole('combobox', { name: 'Pick a status' }).selectOption('Gamma')
    await clicked({
      type: 'static_select',
      action_id: 'pick',
      block_id: 'controls',
      selected_option: { value: 'gamma' },
    })
    await every.getByRole('combobox', { name: 'Pick a person' }).selectOption('Noah Berg')
    await clicked({ type: 'users_select', selected_user: 'UVIEWER' })
    await every.getByLabel('Date').fill('2026-12-24')
    await clicked({ type: 'datepicker', selected_date: '2026-12-24' })
    await every.getByLabel('Time').fill('10:15')
    await clicked({ type: 'timepicker', selected_time: '10:15' })
    await every.getByRole('checkbox', { name: 'Beta' }).check()
    await clicked({ type: 'checkboxes', selected_options: [{ value: 'alpha' }, { value: 'beta' }] })
    await every.getByRole('radio', { name: 'Alpha' }).check()
    await clicked({ type: 'radio_buttons', selected_option: { value: 'alpha' } })
    await every.getByRole('textbox', { name: 'Reason' }).fill('because')
    await every.getByRole('textbox', { name: 'Reason' }).press('Enter')
    await clicked({ type: 'plain_text_input', action_id: 'reason', value: 'because' })
  })

  test('a refused choice goes back to what it was, and the sentence is shown', async () => {
    sandbox.answer = () => ({ ok: false, error: 'That is not for you.' })
    const select = every.getByRole('combobox', { name: 'Pick from groups' })
    await select.selectOption('Beta')
    await page.getByRole('status').getByText('That is not for you.').waitFor()
    await eventually(async () => expect(await select.inputValue()).toBe(''))
  })
})

describe('the cards', () => {
  beforeAll(() => openChannel(page, 'cake-ops'))

  test('a button is busy until its click is answered, and is not clicked twice', async () => {
    const { promise, resolve } = Promise.withResolvers<{ ok: true }>()
    sandbox.answer = () => promise
    const button = page.getByRole('button', { name: 'Campaigns' })
    await button.click()
    expect(await button.getAttribute('aria-busy')).toBe('true')
    await button.press('Enter')
    resolve({ ok: true })
    await eventually(async () => expect(await button.getAttribute('aria-busy')).toBe(null))
    expect(sandbox.posted).toMatchObject([
      {
        what: 'click',
        body: {
          as: 'UMANAGER',
          channel: 'COPS',
          action: { type: 'button', action_id: 'campaigns', block_id: 'next', value: 'campaigns' },
        },
      },
    ])
  })

  test('a confirm dialog asks first', async () => {
    await page.getByRole('button', { name: 'Pause' }).click()
    const dialog = page.getByRole('dialog', { name: 'Pause offer 12345?' })
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(sandbox.posted).toEqual([])
    await page.getByRole('button', { name: 'Pause' }).click()
    await dialog.getByRole('button', { name: 'Pause it' }).click()
    await clicked({ action_id: 'pause' })
  })

  test('a link button leads out', async () => {
    const link = page.getByRole('link', { name: 'Open in CAKE' })
    expect(await link.getAttribute('href')).toBe('https://example.com/offers/12345')
    expect(await link.getAttribute('rel')).toContain('noopener')
  })

  test('an overflow menu is used with the keyboard', async () => {
    const more = page.getByRole('button', { name: 'More actions' })
    await more.press('Enter')
    await page.getByRole('menu').press('ArrowDown')
    await page.keyboard.press('Enter')
    await clicked({ type: 'overflow', action_id: 'more', selected_option: { value: 'pages' } })
    await more.press('Enter')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('menu').count()).toBe(0)
    expect(await more.evaluate(hasFocus)).toBe(true)
  })

  test('a data table sorts by number, filters and pages', async () => {
    const table = page.getByRole('table', { name: 'Offers, Nov 13 to Nov 19, 2026' })
    const first = () => table.getByRole('rowheader').allInnerTexts()
    expect(await first()).toEqual([
      'Auto Insurance',
      'Solar Savings',
      'Debt Relief',
      'Home Warranty',
      'Term Life',
    ])
    const clicks = table.getByRole('columnheader', { name: 'Clicks' })
    await clicks.getByRole('button').click()
    expect(await clicks.getAttribute('aria-sort')).toBe('ascending')
    expect(await first()).toEqual([
      'Term Life',
      'Debt Relief',
      'Pet Insurance',
      'Mortgage Refi',
      'Solar Savings',
    ])
    await clicks.getByRole('button').click()
    expect(await clicks.getAttribute('aria-sort')).toBe('descending')
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await first()).toEqual(['Debt Relief', 'Term Life'])
    await page.getByRole('searchbox', { name: 'Filter rows' }).fill('insurance')
    expect(await first()).toEqual(['Auto Insurance', 'Pet Insurance'])
    await page.getByRole('status').getByText('1–2 of 2 (7 without the filter)').waitFor()
  })
})
