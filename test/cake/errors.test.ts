import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getAffiliateOffer } from '../../src/cake/affiliate-offers.ts'
import { getAffiliate } from '../../src/cake/affiliates.ts'
import { getCampaign } from '../../src/cake/campaigns.ts'
import { getOffer, getOffers } from '../../src/cake/offers.ts'
import { client, errorOf, json, network, offersBody } from './network.ts'

const html = '<!DOCTYPE html><html><body>Log in</body></html>'

const answers: [what: string, status: number, body: unknown, kind: string, message: RegExp][] = [
  [
    'a failure with a message',
    200,
    { request_status: 'Error', message: 'Bad vertical' },
    'invalid',
    /^Bad vertical$/,
  ],
  [
    'a failure without one',
    200,
    { request_status: 'Error' },
    'invalid',
    /did not say why \(offers\.json\)\.$/,
  ],
  [
    'a failure inside response',
    200,
    { response: { request_status: 'Failed', error: 'No' } },
    'invalid',
    /^No$/,
  ],
  [
    'a classic failure',
    200,
    { success: false, message: 'Date Range Too Long' },
    'invalid',
    /^Date Range Too Long$/,
  ],
  ['a failure as words', 200, { success: 'False', message: 'x' }, 'invalid', /^x$/],
  ['a failure around d', 200, { d: { success: false, message: 'Nope' } }, 'invalid', /^Nope$/],
  ['a failure nested', 200, { request_status: 'Error', errors: [{ message: 'Deep' }] }, 'invalid', /^Deep$/],
  [
    'a .NET fault',
    200,
    { ExceptionType: 'X', Message: 'Missing parameter' },
    'invalid',
    /^Missing parameter$/,
  ],
  ['only an error', 200, { error: 'Missing parameter' }, 'invalid', /^Missing parameter$/],
  [
    'a bad key',
    200,
    { request_status: 'Error', message: 'Invalid API key' },
    'refused',
    /refused.*Invalid API key/,
  ],
  ['a key spelled otherwise', 200, { success: false, message: 'api_key is wrong' }, 'refused', /refused/],
  ['a whitelist', 200, { success: false, message: 'IP restricted: not on whitelist' }, 'refused', /refused/],
  ['missing rights', 200, { success: false, message: 'Access denied' }, 'refused', /refused/],
  ['Restricted', 200, { success: false, message: 'Restricted' }, 'rate-limited', /too fast.*Restricted/],
  ['too many', 200, { request_status: 'Error', message: 'Too many requests' }, 'rate-limited', /too fast/],
  [
    'a keyword, not a key',
    200,
    { success: false, message: 'Unknown keyword' },
    'invalid',
    /^Unknown keyword$/,
  ],
  ['401', 401, {}, 'refused', /refused/],
  ['403 as a page', 403, html, 'refused', /refused/],
  ['403 Restricted', 403, { message: 'Restricted' }, 'rate-limited', /too fast/],
  ['404', 404, html, 'not-found', /nothing at this address \(404\)/],
  ['400 with a message', 400, { message: 'row_limit too large' }, 'invalid', /^row_limit too large$/],
  ['422 without', 422, '', 'invalid', /did not say why/],
  ['429', 429, '', 'rate-limited', /too fast/],
  ['500', 500, html, 'unreachable', /error 500/],
  ['500 about the key', 500, { Message: 'Invalid API Key' }, 'refused', /Invalid API Key/],
  ['503', 503, '', 'unreachable', /error 503/],
  ['a redirect', 302, '', 'unreadable', /redirect \(302\)/],
  ['a web page', 200, html, 'unreadable', /^CAKE answered a web page instead of data \(offers\.json\)\.$/],
  ['an empty answer', 200, '', 'unreadable', /empty answer/],
  ['no content', 204, '', 'unreadable', /empty answer/],
  ['a cut answer', 200, '{"request_status": "Succ', 'unreadable', /broken off/],
  [
    'another shape',
    200,
    { request_status: 'Success', response: { stuff: [] } },
    'unreadable',
    /no list "offers"/,
  ],
  ['a row that is none', 200, { offers: [5] }, 'unreadable', /not an object/],
]

