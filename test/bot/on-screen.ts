import type { Locator, Page } from 'playwright-core'
import { actAs, eventually } from '../sandbox/page/opened.ts'
import { say } from './in-browser.ts'

/** Forms as people use them in the page: by what they read, in the modal on top. */

export function modal(page: Page): Locator {
  return page.getByRole('dialog')
}

/** Fulfilled when these words are read in the modal. */
export function reads(page: Page, words: string | RegExp): Promise<void> {
  return modal(page).getByText(words).first().waitFor()
}

/** Types a command into the composer; fulfilled when its form is there, filled. */
export async function opensForm(page: Page, line: string, heading: string | RegExp): Promise<void> {
  await say(page, line)
  await modal(page).getByRole('heading', { name: heading }).waitFor()
}

/** Types into fields, by their labels. */
export async function fills(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await field(page, label).fill(value)
}

/** Types letters into a typeahead and takes the option. */
export async function takes(page: Page, label: string, letters: string, option: RegExp): Promise<void> {
  await field(page, label).click()
  await field(page, label).fill(letters)
  await modal(page).getByRole('listbox').getByRole('option', { name: option }).first().click()
}

/** Chooses in a select with few options. */
export async function selects(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).selectOption(option)
}

export async function presses(page: Page, label: string): Promise<void> {
  await modal(page).getByRole('button', { name: label, exact: true }).click()
}

/** Fulfilled when this is said under a field, as a screen reader has it too. */
export async function saysUnder(page: Page, label: string, sentence: string): Promise<void> {
  await eventually(async () => {
    const said = await field(page, label).evaluate(
      (node) => node.closest('.input')?.querySelector('.input-error')?.textContent ?? '',
    )
    if (!said.includes(sentence)) throw new Error(`under ${label} stands '${said}', not '${sentence}'`)
  })
}

/** Looks at the preview, asks, and closes what says so; gives the number of the change. */
export async function asks(page: Page, preview: readonly (string | RegExp)[] = []): Promise<number> {
  const ask = modal(page).getByRole('button', { name: 'Ask', exact: true })
  await ask.waitFor()
  for (const words of preview) await reads(page, words)
  await ask.click()
  const said = modal(page).getByText(/^Change \d+: .*It waits for one approval/)
  const [, id] = /^Change (\d+)/.exec(await said.innerText()) ?? []
  await closes(page)
  return Number(id)
}

/** Closes the modal. */
export async function closes(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await modal(page).waitFor({ state: 'hidden' })
}

/** The newest message of the bot in the open channel about this change, once it holds these words. */
export async function cardOf(page: Page, id: number, words: string | RegExp = ''): Promise<Locator> {
  const heading = page.getByRole('heading', { name: new RegExp(`^${id}: `) })
  const card = page.getByRole('article', { name: /^CAKE/ }).filter({ has: heading, hasText: words })
  await card.last().waitFor()
  return card.last()
}

/** Acts as the person with this title; fulfilled when the page shows what they see. */
export async function actsAs(page: Page, title: string): Promise<void> {
  await actAs(page, title)
  await page.getByRole('button', { name: new RegExp(`^Act as: .*${title}`) }).waitFor()
}

/** Goes to a channel that may have something unread in it. */
export async function goesTo(page: Page, channel: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${channel}`) })
    .click()
}

/** Clicks a button of a card that opens a modal; fulfilled when it shows these words. */
export async function clicks(
  page: Page,
  card: Locator,
  label: string,
  words: string | RegExp,
): Promise<void> {
  await card.getByRole('button', { name: new RegExp(`^${label}`) }).click()
  await reads(page, words)
}

function field(page: Page, label: string): Locator {
  return modal(page)
    .locator('[data-field]')
    .and(page.getByLabel(label, { exact: true }))
}

/** Types a command whose form only says why there is nothing to ask, and closes it. */
export async function refuses(page: Page, line: string, sentence: string): Promise<void> {
  await say(page, line)
  await reads(page, sentence)
  await closes(page)
}

/** Does something again and again, until these words are read in the modal. */
export async function untilSaid(page: Page, act: () => Promise<void>, words: string): Promise<void> {
  await eventually(async () => {
    const said = modal(page).getByText(words).first()
    if (await said.isVisible()) return
    await act()
    await said.waitFor({ timeout: 1_000 })
  })
}
