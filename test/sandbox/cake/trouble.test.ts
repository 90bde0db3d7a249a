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
    const called = new Promise((resolve) => cake.onCall(resolve))
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
