import { describe, expect, test } from 'vitest'
import { createLog, newReference } from '../src/log.ts'

const KEY = 'k+e/y=1 2"3'
const TOKEN = 'xoxb-123-456-abcdef'

function written(act: (log: ReturnType<typeof createLog>) => void, level: 'info' | 'debug' = 'info'): string {
  const lines: string[] = []
  act(createLog({ level, secrets: [KEY, TOKEN, ''], write: (line) => void lines.push(line) }))
  return lines.join('')
}

describe('the log', () => {
  test('writes one JSON object a line', () => {
    const line = written((log) => log.info({ user: 'U1' }, 'hello'))
    expect(line.endsWith('\n')).toBe(true)
    expect(JSON.parse(line)).toEqual({ level: 'info', time: expect.any(String), user: 'U1', msg: 'hello' })
  })

  test('leaves out what is below its level', () => {
    expect(written((log) => log.debug({}, 'hello'))).toBe('')
  })

  test.each([
    ['a message', (log) => log.info(`key ${KEY}`)],
    ['a field', (log) => log.info({ deep: { down: [KEY] } }, 'x')],
    ['an error', (log) => log.error({ err: new Error(`failed with ${KEY}`) }, 'x')],
    ['its cause', (log) => log.error({ err: new Error('x', { cause: new Error(KEY) }) }, 'x')],
    [
      'its properties',
      (log) =>
        log.error(
          { err: Object.assign(new Error('x'), { url: `https://x/?q=${encodeURIComponent(KEY)}` }) },
          'x',
        ),
    ],
    ['a URL', (log) => log.warn({ url: `https://x/api?api_key=${encodeURIComponent(KEY)}&a=1` }, 'x')],
    ['a form', (log) => log.warn({ body: new URLSearchParams({ q: KEY }).toString() }, 'x')],
    ['JSON in a text', (log) => log.warn({ body: JSON.stringify({ api_key: KEY }) }, 'x')],
    ['a name', (log) => log.warn({ [KEY]: 1 }, 'x')],
  ] satisfies [string, (log: ReturnType<typeof createLog>) => void][])(
    'never shows the key in %s',
    (_, act) => {
      const line = written(act)
      for (const form of [KEY, encodeURIComponent(KEY), JSON.stringify(KEY).slice(1, -1), 'e/y', 'e%2Fy']) {
        expect(line).not.toContain(form)
      }
      expect(() => void JSON.parse(line)).not.toThrow()
    },
  )

  test('never shows a token of Slack’s, nor a key, that is not its own', () => {
    const line = written((log) =>
      log.info(
        {
          a: TOKEN,
          b: 'xapp-1-A1-2-zzzzzz',
          c: 'xoxe.xoxp-1-zzzzzz',
          d: '/x?api_key=other1&b=2',
          e: '{"api_key":"other2"}',
        },
        'x',
      ),
    )
    for (const secret of ['abcdef', 'zzzzzz', 'other1', 'other2']) expect(line).not.toContain(secret)
    expect(line).toContain('&b=2')
    expect(() => void JSON.parse(line)).not.toThrow()
  })
})

test('references can be read out', () => {
  const references = Array.from({ length: 200 }, newReference)
  for (const reference of references) expect(reference).toMatch(/^[A-Z3-9]{6}$/)
  expect(new Set(references).size).toBeGreaterThan(190)
  expect(references.join('')).not.toMatch(/[0O1IL2ZS5B8]/)
})
