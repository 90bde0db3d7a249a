import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { startSandboxCake } from '../../../src/sandbox/cake/server.ts'
import type { TroubleView } from '../../../src/sandbox/page/protocol.ts'
import { KEY, request, sandbox } from './ask.ts'

const trouble = (mode: TroubleView['mode'], delayMs = 0): TroubleView => ({ mode, delayMs })
const payout = { offer_id: 12345, payout: 1 }

describe('a network in trouble', () => {
  it('is not, at first', async () => {
    const { cake } = await sandbox()
    expect(cake.trouble).toEqual(trouble('none'))
  })

  it('down: cuts the connection and does nothing', async () => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble('down'))
    await expect(get('offers.json')).rejects.toThrow('fetch failed')
    await expect(post('update_offer.json', payout)).rejects.toThrow('fetch failed')
    expect(cake.network.writes).toEqual([])
    expect(cake.calls.map(({ status }) => status)).toEqual([0, 0])
    cake.setTrouble(trouble('none'))
    expect((await get('offers.json')).status).toBe(200)
  })

  it('rate-limited: 429, with the seconds to wait', async () => {
    const { cake, get } = await sandbox()
    cake.setTrouble(trouble('rate-limited'))
    const { status, headers, text } = await get('offers.json')
    expect([status, headers.get('retry-after')]).toEqual([429, '1'])
    expect(JSON.parse(text).message).toContain('Restricted')
  })

  it.each([
    ['error-500', 500],
    ['html', 200],
  ] as const)('%s: a page for people, with %i, and nothing is done', async (mode, expected) => {
    const { cake, post } = await sandbox()
    cake.setTrouble(trouble(mode))
    const { status, headers, text } = await post('update_offer.json', payout)
    expect([status, headers.get('content-type')]).toEqual([expected, 'text/html; charset=utf-8'])
    expect(text).toMatch(/^<!DOCTYPE html>/)
    expect(cake.network.writes).toEqual([])
  })

  it('refused: the right key is not right', async () => {
    const { cake, read, write } = await sandbox()
    cake.setTrouble(trouble('refused'))
    const refusal = { request_status: 'Failure', message: 'Invalid API Key' }
    expect(await read('offers.json')).toEqual(refusal)
    expect(await write('update_offer.json', payout)).toEqual(refusal)
    expect(cake.network.writes).toEqual([])
  })

  it('broken-json: what is asked is done, but the answer ends too soon', async () => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble('broken-json'))
    const { status, text } = await get('offers.json')
    expect(status).toBe(200)
    expect(text).toMatch(/^\{"request_status":"Success"/)
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
    await post('update_offer.json', payout)
    expect(cake.network.offers.get(12345)?.payout).toBe(1)
  })

  it('drop-after-write: writes are done and not answered; reads and refusals are answered', async () => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble('drop-after-write'))
    await expect(post('update_offer.json', payout)).rejects.toThrow('fetch failed')
    expect(cake.network.writes).toHaveLength(1)
    expect(
      JSON.parse((await get('offers.json', { offer_id: 12345 })).text).response.offers[0].offer.payout,
    ).toBe(1)
    expect((await post('update_offer.json', { payout: 1 })).status).toBe(400)
    expect(cake.calls.map(({ status }) => status)).toEqual([0, 200, 400])
  })

  it('drop-before-write: nothing is done or answered; reads are answered', async () => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble('drop-before-write'))
    await expect(post('update_offer.json', payout)).rejects.toThrow('fetch failed')
    expect(cake.network.writes).toEqual([])
    expect((await get('offers.json')).status).toBe(200)
    expect((await post('offers.json')).status).toBe(405)
  })

  it.each([
    ['error-before-write', 0],
    ['error-after-write', 1],
  ] as const)('%s: 500, with %i changes made', async (mode, made) => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble(mode))
    const { status, text } = await post('update_offer.json', payout)
    expect([status, text.startsWith('<!DOCTYPE html>')]).toEqual([500, true])
    expect(cake.network.writes).toHaveLength(made)
    expect(cake.network.offers.get(12345)?.payout === 1).toBe(made === 1)
    expect((await get('offers.json')).status).toBe(200)
  })

  it('slow-write: a change is made at once and answered late; reads are not late', async () => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble('slow-write', 3_600_000))
    const waiting = post('update_offer.json', payout)
    await vi.waitFor(() => expect(cake.network.writes).toHaveLength(1), { interval: 5 })
    expect((await get('offers.json')).status).toBe(200)
    cake.reset()
    expect((await waiting).status).toBe(200)
  })

  it('late-write: a change is made after the delay, though nobody waits for it any more', async () => {
    const { cake, get } = await sandbox()
    cake.setTrouble({ ...trouble('late-write', 3_600_000), times: 1 })
    const struck = new Promise((resolve) => cake.onTrouble(resolve))
    const called = new Promise((resolve) => cake.onCall((call) => call.method === 'POST' && resolve(call)))
    const { hostname, port } = new URL(cake.url)
    const body = JSON.stringify({ api_key: KEY, ...payout })
    const line = connect(Number(port), hostname)
    await once(line, 'connect')
    line.write(
      `POST /api/2/update_offer.json HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    await struck
    expect(cake.network.writes).toEqual([])
    line.destroy()
    await once(line, 'close')
    // By the time it has answered somebody else it has seen who is gone.
    await get('offers.json')
    cake.hurry()
    expect(await called).toMatchObject({ status: 0, path: '/api/2/update_offer.json' })
    expect(cake.network.writes).toMatchObject([{ body: payout }])
  })

  it('late-write: a reset takes back what was not done yet', async () => {
    const { cake, post } = await sandbox()
    const struck = new Promise((resolve) => cake.onTrouble(resolve))
    cake.setTrouble({ ...trouble('late-write', 3_600_000), times: 1 })
    const waiting = post('update_offer.json', payout)
    await struck
    await vi.waitFor(() => expect(cake.trouble).toEqual(trouble('none')), { interval: 5 })
    cake.reset()
    await expect(waiting).rejects.toThrow('fetch failed')
    expect(cake.network.writes).toEqual([])
  })

  it('strikes as often as it is told to, those whom it is for, and tells when it is over', async () => {
    const { cake, get, post } = await sandbox()
    const heard: TroubleView[] = []
    const stop = cake.onTrouble((one) => heard.push(one))
    cake.setTrouble({ ...trouble('drop-after-write'), times: 2 })
    await get('offers.json')
    expect((await post('update_offer.json', { payout: 1 })).status).toBe(400)
    await expect(post('update_offer.json', payout)).rejects.toThrow('fetch failed')
    await expect(post('update_offer.json', payout)).rejects.toThrow('fetch failed')
    expect((await post('update_offer.json', payout)).status).toBe(200)
    expect(heard).toEqual([
      { ...trouble('drop-after-write'), times: 2 },
      { ...trouble('drop-after-write'), times: 1 },
      trouble('none'),
    ])
    cake.setTrouble({ ...trouble('error-500'), times: 1 })
    expect([(await get('offers.json')).status, (await get('offers.json')).status]).toEqual([500, 200])
    stop()
    cake.setTrouble(trouble('down'))
    expect(heard).toHaveLength(5)
  })

  it('once only, two changes at one time: one of them is struck', async () => {
    const { cake, post } = await sandbox()
    cake.setTrouble({ ...trouble('drop-before-write'), times: 1 })
    const both = [post('update_offer.json', payout), post('update_offer.json', payout)]
    const ended = await Promise.allSettled(both)
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(cake.network.writes).toHaveLength(1)
  })

  it('slow: answers after the delay', async () => {
    const { cake, get } = await sandbox()
    cake.setTrouble(trouble('none', 20))
    expect((await get('offers.json')).status).toBe(200)
    expect(cake.calls[0]?.ms).toBeGreaterThanOrEqual(19)
  })
})

describe('a request that waits', () => {
  it('is answered when the network is reset', async () => {
    const { cake, get, post } = await sandbox()
    cake.setTrouble(trouble('none', 3_600_000))
    const waiting = post('update_offer.json', payout)
    await vi.waitFor(() => expect(cake.network.writes).toHaveLength(1), { interval: 5 })
    cake.reset()
    expect((await waiting).status).toBe(200)
    expect((await get('offers.json')).status).toBe(200)
  })

  it('is cut off when the network is closed', async () => {
    const cake = await startSandboxCake({ key: KEY })
    cake.setTrouble(trouble('none', 3_600_000))
    const called = new Promise((resolve) => cake.onCall((call) => call.method === 'POST' && resolve(call)))
    const waiting = request(`${cake.url}/api/2/update_offer.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_key: KEY, ...payout }),
    }).catch((error: unknown) => error)
    const half = connect(Number(new URL(cake.url).port), '127.0.0.1')
    await once(half, 'connect')
    half.write('POST /api/2/offer.json HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{')
    const closed = once(half, 'close')
    await vi.waitFor(() => expect(cake.network.writes).toHaveLength(1), { interval: 5 })
    await cake.close()
    expect(await waiting).toBeInstanceOf(TypeError)
    await closed
    expect(await called).toMatchObject({ status: 0 })
  })
})

