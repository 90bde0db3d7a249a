import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { type FakeSandbox, startFakeSandbox } from './fixture.ts'
import { openPage } from './opened.ts'

/** What a test of the page has. */
export interface Opened {
  readonly browser: Browser
  readonly sandbox: FakeSandbox
  readonly page: Page
  /** What went wrong in the page; each test ends with none. */
  readonly faults: string[]
}

/** A browser for a test file, and for each test a page of its own at a fake sandbox of its own. */
export function usePage(give: (opened: Opened) => void): void {
  let browser: Browser
  let opened: Opened
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    const sandbox = await startFakeSandbox()
    opened = { browser, sandbox, ...(await openPage(browser, sandbox.url)) }
    give(opened)
  })
  afterEach(async () => {
    const { page, sandbox, faults } = opened
    expect(faults).toEqual([])
    await page.context().close()
    await sandbox.close()
  })
}
