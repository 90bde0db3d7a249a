import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PickKind } from '../../src/blocks/pick.ts'
import type { CakeReader } from '../../src/cake/client.ts'
import { optionsFor, type OptionGroup } from '../../src/core/options.ts'
import { affiliate, down, offer, testNetwork } from '../catalogue/network.ts'
import { heldByAll } from './asking.ts'

const by = { user: 'U1' }
const STATUSES = ['active', 'paused', 'pending', 'expired', undefined, 'Public']
const catalogue = await heldByAll({
  offers: [
    ...Array.from({ length: 240 }, (_, n) =>
      offer(1000 + n, `Auto Insurance ${n}`, { offer_status: STATUSES[n % STATUSES.length] }),
    ),
    offer(12345, 'Auto Loan - US', {
      vertical: { id: 3, name: 'Insurance' },
      advertiser: { id: 101, name: 'SafeDrive' },
      tags: [{ id: 8, name: 'auto' }],
    }),
    offer(12346, 'Boat Loan', { offer_status: 'paused' }),
    offer(12347, 'Boat Loan and more', { offer_status: 'active' }),
    offer(12348, 'عرض التأمين '.repeat(20), { offer_status: 'عرض '.repeat(40) }),
  ],
  affiliates: [affiliate(67890, 'MediaBridge', { account_manager: { id: 7, name: 'Mark Johnson' } })],
})

/** A CAKE that tells these creatives and landing pages of the offer that is asked about. */
function cakeOf(rows: readonly object[], asked: object[] = []): CakeReader {
  const read = (_: unknown, params: object) => {
    asked.push(params)
    return Promise.resolve({ rows })
  }
  return { ...testNetwork().cake, read: read as unknown as CakeReader['read'] }
}

const none = cakeOf([])
const find = (kind: PickKind, words: string) => optionsFor(catalogue, none, { kind, words, by })
const labels = (groups: readonly OptionGroup[]) => groups.map(({ label }) => label)
const texts = (groups: readonly OptionGroup[]) =>
  groups.flatMap(({ options }) => options.map(({ text }) => text.text))
const values = (groups: readonly OptionGroup[]) =>
  groups.flatMap(({ options }) => options.map(({ value }) => value))

describe('what a select offers', () => {
  it('is grouped by status, active first, a hundred at most', async () => {
    const groups = await find('offer', 'auto')
    expect(labels(groups)[0]).toBe('Active')
    expect(texts(groups)).toContain('Auto Loan - US (12345)')
    expect(values(groups)).toHaveLength(100)
    expect(new Set(labels(groups)).size).toBe(groups.length)
    const all = await find('offer', '')
    expect(labels(all)[0]).toBe('Active')
    expect(values(all)).toHaveLength(100)
  })

  it('has active ones first even where another one begins better, but what was typed in full before all', async () => {
    expect(texts(await find('offer', 'boat'))).toEqual(['Boat Loan and more (12347)', 'Boat Loan (12346)'])
    expect(texts(await find('offer', 'Boat loan'))).toEqual([
      'Boat Loan (12346)',
      'Boat Loan and more (12347)',
    ])
    expect(texts(await find('offer', '12346'))[0]).toBe('Boat Loan (12346)')
  })

  it('finds by an id, by its beginning and with a slip', async () => {
    expect(values(await find('offer', '12345'))).toEqual(['12345'])
    expect(values(await find('offer', '#12,345'))).toEqual(['12345'])
    expect(values(await find('offer', '1234'))).toContain('12347')
    expect(values(await find('offer', 'baot laon'))).toContain('12346')
    expect(values(await find('offer', '987654'))).toEqual([])
  })

  it.each([
    ['affiliate', 'media', 'Active', 'MediaBridge (67890)', '67890'],
    ['advertiser', 'safe', 'Other', 'SafeDrive (101)', '101'],
    ['vertical', 'ins', 'Other', 'Insurance (3)', '3'],
    ['tag', 'auto', 'Other', 'auto (8)', '8'],
    ['manager', 'johnson', 'Other', 'Mark Johnson (7)', '7'],
  ] as const)('knows a %s', async (kind, words, label, text, value) => {
    expect(await find(kind, words)).toEqual([
      { label, options: [{ text: { type: 'plain_text', text, emoji: false }, value }] },
    ])
  })

  it('is everything, grouped by its kind', async () => {
    const groups = await find('anything', 'auto')
    expect(labels(groups)).toEqual(expect.arrayContaining(['Offers', 'Tags']))
    expect(values(groups)).toContain('tag:8')
    expect(values(await find('anything', 'mark'))).toEqual(['manager:7'])
    expect(labels(await find('anything', 'mark'))).toEqual(['Account managers'])
  })
})

const creatives = [
  { creative_id: 1, creative_name: 'Old banner', creative_status: 'archived' },
  { creative_id: 2, creative_name: 'Banner 300x250', creative_status: 'active' },
  { creative_id: 3, creative_name: 'Bännér 728x90', creative_status: 'paused' },
  { creative_id: 44, creative_status: 'active' },
  { creative_id: 5, creative_name: 'No status' },
]