describe('the calls', () => {
  it('are told, newest last, with what was answered', async () => {
    const { cake, get, post } = await sandbox()
    const heard: unknown[] = []
    const stop = cake.onCall((call) => heard.push(call))
    await get('offers.json', { offer_id: 12345 })
    await post('update_offer.json', payout)
    stop()
    await get('nothing.json')
    expect(cake.calls).toEqual([
      expect.objectContaining({
        id: 1,
        at: '2026-06-19T09:15:00.000Z',
        method: 'GET',
        path: '/api/2/offers.json?api_key=REDACTED&offer_id=12345',
        status: 200,
        ms: expect.any(Number),
      }),
      expect.objectContaining({ id: 2, method: 'POST', path: '/api/2/update_offer.json', status: 200 }),
      expect.objectContaining({
        id: 3,
        method: 'GET',
        path: '/api/2/nothing.json?api_key=REDACTED',
        status: 404,
      }),
    ])
    expect(heard).toEqual(cake.calls.slice(0, 2))
  })

  it('never hold the key, wherever it was put', async () => {
    const key = 'se cret/1'
    const cake = await startSandboxCake({ key })
    const hidden = encodeURIComponent(key)
    for (const path of [
      `offers.json?API_KEY=${hidden}`,
      `offers.json?offer_id=${hidden}`,
      `${hidden}.json`,
    ]) {
      await request(`${cake.url}/api/2/${path}`)
    }
    await cake.close()
    expect(cake.calls).toHaveLength(3)
    expect(JSON.stringify(cake.calls)).not.toMatch(/se( |%20)cret/)
  })

  it('are kept up to two hundred', async () => {
    const { cake, get } = await sandbox()
    for (let n = 0; n < 210; n += 1) await get('nothing.json')
    expect([cake.calls.length, cake.calls[0]?.id, cake.calls.at(-1)?.id]).toEqual([200, 11, 210])
  })
})
