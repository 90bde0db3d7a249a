import { inspect } from 'node:util'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { getOffers, updateOffer } from '../../src/cake/offers.ts'
import { redactor } from '../../src/cake/redact.ts'
import { client, errorOf, KEY, network } from './network.ts'

const forms = (key: string): string[] => [
  key,
  encodeURIComponent(key),
  encodeURIComponent(encodeURIComponent(key)),
  encodeURI(key),
  encodeURIComponent(key).replaceAll('%20', '+'),
  encodeURIComponent(key).toLowerCase(),
  new URLSearchParams({ key }).toString().slice(4),
  JSON.stringify(key).slice(1, -1),
  key.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  Array.from(key, (sign) => `&#${sign.codePointAt(0)};`).join(''),
  Array.from(key, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  Buffer.from(key).toString('base64'),
]

/** Everything that can be got out of a value by looking, logging or walking through it. */
function writings(value: unknown): string {
  const walked: string[] = []
  const walk = (at: unknown, depth: number): void => {
    if (depth > 8) return
    if (typeof at === 'string') walked.push(at)
    if (typeof at !== 'object' || at === null) return
    for (const name of Reflect.ownKeys(at)) {
      walked.push(String(name))
      walk(Reflect.get(at, name), depth + 1)
    }
  }
  walk(value, 0)
  return [
    inspect(value, { depth: 20, showHidden: true }),
    JSON.stringify(value),
    String(value),
    ...walked,
  ].join('\n')
}

const troubles: [what: string, answer: (res: ServerResponse, url: string) => void][] = [
  [
    'its own text',
    (res, url) => void res.end(JSON.stringify({ success: false, message: `No ${url} and ${KEY}!` })),
  ],
  [
    'a refusal',
    (res) => void res.end(JSON.stringify({ success: false, message: `API key ${KEY} is unknown` })),
  ],
  [
    'every spelling',
    (res) => void res.end(JSON.stringify({ success: false, message: forms(KEY).join(' | ') })),
  ],
  [
    'a text cut within it',
    (res) => {
      res.end(JSON.stringify({ success: false, message: `${'x'.repeat(495)}${KEY}` }))
    },
  ],
  ['a web page', (res, url) => void res.writeHead(200, { 'x-url': url }).end(`<html>${url}</html>`)],
  ['broken JSON', (res) => void res.end(`{"key": ${KEY}`)],
  ['an error page', (res, url) => void res.writeHead(500, { 'x-url': url }).end(url)],
  ['401', (res, url) => void res.writeHead(401).end(JSON.stringify({ message: url }))],
  ['a redirect', (res, url) => void res.writeHead(302, { location: `https://elsewhere.test${url}` }).end()],
  ['a dropped connection', (res) => void res.destroy()],
  ['silence', () => undefined],
  ['no HTTP', (res, url) => void res.socket?.end(`HTTP/9.9 ${url} ${KEY}\r\n\r\n`)],
  ['another shape', (res) => void res.end(JSON.stringify({ [KEY]: KEY, offers: { [KEY]: [KEY] } }))],
  ['Retry-After', (res) => void res.writeHead(429, { 'retry-after': KEY.replace('é', 'e') }).end(KEY)],
]

describe('the key is in nothing that comes of', () => {
  test.each(troubles)('%s', async (_, answer) => {
    const { url } = await network((one, res) => answer(res, one.url))
    const { cake, calls } = client(url, { waits: { readMs: 300, writeMs: 300 } })
    const read = await errorOf(cake.read(getOffers, { offer_id: 7 }))
    const wrote = await errorOf(cake.write(updateOffer, { offer_id: 7 }))
    const all = writings([read, wrote, calls, cake.health()])
    for (const form of forms(KEY)) expect(all.toLowerCase()).not.toContain(form.toLowerCase())
    expect(all).not.toContain('odd chars')
  })

  test('nobody there', async () => {
    const { cake, calls } = client('http://127.0.0.1:1')
    const all = writings([await errorOf(cake.read(getOffers, {})), calls, cake.health()])
    for (const form of forms(KEY)) expect(all).not.toContain(form)
  })
})

test.each(['abc123', 'a.b*c', 'x^y$z', '(a|b)', '[a-z]', 'sp ace', 'ü&ö', `a'b"c`, 'back\\slash'])(
  'the key %j is taken out of a text however it is spelled, and nothing else is',
  (key) => {
    const redact = redactor(key)
    for (const form of forms(key)) expect(redact(`<${form}>`)).toBe('<[key]>')
    expect(redact('offer 12345 is fine')).toBe('offer 12345 is fine')
  },
)