describe('creatives and landing pages of the chosen offer', () => {
  const ask = (words: string, rows: readonly object[] = creatives, kind: PickKind = 'creative') =>
    optionsFor(catalogue, cakeOf(rows), { kind, offer: 12345, words, by })

  it('are all there, active first, what is archived among the others', async () => {
    const groups = await ask('')
    expect(labels(groups)).toEqual(['Active', 'Archived', 'Paused', 'Other'])
    expect(texts(groups)).toEqual([
      'Banner 300x250 (2)',
      'Creative 44 (44)',
      'Old banner (1)',
      'Bännér 728x90 (3)',
      'No status (5)',
    ])
  })

  it.each([
    ['banner', ['2', '1', '3']],
    ['BANNER 728', ['3']],
    ['90 bann', []],
    ['728x ban', ['3']],
    ['44', ['44']],
    ['4', ['44']],
    ['3', ['2', '3']],
    ['zzz', []],
    ['*', []],
    ['"', []],
  ])('are found by the beginnings of their words and ids: %j', async (words, ids) => {
    expect(values(await ask(words))).toEqual(ids)
  })

  it('are asked of CAKE for that offer only, and of none without one', async () => {
    const asked: object[] = []
    const cake = cakeOf(creatives, asked)
    expect(await optionsFor(catalogue, cake, { kind: 'creative', words: '', by })).toEqual([])
    expect(await optionsFor(catalogue, cake, { kind: 'page', words: '', by })).toEqual([])
    expect(asked).toEqual([])
    await optionsFor(catalogue, cake, { kind: 'page', offer: 7, words: 'x', by })
    expect(asked).toEqual([{ offer_id: 7 }])
  })

  it('are landing pages too', async () => {
    const rows = [
      { landing_page_id: 881, landing_page_name: 'Main LP - US', landing_page_status: 'active' },
      { landing_page_id: 882 },
    ]
    expect(texts(await ask('', rows, 'page'))).toEqual(['Main LP - US (881)', 'Landing page 882 (882)'])
    expect(values(await ask('lp main', rows, 'page'))).toEqual(['881'])
  })

  it('are a hundred at most', async () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ creative_id: n + 1, creative_name: `Banner ${n}` }))
    expect(values(await ask('ban', many))).toHaveLength(100)
  })

  it('are not there when CAKE does not tell', async () => {
    const cake: CakeReader = { ...none, read: ({ path }) => Promise.reject(down(path)) }
    await expect(optionsFor(catalogue, cake, { kind: 'page', offer: 1, words: '', by })).rejects.toThrow(
      'CAKE cannot be reached.',
    )
  })
})

describe('Slack’s limits', () => {
  const letters = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }),
    fc.string({ maxLength: 300, unit: 'grapheme' }),
    fc.constantFrom(
      '',
      ' ',
      '\n',
      'عرض '.repeat(50),
      '\u202e'.repeat(99),
      '😀'.repeat(60),
      '<!channel> & <b>',
      '\ud800',
    ),
  )

  it('hold for whatever things are called, and the id is never cut off', async () => {
    await fc.assert(
      fc.asyncProperty(letters, letters, fc.integer({ min: 1, max: 1e15 }), async (name, status, id) => {
        const rows = [{ creative_id: id, creative_name: name, creative_status: status }]
        const [group] = await optionsFor(catalogue, cakeOf(rows), {
          kind: 'creative',
          offer: 1,
          words: '',
          by,
        })
        const { text, value } = group!.options[0]!
        expect(text.text.length).toBeLessThanOrEqual(75)
        expect(text.text).toMatch(new RegExp(`\\S \\(${id}\\)$`, 'u'))
        expect(text.text.isWellFormed()).toBe(true)
        expect(value).toBe(String(id))
        expect(group!.label.length).toBeLessThanOrEqual(75)
        expect(group!.label.trim()).not.toBe('')
        expect(group!.label.isWellFormed()).toBe(true)
      }),
    )
  })

  it('hold for whatever is typed', async () => {
    const kinds = fc.constantFrom<PickKind>('anything', 'offer', 'affiliate', 'vertical', 'tag', 'manager')
    const typed = fc.oneof(
      letters,
      fc.constantFrom('"', '*', 'NEAR(', '-', "'; drop table row", 'a'.repeat(500)),
    )
    await fc.assert(
      fc.asyncProperty(kinds, typed, async (kind, words) => {
        const groups = await find(kind, words)
        expect(values(groups).length).toBeLessThanOrEqual(100)
        expect(groups.every(({ options }) => options.length > 0)).toBe(true)
        for (const text of texts(groups)) expect(text.length).toBeLessThanOrEqual(75)
        for (const label of labels(groups)) expect(label.length).toBeLessThanOrEqual(75)
      }),
      { numRuns: 200 },
    )
  })
})

describe('time zones', () => {
  const zones = async (words: string) => texts(await find('zone', words))

  it.each([
    ['new york', ['America/New_York']],
    ['howe lord', ['Australia/Lord_Howe']],
    ['asia/kol', ['Asia/Kolkata']],
    ['kyiv', ['Europe/Kyiv']],
    ['utc', ['UTC']],
  ])('are found by the beginnings of their words: %s', async (words, found) => {
    expect(await zones(words)).toEqual(found)
  })

  it('are offered under a name that is typed in full, whatever Intl lists', async () => {
    expect((await zones('US/Eastern'))[0]).toBe('US/Eastern')
    expect(await zones('Asia/Nowhere')).toEqual([])
  })

  it('are offered by a hundred at most, and none before anything is typed', async () => {
    expect(await zones('a')).toHaveLength(100)
    expect(await zones('  ')).toEqual([])
  })
})
