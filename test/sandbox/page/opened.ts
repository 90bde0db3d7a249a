import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { vi } from 'vitest'

/** However busy the machine is: what has not come by then will not come. */
const PATIENCE_MS = 10_000

/** A page of its own (nothing remembered) at the fake sandbox, ready to be used, and what went wrong in it. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(url)
  await page.locator('body.is-ready').waitFor()
  return { page, faults }
}

/** Opens a channel (or the app) by its name in the list. */
export async function openChannel(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click()
}

/** Acts as the person with this title, e.g. `Viewer`. */
export async function actAs(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: /^Act as/ }).click()
  await page.getByRole('menuitemradio', { name: new RegExp(`${title}$`) }).click()
}

/** Tries until it holds: for what the page or the fake sandbox comes to in its own time. */
export function eventually<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { timeout: PATIENCE_MS, interval: 20 })
}
