import { describe, expect, test, vi } from 'vitest'
import { getOffer, getOffers } from '../../src/cake/offers.ts'
import { getOfferReport } from '../../src/cake/reports.ts'
import { HandClock } from './clock.ts'
import { client, errorOf, json, KEY, network, offersBody } from './network.ts'

describe('a read is asked again', () => {
  test.each<[string, (res: import('node:http').ServerResponse) => void]>([
    ['after 503', (res) => json(res, {}, 503)],
    ['after 429', (res) => json(res, {}, 429)],
    ['after Restricted', (res) => json(res, { success: false, message: 'Restricted' })],
    ['after a dropped connection', (res) => res.destroy()],
    [
      'after an answer that broke off',
      (res) => {
        res.writeHead(200, { 'content-length': 1000 }).write('{', () => res.destroy())
      },
    ],
    ['after silence', () => undefined],
    ['after a body that stops', (res) => void res.writeHead(200, { 'content-length': 1000 }).write('{')],
  ])('%s', async (_, trouble) => {
    const { url, came } = await network((_, res, count) => {
      if (count < 3) trouble(res)
      else json(res, offersBody(7))
    })
    const { cake, calls } = client(url, { waits: { readMs: 250 } })
    await expect(getOffer(cake, 7)).resolves.toMatchObject({ offer_id: 7 })
    expect(came).toHaveLength(3)
    expect(new Set(came.map((one) => one.url)).size).toBe(1)
    expect(calls).toMatchObject([{ outcome: 'ok', attempts: 3 }])
  })
})

test('kept connections that CAKE closes all at once, as they are used, are nobody’s trouble', async () => {
  const used = new WeakMap<object, number>()
  const { url, came } = await network((one, res) => {
    const socket = res.req.socket
    used.set(socket, (used.get(socket) ?? 0) + 1)
    if (used.get(socket) === 2) socket.destroy()
    else json(res, offersBody(Number(one.query.get('offer_id'))))
  })
  const { cake } = client(url, { concurrency: 4, failuresToOpen: 4 })
  const wave = () => Promise.all([1, 2, 3, 4].map((id) => getOffer(cake, id)))
  for (let n = 0; n < 3; n++) expect(await wave()).toHaveLength(4)
  expect(came.length).toBeGreaterThan(12)
  expect(cake.health().circuit).toBe('closed')
})

test('silence ends in a sentence that names the deadline', async () => {
  const { url, came } = await network(() => undefined)
  const { cake, calls } = client(url, { waits: { readMs: 150, reportMs: 100 } })
  await expect(getOffer(cake, 7)).rejects.toMatchObject({
    kind: 'timeout',
    message: 'CAKE did not answer within 0.15 s (offers.json).',
  })
  expect(came).toHaveLength(3)
  expect(calls).toMatchObject([{ outcome: 'timeout', attempts: 3 }])
  const dates = { start_date: '2026-01-01', end_date: '2026-01-01' }
  await expect(cake.read(getOfferReport, dates)).rejects.toThrow('within 0.1 s (report/offer.json).')
})

test('attempts end with the time a person is left waiting', async () => {
  const { url, came } = await network(() => undefined)
  const { cake } = client(url, { waits: { readMs: 300, furtherMs: 200 } })
  await expect(getOffer(cake, 7)).rejects.toMatchObject({ kind: 'timeout' })
  expect(came).toHaveLength(2)
})

describe('Retry-After', () => {
  test('is waited for', async () => {
    const { url } = await network((_, res, count) => {
      if (count > 1) json(res, offersBody(7))
      else res.writeHead(429, { 'retry-after': '1' }).end()
    })
    const { cake, calls } = client(url)
    await expect(getOffer(cake, 7)).resolves.toMatchObject({ offer_id: 7 })
    expect(calls[0]?.ms).toBeGreaterThanOrEqual(990)
  })

  test('holds other calls back too', async () => {
    const { url, came } = await network((_, res) => void res.writeHead(429, { 'retry-after': '100' }).end())
    const { cake } = client(url)
    await expect(getOffer(cake, 7)).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 100_000 })
    const error = await errorOf(getOffer(cake, 8))
    expect(error).toMatchObject({
      kind: 'rate-limited',
      message: expect.stringContaining('nothing was asked') as unknown,
    })
    expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(90_000)
    expect(came).toHaveLength(1)
  })

  test('may be a date', async () => {
    const now = new Date('2026-06-19T09:00:00Z')
    const { url } = await network((_, res) => {
      res.writeHead(503, { 'retry-after': 'Fri, 19 Jun 2026 09:02:00 GMT' }).end()
    })
    const { cake } = client(url, { now: () => now })
    await expect(getOffer(cake, 7)).rejects.toMatchObject({ kind: 'unreachable', retryAfterMs: 120_000 })
  })

  test.each(['', 'soon', '-5'])('%j is nothing', async (retryAfter) => {
    const { url, came } = await network(
      (_, res) => void res.writeHead(429, { 'retry-after': retryAfter }).end(),
    )
    const error = await errorOf(getOffer(client(url).cake, 7))
    expect(error).not.toHaveProperty('retryAfterMs')
    expect(came).toHaveLength(3)
  })
})

