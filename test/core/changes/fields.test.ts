import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inWords, readField, type Field } from '../../../src/core/changes/fields.ts'

const payout: Field = { name: 'payout', label: 'Payout', as: 'money', currency: 'USD' }
const url: Field = { name: 'url', label: 'Offer URL', as: 'url' }
const expires: Field = { name: 'expires', label: 'Expiry date', as: 'day', optional: true }
const status: Field = {
  name: 'status',
  label: 'Status',
  as: 'choice',
  choices: [
    { value: 'active', label: 'Active' },
    { value: 'inactive', label: 'Paused' },
  ],
}
const offer: Field = { name: 'offer', label: 'Offer', as: 'pick', kind: 'offer' }

describe('money', () => {
  it.each([
    ['20', 20],
    ['18.50', 18.5],
    ['$1,250.00', 1250],
    ['1 250 USD', 1250],
    ['usd 7', 7],
    ['12’500.5', 12_500.5],
    ['.5', 0.5],
    ['0', 0],
    ['0.0125', 0.0125],
    ['1,234,567.89', 1_234_567.89],
  ])('%j is %j', (typed, value) => {
    expect(readField(payout, typed)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'Payout is needed.'],
    ['  ', 'Payout is needed.'],
    ['-5', 'Payout cannot be negative.'],
    ['−5', 'Payout cannot be negative.'],
    ['($5)', 'Payout cannot be negative.'],
    ['18,50', 'Payout: write 18.50 with a point; a comma parts thousands.'],
    ['1,25,000', 'Payout must be an amount, as 18.50.'],
    ['twenty', 'Payout must be an amount, as 18.50.'],
    ['1e3', 'Payout must be an amount, as 18.50.'],
    ['0x10', 'Payout must be an amount, as 18.50.'],
    ['NaN', 'Payout must be an amount, as 18.50.'],
    ['€5', 'Payout is in USD, not in €.'],
    ['5 EUR', 'Payout is in USD, not in EUR.'],
    ['1.23456', 'Payout can have four decimals at most.'],
    ['10000001', 'Payout cannot be above 10,000,000.'],
    ['5 5', 'Payout must be an amount, as 18.50.'],
    ['1,234 567', 'Payout must be an amount, as 18.50.'],
  ])('%j is refused', (typed, problem) => {
    const read = readField(payout, typed)
    expect(read).toEqual({ ok: false, problem })
  })

  it('reads what it writes, and never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
        const written = inWords(payout, cents / 100)
        expect(readField(payout, written)).toEqual({ ok: true, value: cents / 100 })
      }),
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        const read = readField(payout, typed)
        if (read.ok) expect(read.value).toBeGreaterThanOrEqual(0)
        else expect(read.problem).toMatch(/^Payout/)
      }),
    )
  })
})

describe('other fields', () => {
  it.each([
    [url, 'https://example.com/a?b=c', { ok: true, value: 'https://example.com/a?b=c' }],
    [
      url,
      'http://example.com',
      { ok: false, problem: 'Offer URL must be a web address that begins with https://.' },
    ],
    [
      url,
      'javascript:alert(1)',
      { ok: false, problem: 'Offer URL must be a web address that begins with https://.' },
    ],
    [url, 'https://u:p@example.com', { ok: false, problem: 'Offer URL must not have a password in it.' }],
    [expires, '', { ok: true, value: null }],
    [expires, '2026-12-31', { ok: true, value: '2026-12-31' }],
    [expires, '2026-02-30', { ok: false, problem: 'Expiry date must be a day that exists, as 2026-12-31.' }],
    [status, 'PAUSED', { ok: true, value: 'inactive' }],
    [status, 'gone', { ok: false, problem: 'Status must be one of Active, Paused.' }],
    [offer, '12345', { ok: true, value: 12345 }],
    [offer, '0', { ok: false, problem: 'Offer must be chosen from the list.' }],
    [offer, 'auto', { ok: false, problem: 'Offer must be chosen from the list.' }],
  ] satisfies [Field, string, object][])('%o reads %j', (field, typed, read) => {
    expect(readField(field, typed)).toEqual(read)
  })

  it('say their values in words', () => {
    expect(inWords(payout, 0.0125)).toBe('$0.0125')
    expect(inWords(expires, '2026-12-31')).toBe('31 Dec 2026')
    expect(inWords(status, 'inactive')).toBe('Paused')
    expect(inWords(status, 'expired')).toBe('expired')
    expect(inWords(offer, 7, 'Auto')).toBe('Auto (7)')
    expect(inWords(offer, null)).toBe('none')
  })
})
