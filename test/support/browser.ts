import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Browser, chromium } from 'playwright-core'
import { fontsConf } from './fonts.ts'

const root = join(import.meta.dirname, '..', '..')

/**
 * Starts a headless Chromium and gives Playwright's `Browser`. Nothing has to be installed by hand: on Linux x64
 * the browser, the libraries it needs and its fonts come out of npm and are unpacked once into
 * `node_modules/.cache` (about three seconds, then never again). Elsewhere an installed Chrome is used.
 *
 * Open one per test file and a new context (or page) per test:
 *
 * ```ts
 * let browser: Browser
 * beforeAll(async () => { browser = await openBrowser() })
 * afterAll(() => browser.close())
 * test('…', async () => { const page = await browser.newPage(); … })
 * ```
 *
 * @throws what Playwright throws when the browser does not start, with the browser's own output in it
 */
export async function openBrowser(): Promise<Browser> {
  // The browser in the package is built for Linux x64 alone.
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' })
  const folder = await unpackedBrowser()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // As root there is no sandbox; the pages that are opened are this project's own.
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-background-networking',
      '--font-render-hinting=none',
    ],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
}

/** The folder with the browser in it. Safe to call from several processes at once: the first to finish wins. */
async function unpackedBrowser(): Promise<string> {
  const cache = join(root, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${await chromiumVersion()}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const unfinished = await mkdtemp(join(cache, 'chromium-unpacking-'))
  try {
    await unpackInto(unfinished)
    await writeFile(join(unfinished, 'fonts.conf'), fontsConf(folder))
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another process was faster: its copy is as good.
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function unpackInto(folder: string): Promise<void> {
  const worker = new Worker(new URL('./unpack-chromium.ts', import.meta.url), {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  })
  // An error in the worker is thrown here.
  await once(worker, 'exit')
}

async function chromiumVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const manifest = await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