describe('equal reads in flight', () => {
  test('are one request', async () => {
    const { url, came } = await network((_, res) => json(res, offersBody(7)))
    const { cake, calls } = client(url)
    const all = await Promise.all([
      getOffer(cake, 7),
      getOffer(cake, 7),
      getOffer(cake, 7, { background: true }),
    ])
    expect(all).toMatchObject([{ offer_id: 7 }, { offer_id: 7 }, { offer_id: 7 }])
    expect(came).toHaveLength(1)
    expect(calls).toHaveLength(1)
    await getOffer(cake, 7)
    expect(came).toHaveLength(2)
  })

  test('others are not', async () => {
    const { url, came } = await network((one, res) =>
      json(res, offersBody(Number(one.query.get('offer_id')))),
    )
    const { cake } = client(url)
    await Promise.all([getOffer(cake, 7), getOffer(cake, 8)])
    expect(came).toHaveLength(2)
  })

  test('fail together, and the next one asks anew', async () => {
    const { url, came } = await network((_, res, count) => json(res, offersBody(7), count === 1 ? 404 : 200))
    const { cake } = client(url)
    const both = await Promise.allSettled([getOffer(cake, 7), getOffer(cake, 7)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(getOffer(cake, 7)).resolves.toMatchObject({ offer_id: 7 })
    expect(came).toHaveLength(2)
  })

  test('one who leaves does not end it for the others', async () => {
    let answer = () => undefined as unknown
    const { url, came, has } = await network((_, res) => {
      answer = () => json(res, offersBody(7))
    })
    const { cake } = client(url)
    const leaves = new AbortController()
    const [left, stays] = [getOffer(cake, 7, { signal: leaves.signal }), getOffer(cake, 7)]
    await has(1)
    leaves.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    answer()
    await expect(stays).resolves.toMatchObject({ offer_id: 7 })
    expect(came).toHaveLength(1)
  })

  test('the last who leaves ends the request', async () => {
    const dropped = Promise.withResolvers<void>()
    const { url, has } = await network((_, res) => void res.on('close', dropped.resolve))
    const { cake, calls } = client(url)
    const [one, two] = [new AbortController(), new AbortController()]
    const both = [getOffer(cake, 7, { signal: one.signal }), getOffer(cake, 7, { signal: two.signal })]
    await has(1)
    one.abort()
    two.abort()
    for (const left of both) await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    await dropped.promise
    expect(calls).toEqual([])
  })

  test('who has left before asking sends nothing', async () => {
    const { url, came } = await network((_, res) => json(res, offersBody(7)))
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(getOffer(client(url).cake, 7, { signal })).rejects.toThrow('gone')
    expect(came).toEqual([])
  })

  test('a person who joins one that waits longer than people do is told at once', async () => {
    const { url, came } = await network((_, res) => void res.writeHead(429, { 'retry-after': '60' }).end())
    const clock = new HandClock()
    const { cake } = client(url, { clock })
    const background = errorOf(getOffer(cake, 7, { background: true }))
    await vi.waitUntil(() => clock.waiting.includes(60_000))
    const person = errorOf(getOffer(cake, 7))
    expect(await person).toMatchObject({ kind: 'rate-limited', retryAfterMs: 60_000 })
    expect(await person).toBe(await background)
    expect(clock.waiting).toEqual([])
    expect(came).toHaveLength(1)
  })

  test('one who leaves between two attempts ends them', async () => {
    const { url, came, has } = await network((_, res) => json(res, {}, 503))
    const { cake } = client(url, { waits: { backoffMs: 5000 } })
    const leaves = new AbortController()
    const asked = errorOf(getOffer(cake, 7, { signal: leaves.signal }))
    await has(1)
    leaves.abort(new Error('gone'))
    expect(await asked).toMatchObject({ message: 'gone' })
    expect(came).toHaveLength(1)
  })
})

test('the key is the first parameter, encoded, and connections are kept', async () => {
  const ports = new Set<number | undefined>()
  const { url, came } = await network((_, res) => {
    ports.add(res.socket?.remotePort)
    json(res, offersBody(7))
  })
  const { cake } = client(url, { key: KEY })
  for (let n = 0; n < 10; n++) await cake.read(getOffers, { offer_id: 7 })
  expect(came[0]?.url).toBe(`/api/2/offers.json?api_key=${encodeURIComponent(KEY)}&offer_id=7`)
  expect(ports.size).toBeLessThanOrEqual(2)
})

test('health tells of the last success and error, and counts requests', async () => {
  let now = new Date('2026-06-19T09:00:00Z')
  const { url } = await network((_, res, count) => json(res, offersBody(7), count === 2 ? 404 : 200))
  const { cake } = client(url, { now: () => now, requestsPerSecond: 10 })
  expect(cake.health()).toEqual({ circuit: 'closed', ratePerSecond: 10, requestsLastHour: 0 })
  await getOffer(cake, 7)
  now = new Date('2026-06-19T09:30:00Z')
  await errorOf(getOffer(cake, 7))
  expect(cake.health()).toMatchObject({
    lastSuccessAt: new Date('2026-06-19T09:00:00Z'),
    lastError: { kind: 'not-found' },
    requestsLastHour: 2,
  })
  now = new Date('2026-06-19T10:15:00Z')
  expect(cake.health().requestsLastHour).toBe(1)
})
