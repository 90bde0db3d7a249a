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
    ['/cake offer 12345', 'offer show', { offer: '12345' }],
    ['OFFER  Show 12345', 'offer show', { offer: '12345' }],
    ['show offer 12345', 'offer show', { offer: '12345' }],
    ['offer:12345', 'offer show', { offer: '12345' }],
    ['offer auto insurance', 'offer find', { words: 'auto insurance' }],
    ['offer "list"', 'offer find', { words: 'list' }],
    ['find offer auto', 'offer find', { words: 'auto' }],
    ['offer constructor:1 x', 'offer find', { words: 'constructor:1 x' }],
    ['offer auto page:2', 'offer find', { words: 'auto', page: '2' }],
    ['offer Promo: 50%', 'offer find', { words: 'Promo: 50%' }],
    ['offers status:active', 'offer list', { status: 'active' }],
    ['list offers', 'offer list', {}],
    ['publisher 7', 'affiliate show', { affiliate: '7' }],
    ['campaigns offer:12345', 'campaign list', { offer: '12345' }],
    ['creatives 12345', 'creative list', { offer: '12345' }],
    ['creative 12345', 'creative list', { offer: '12345' }],
    ['landing-pages 12345', 'page list', { offer: '12345' }],
    ['payout 67890 12345', 'payout show', { affiliate: '67890', offer: '12345' }],
    ['payout mediabridge 12345', 'payout show', { affiliate: 'mediabridge', offer: '12345' }],
    [
      'payout mediabridge partners 12345',
      'payout show',
      { affiliate: 'mediabridge partners', offer: '12345' },
    ],
    ['link 67890 auto insurance - us', 'link show', { affiliate: '67890', offer: 'auto insurance - us' }],
    ['link "media" auto insurance', 'link show', { affiliate: 'media', offer: 'auto insurance' }],
    [
      'creatives auto insurance status:active',
      'creative list',
      { offer: 'auto insurance', status: 'active' },
    ],
    ['advertiser safe drive', 'advertiser find', { words: 'safe drive' }],
    ['offers vertical:insurance', 'offer list', { vertical: 'insurance' }],
    ['search auto', 'search show', { words: 'auto' }],
    ['find auto insurance', 'search show', { words: 'auto insurance' }],
    ['find affiliates media', 'affiliate find', { words: 'media' }],
    ['show offers 12345', 'offer show', { offer: '12345' }],
    ['search auto page:2', 'search show', { words: 'auto', page: '2' }],
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
    [
      'ofer 12345',
      'There is no command `ofer`. Did you mean `offer 12345`?',
      ['offer 12345', 'search ofer 12345'],
    ],
    [
      'lsit offers',
      'There is no command `lsit`. Did you mean `offer list`?',
      ['offer list', 'search lsit offers'],
    ],
    [
      'report ofers',
      '`report` needs one of these words: offers, affiliates, advertisers. Did you mean `report offers`?',
      ['report offers'],
    ],
    [
      'report mtd top:5',
      '`report` needs one of these words: offers, affiliates, advertisers.',
      ['report offers mtd top:5', 'report affiliates mtd top:5', 'report advertisers mtd top:5'],
    ],
    [
      'camapigns status:active',
      'There is no command `camapigns`. Did you mean `campaigns status:active`?',
      ['campaigns status:active', 'search camapigns status:active'],
    ],
    [
      'offers statsu:active',
      '`offer list` does not know `statsu:`. Did you mean `offer list status:active`?',
      ['offer list status:active'],
    ],
    ['payout 1 2 3', '`payout show` takes no "3".', ['help payout show']],
    [
      'payout media bridge auto',
      '`payout show` takes no "auto". Put a name of several words in quotes.',
      ['help payout show'],
    ],
    ['report offers mtd twice', '`report offers` takes no "twice".', ['help report offers']],
    [
      'offers auto insurance',
      '`offer list` takes no "auto insurance". Did you mean `offer auto insurance`?',
      ['offer auto insurance', 'help offer list'],
    ],
    ['campaigns 98001', '`campaign list` takes no "98001". Did you mean `campaign 98001`?', null],
    ['report offers page:2', '`report offers` does not know `page:`.', null],
    ['offers status:active status:paused', '`status:` is there twice. Say which one you mean.', []],
    [
      'offer auto status:active',
      'A search takes words only. To narrow a list: `offer list status:active`.',
      ['offer list status:active'],
    ],
  ])('%j is refused with words that help', (typed, sentence, suggestions) => {
    const told = refusal(typed)
    expect(told.message.slice(0, sentence.length)).toBe(sentence)
    if (suggestions !== null) expect(told.suggestions).toEqual(suggestions)
  })

  it.each(['xyzzy corp', 'auto offers', 'camapigns', '__proto__', '12345', 'linked leads'])(
    'searches everything for %j',
    (typed) => {
      const { noun, verb, given } = resolve(features, typed)
      expect({ noun, verb, given }).toEqual({
        noun: 'search',
        verb: 'show',
        given: { words: typed },
      })
    },
  )

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
