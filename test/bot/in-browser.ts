import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openPage } from '../sandbox/page/opened.ts'
import { openBrowser } from '../support/browser.ts'
import { COMPILED } from '../support/compiled.ts'

/** What a newcomer has: the process as `npm start` starts it, and a real browser on its page. */
export interface Newcomer {
  readonly browser: Browser
  readonly page: Page
  /** Where the page is. */
  readonly address: string
}

/** How long a large network may take to be read, in ms. */
const START_MS = 90_000

/**
 * Starts the bot's sandbox for a test file; each test has a page of its own, and the sandbox is as new before the next.
 * @param env variables of the process
 * @param ready what is to be seen on the page before the first test
 */
export function useSandbox(
  give: (newcomer: Newcomer) => void,
  env: Readonly<Record<string, string>> = {},
  ready: (page: Page) => Promise<void> = async () => {},
): void {
  let bot: ChildProcess
  let browser: Browser
  let address: string
  let page: Page
  let faults: string[]
  beforeAll(async () => {
    const root = join(import.meta.dirname, '../..')
    const own = { ...COMPILED, PORT: '0', LOG_LEVEL: 'error', ...env }
    bot = spawn(process.execPath, ['src/main.ts'], { cwd: root, env: own })
    const [line] = (await once(bot.stdout!, 'data')) as [Buffer]
    address = /http:\/\/localhost:\d+/.exec(line.toString())![0]
    browser = await openBrowser()
    const first = await openPage(browser, address)
    await ready(first.page)
    await first.page.context().close()
  }, START_MS)
  afterAll(async () => {
    await browser.close()
    bot.kill('SIGTERM')
    const [code] = bot.exitCode === null ? await once(bot, 'exit') : [bot.exitCode]
    expect(code).toBe(0)
  })
  beforeEach(async () => {
    ;({ page, faults } = await openPage(browser, address))
    give({ browser, page, address })
  })
  afterEach(async () => {
    expect(faults).toEqual([])
    await page.request.post(`${address}/sandbox/reset`, { data: {}, headers: { origin: address } })
    await page.context().close()
  })
}

/** Types into the composer and sends. */
export async function say(page: Page, words: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: /^Message/ })
  await composer.fill(words)
  await composer.press('Enter')
}
