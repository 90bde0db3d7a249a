import { describe, expect, it } from 'vitest'
import { KEY, request, sandbox, type Json } from './ask.ts'

describe('the door', () => {
  const refused: Json = { request_status: 'Failure', message: 'Invalid API Key' }

  it.each(['', '?api_key=', '?api_key=wrong', `?api_key=${KEY}x`])(
    'takes no other key: %s',
    async (query) => {
      const { cake } = await sandbox()
      const { status, text } = await request(`${cake.url}/api/2/offers.json${query}`)
      expect(status).toBe(200)
      expect(JSON.parse(text)).toEqual(refused)
    },
  )

  it('takes no other key in a body', async () => {
    const { cake, write } = await sandbox()
    expect(await write('update_offer.json', { api_key: 'wrong', offer_id: 12345, payout: 1 })).toEqual(
      refused,
    )
    expect(await write('update_offer.json', { api_key: 7, offer_id: 12345, payout: 1 })).toEqual(refused)
    expect(cake.network.writes).toEqual([])
  })

  it.each(['update_offer.json', 'campaign.json', 'affiliate.json'])(
    'does not change by GET: %s',
    async (path) => {
      const { get } = await sandbox()
      const { status, headers } = await get(path, { offer_id: 12345 })
      expect([status, headers.get('allow')]).toEqual([405, 'POST'])
    },
  )

  it.each(['offers.json', 'report/offer.json'])('does not read by POST: %s', async (path) => {
    const { post } = await sandbox()
    const { status, headers } = await post(path)
    expect([status, headers.get('allow')]).toEqual([405, 'GET'])
  })

  it.each(['caps.json', 'offers', '../offers.json', 'toString', 'report/offer.json/'])(
    'knows no %s',
    async (path) => {
      const { get } = await sandbox()
      const { status, headers } = await get(path)
      expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    },
  )

  it.each(['none', 'down', 'refused'] as const)(
    'remembers who records a conversion, in trouble %s',
    async (mode) => {
      const { cake, get } = await sandbox()
      cake.setTrouble({ mode, delayMs: 0 })
      const answer = await get('conversion.json', { sid: 1 }).catch(() => null)
      if (mode === 'none') expect(answer?.status).toBe(410)
      expect(cake.network.mistakes).toEqual([
        { at: '2026-06-19T09:15:00.000Z', request: 'GET /api/2/conversion.json' },
      ])
    },
  )
})