test.each(answers)('%s (%s) is told as what it is', async (_, status, body, kind, message) => {
  const { url, came } = await network((_, res) => {
    res
      .writeHead(status, { location: '/elsewhere' })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  const { cake, calls } = client(url)
  const error = await errorOf(cake.read(getOffers, {}))
  expect(error).toMatchObject({ name: 'CakeError', kind, status, endpoint: 'offers.json' })
  expect((error as Error).message).toMatch(message)
  const attempts = ['unreachable', 'rate-limited'].includes(kind) ? 3 : 1
  expect(came).toHaveLength(attempts)
  expect(calls).toMatchObject([{ endpoint: 'offers.json', write: false, outcome: kind, attempts }])
})

test('a success may be worded in any case, and start with a byte order mark', async () => {
  const body = { request_status: 'SUCCESS', success: true, response: { offers: [{ offer_id: 7 }] } }
  const { url } = await network((_, res) => res.end(`\uFEFF${JSON.stringify(body)}`))
  await expect(getOffer(client(url).cake, 7)).resolves.toMatchObject({ offer_id: 7 })
})

test("CAKE's own text is one line, and not without end", async () => {
  const { url } = await network((_, res) =>
    json(res, { success: false, message: `a\n b${'c'.repeat(9000)}` }),
  )
  const { message } = (await errorOf(client(url).cake.read(getOffers, {}))) as Error
  expect(message).toMatch(/^a bc+…$/)
  expect(message).toHaveLength(500)
})

test('an answer without end is not taken', async () => {
  const { url } = await network((_, res) => {
    const more = () => {
      if (!res.writableEnded) res.write('x'.repeat(65_536), more)
    }
    more()
  })
  const { cake } = client(url, { maxBytes: 1_000_000 })
  await expect(cake.read(getOffers, {})).rejects.toMatchObject({
    kind: 'unreadable',
    message: 'CAKE sent more than can be taken in one answer (offers.json).',
  })
})

test('of an error only the start is read', async () => {
  const { url } = await network((_, res) => {
    res.writeHead(400)
    const more = () => {
      if (!res.writableEnded) res.write('x'.repeat(65_536), more)
    }
    more()
  })
  await expect(client(url).cake.read(getOffers, {})).rejects.toMatchObject({ kind: 'invalid', status: 400 })
})

describe('what is not there', () => {
  const none = { request_status: 'Success', response: { offers: [], affiliates: [], campaigns: [] } }
  test('is an empty list', async () => {
    const { cake } = client((await network((_, res) => json(res, none))).url)
    for (const asked of [getOffer(cake, 7), getAffiliate(cake, 7), getCampaign(cake, 7)]) {
      await expect(asked).rejects.toMatchObject({ name: 'CakeError', kind: 'not-found' })
    }
    await expect(getOffer(cake, 7)).rejects.toThrow('CAKE has no offer 7.')
  })

  test('is another id than asked for', async () => {
    const others = {
      offers: [{ offer_id: 8 }],
      affiliates: [{ affiliate_id: 8 }],
      campaigns: [{ campaign_id: 8 }],
    }
    const { cake } = client((await network((_, res) => json(res, others))).url)
    for (const asked of [getOffer(cake, 7), getAffiliate(cake, 7), getCampaign(cake, 7)]) {
      await expect(asked).rejects.toMatchObject({ kind: 'not-found' })
    }
  })

  test('is looked for among all that come', async () => {
    const { cake } = client((await network((_, res) => json(res, offersBody(8, 7)))).url)
    await expect(getOffer(cake, 7)).resolves.toMatchObject({ offer_id: 7 })
  })

  test.each([[null], [{}], [{ affiliate_id: 1, offer_id: 3 }], [{ affiliate_id: 4, offer_id: 2 }]])(
    'is an affiliate_offer of %j',
    async (affiliate_offer) => {
      const body = { request_status: 'Success', response: { affiliate_offer } }
      const { cake } = client((await network((_, res) => json(res, body))).url)
      const asked = getAffiliateOffer(cake, { affiliate_id: 1, offer_id: 2 })
      await expect(asked).rejects.toMatchObject({ kind: 'not-found', endpoint: 'affiliate_offer.json' })
    },
  )
})

test('nobody there is unreachable, after three attempts', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const { cake, calls } = client(`http://127.0.0.1:${port}`)
  await expect(cake.read(getOffers, {})).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'CAKE could not be reached (offers.json).',
    cause: expect.objectContaining({ code: 'ECONNREFUSED' }) as unknown,
  })
  expect(calls).toMatchObject([{ outcome: 'unreachable', attempts: 3 }])
})

test('who speaks something else than HTTP is unreachable', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end('SSH-2.0-OpenSSH\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { cake } = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await expect(cake.read(getOffers, {})).rejects.toMatchObject({ kind: 'unreachable' })
})

test('a closed client says so, as an unreachable CAKE', async () => {
  const { url } = await network((_, res) => json(res, offersBody(7)))
  const { cake } = client(url)
  await cake.close()
  await expect(getOffer(cake, 7)).rejects.toMatchObject({ name: 'CakeError', kind: 'unreachable' })
})
