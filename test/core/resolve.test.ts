import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { commandLine, resolve } from '../../src/core/resolve.ts'
import { features } from '../../src/features/index.ts'

function read(typed: string) {
  const { noun, verb, given } = resolve(features, typed)
  return { path: `${noun} ${verb}`, given }
}

function refusal(typed: string): UserError {
  try {
    resolve(features, typed)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error(`'${typed}' was understood`)
}

describe('finding the command', () => {
  it.each([
    ['', 'help show', {}],
    ['help', 'help show', {}],
    ['help offer', 'help show', { about: 'offer' }],
    ['offer help', 'help show', { about: 'offer' }],
    ['offer 12345', 'offer show', { offer: '12345' }],
    ['OFFER  Show 12345', 'offer show', { offer: '12345' }],
    ['show offer 12345', 'offer show', { offer: '12345' }],
    ['offer:12345', 'offer show', { offer: '12345' }],
    ['offer auto insurance', 'offer find', { words: 'auto insurance' }],
    ['offer "list"', 'offer find', { words: 'list' }],
    ['find offer auto', 'offer find', { words: 'auto' }],
    ['offer Promo: 50%', 'offer find', { words: 'Promo: 50%' }],
    ['offers status:active', 'offer list', { status: 'active' }],
    ['list offers', 'offer list', {}],
    ['publisher 7', 'affiliate show', { affiliate: '7' }],
    ['campaigns offer:12345', 'campaign list', { offer: '12345' }],
    ['creatives 12345', 'creative list', { offer: '12345' }],
    ['creative 12345', 'creative list', { offer: '12345' }],
    ['landing-pages 12345', 'page list', { offer: '12345' }],
    ['payout 67890 12345', 'payout show', { affiliate: '67890', offer: '12345' }],
    ['payout offer:12345 67890', 'payout show', { affiliate: '67890', offer: '12345' }],
    ['report offers mtd sort:clicks', 'report offers', { range: 'mtd', sort: 'clicks' }],
    [
      'https://n.example/rd/r.php?sid=98001&aff_id=67890',
      'campaign show',
      { campaign: '98001', affiliate: '67890' },
    ],
    ['campaign <https://n.example/rd/r.php?sid=98001|x>', 'campaign show', { campaign: '98001' }],
    [
      'offer https://n.example/rd/r.php?sid=98001',
      'offer find',
      { words: 'https://n.example/rd/r.php?sid=98001' },
    ],
  ])('%j', (typed, path, given) => {
    expect(read(typed)).toEqual({ path, given })
  })

  it.each([
    ['ofer 12345', 'There is no command `ofer`. Did you mean `offer 12345`?', ['offer 12345']],
    ['lsit offers', 'There is no command `lsit`. Did you mean `offer list`?', ['offer list']],
    ['xyzzy', 'There is no command `xyzzy`.', ['help']],
    [
      'report ofers',
      '`report` needs one of these words: offers, affiliates, advertisers. Did you mean `report offers`?',
      ['report offers'],
    ],
    ['report', '`report` needs one of these words: offers, affiliates, advertisers.', ['help report']],
    [
      'offers statsu:active',
      '`offer list` does not know `statsu:`. Did you mean `offer list status:active`?',
      ['offer list status:active'],
    ],
    ['payout 1 2 3', '`payout show` takes no "3".', ['help payout show']],
    ['__proto__ 1', 'There is no command `__proto__`.', ['help']],
    ['offer constructor:1 x', null, null],
  ])('%j is refused with words that help', (typed, sentence, suggestions) => {
    if (sentence === null) return expect(read(typed).path).toBe('offer find')
    expect(refusal(typed)).toMatchObject({ message: sentence, suggestions })
  })

  it('asks what kind of thing a bare number is', () => {
    expect(refusal('12345')).toMatchObject({
      suggestions: ['offer 12345', 'affiliate 12345', 'campaign 12345', 'advertiser 12345'],
    })
  })

  it('writes lines that mean the same', () => {
    const lines = [
      'offer 12345',
      'offer find words:"auto insurance"',
      'offer list status:active page:2',
      'campaign 98001 affiliate:67890',
    ]
    for (const line of lines) {
      const { noun, verb, given } = resolve(features, line)
      expect(commandLine(noun, verb, given)).toBe(line)
    }
  })
})
