import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '../../src')

/** The house: imports point down this list, never up or sideways. The same level may import itself. */
const LEVELS: readonly (readonly string[])[] = [
  ['main.ts'],
  ['slack', 'schedule', 'sandbox'],
  ['features'],
  ['core'],
  ['catalogue'],
  ['cake', 'store', 'blocks'],
  ['chart'],
]

/** Each outside thing has one owner; the sandbox is an outside world of its own and may use any. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': ['slack'],
  // Both ways out: CAKE's API, and the response_urls that people wait for.
  undici: ['cake', 'slack'],
  'node-cron': ['schedule'],
  'node:sqlite': ['store', 'catalogue'],
  kysely: ['store'],
  pg: ['store'],
  'prom-client': ['metrics.ts'],
  pino: ['log.ts'],
  'echarts/core': ['chart'],
  '@resvg/resvg-wasm': ['chart'],
}

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(join(src, file), 'utf8').matchAll(
        /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
      ),
    ].map(([, type, from, bare, lazy]): Import => {
      const target = from ?? bare ?? lazy ?? ''
      const to = target.startsWith('.') ? relative(src, join(src, file, '..', target)) : target
      return { file, from: room(file), to, typeOnly: type !== undefined }
    }),
  )

function room(path: string): string {
  return path.split('/')[0] ?? ''
}

function level(name: string): number {
  return LEVELS.findIndex((names) => names.includes(name))
}

describe('the house', () => {
  it('has been read', () => {
    expect(imports.length).toBeGreaterThan(100)
  })

  it('imports only downwards', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [up, down] = [level(from), level(room(to))]
      if (up < 0 || down < 0 || from === room(to)) return false
      return down <= up
    })
    expect(wrong).toEqual([])
  })

  it('keeps features apart', () => {
    const wrong = imports.filter(({ file, from, to }) => {
      if (from !== 'features' || !to.startsWith('features/') || file === 'features/index.ts') return false
      return file.split('/')[1] !== to.split('/')[1]
    })
    expect(wrong).toEqual([])
  })

  it('has one owner for each outside thing', () => {
    const wrong = imports.filter(
      ({ from, to }) => OWNERS[to] !== undefined && from !== 'sandbox' && !OWNERS[to].includes(from),
    )
    expect(wrong).toEqual([])
  })

  it('reads the environment in one place', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => /process\.env/.test(readFileSync(join(src, path), 'utf8')))
    expect(files.filter((path) => path !== 'config.ts' && path !== 'main.ts')).toEqual([])
  })

  it('names no feature in shared code', () => {
    const wrong = imports.filter(
      ({ from, to }) => ['core', 'slack', 'blocks', 'cake'].includes(from) && to.startsWith('features/'),
    )
    expect(wrong).toEqual([])
  })
})
