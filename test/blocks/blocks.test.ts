import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runButton } from '../../src/blocks/buttons.ts'
import { change, money, number, percent, price } from '../../src/blocks/figures.ts'
import { message, type Piece, withNote } from '../../src/blocks/message.ts'
import { pick, picker, pickInput, pickOf } from '../../src/blocks/pick.ts'
import {
  actions,
  copyable,
  entry,
  facts,
  lines,
  small,
  title,
  warning,
  words,
} from '../../src/blocks/pieces.ts'
import { status } from '../../src/blocks/status.ts'
import { fixed, rowsThatFit, sortable } from '../../src/blocks/table.ts'
import { cut, escape, line, name } from '../../src/blocks/text.ts'
import { checkBlocks } from '../../src/sandbox/slack/block-kit/check.ts'

const wild = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.constantFrom('', ' ', '<!channel>', '*b* _i_ `c`', '\u202eabc', '😀'.repeat(200), 'x'.repeat(5000)),
)

describe('pieces', () => {
  const piece: fc.Arbitrary<Piece> = fc.oneof(
    wild.map(title),
    wild.map(small),
    wild.map((text) => words(text)),
    wild.map(warning),
    wild.map((text) => copyable(text === '' ? '-' : text)),
    fc.tuple(wild, wild).map(([a, b]) => entry(a, b, runButton(a, b))),
    fc.array(fc.tuple(wild, wild), { maxLength: 8 }).map((row) => facts([row])),
    fc
      .array(
        fc.array(
          wild.map((text) => ({ text, url: text })),
          { maxLength: 3 },
        ),
        { maxLength: 5 },
      )
      .map(lines),
    fc
      .uniqueArray(wild, { maxLength: 40 })
      .map((all) => actions(all.map((text, id) => runButton(text, text, { id })))),
  )

  it('keep to every limit of Slack, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const made = message('summary', pieces)
        expect(checkBlocks(made.blocks, 'message')).toEqual([])
        expect(checkBlocks(made.older, 'message')).toEqual([])
        expect(made.plain.length).toBeLessThanOrEqual(3900)
      }),
      { numRuns: 300 },
    )
  })

  it('say that something was left out', () => {
    const made = message(
      's',
      Array.from({ length: 70 }, (_, index) => small(`${index}`)),
    )
    expect(made.blocks).toHaveLength(50)
    expect(JSON.stringify(made.blocks.at(-1))).toContain('does not fit')
  })

  it('leave out what would go over Slack’s characters', () => {
    const made = message(
      's',
      Array.from({ length: 10 }, () => words('w'.repeat(2000))),
    )
    expect(checkBlocks(made.blocks, 'message')).toEqual([])
    expect(made.blocks).toHaveLength(7)
    expect(JSON.stringify(made.blocks.at(-1))).toContain('does not fit')
  })

  it('may have a small line above them, and keep to 50 blocks then too', () => {
    const made = withNote(
      'Why <this> is here.',
      message(
        's',
        Array.from({ length: 50 }, () => small('x')),
      ),
    )
    expect(made.blocks).toHaveLength(50)
    expect(JSON.stringify(made.blocks[0])).toContain('Why <this> is here.')
    expect(JSON.stringify(made.blocks.at(-1))).toContain('does not fit')
    expect(made.plain).toMatch(/^Why &lt;this&gt; is here\.\nx/)
    expect(made.text).toBe('s')
    expect(checkBlocks(made.older, 'message')).toEqual([])
  })

  it('say it when a table has more lines than fit as text', () => {
    const wide = 'w'.repeat(28)
    const columns = Array.from({ length: 9 }, () => ({ name: wide }))
    const rows = Array.from({ length: 100 }, () => columns.map((_, index) => (index === 8 ? 'end' : '')))
    const made = message('s', [sortable({ caption: 'Top 100', columns, rows })])
    const older = JSON.stringify(made.older)
    expect(checkBlocks(made.older, 'message')).toEqual([])
    expect(older).toContain('Top 100')
    expect(older).toMatch(/… and \d+ more rows/)
  })

  it('link only web addresses', () => {
    const made = lines([
      [
        { text: 'a', url: 'javascript:alert(1)' },
        { text: 'b', url: 'https://b.example' },
        { text: 'c', url: 'https://[c' },
      ],
    ])
    expect(JSON.stringify(made.blocks)).not.toMatch(/javascript|\[c/)
    expect(JSON.stringify(made.blocks)).toContain('"url":"https://b.example"')
  })
})

describe('selects', () => {
  it('keep to Slack’s limits and say what they choose from', () => {
    fc.assert(
      fc.property(wild, wild, wild, fc.nat(), (label, placeholder, text, offer) => {
        const chosen = { value: String(offer), text }
        const input = pickInput('page', label, { kind: 'page', offer, placeholder, chosen }, true)
        expect(checkBlocks([input], 'modal')).toEqual([])
        expect(checkBlocks(picker({ kind: 'anything', placeholder }).blocks, 'message')).toEqual([])
        const { action_id = '' } = pick({ kind: 'page', offer, placeholder })
        expect(pickOf(action_id)).toEqual({ kind: 'page', offer })
      }),
      { numRuns: 50 },
    )
  })

  it.each(['', 'pick', 'pick:x', 'run:offer', 'pick:toString'])('%j chooses from nothing', (action_id) => {
    expect(pickOf(action_id)).toBeUndefined()
  })

  it.each(['pick:page:', 'pick:page:-1', 'pick:page:1e9', `pick:page:${'9'.repeat(40)}`])(
    '%j is of no offer',
    (action_id) => {
      expect(pickOf(action_id)).toEqual({ kind: 'page' })
    },
  )
})

describe('tables', () => {
  const cell = fc.oneof(
    wild,
    fc.record({ value: fc.double({ noNaN: true, noDefaultInfinity: true }), text: wild }),
  )
  const table = fc.integer({ min: 1, max: 10 }).chain((width) =>
    fc.record({
      caption: wild,
      columns: fc.array(fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }) }), {
        minLength: width,
        maxLength: width,
      }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 130 }),
    }),
  )

  it('keep to every limit of Slack, in both forms', () => {
    fc.assert(
      fc.property(table, (made) => {
        for (const piece of [sortable(made), fixed(made)]) {
          const sent = message('s', [title('x'.repeat(400)), piece])
          expect(checkBlocks(sent.blocks, 'message')).toEqual([])
          expect(checkBlocks(sent.older, 'message')).toEqual([])
        }
        expect(rowsThatFit(made)).toBeLessThanOrEqual(100)
      }),
      { numRuns: 100 },
    )
  })
})

describe('texts', () => {
  it('are cut visibly and never inside a character', () => {
    expect(cut('abcdef', 4)).toBe('abc…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, max) => {
        const short = cut(text, max)
        expect(short.length).toBeLessThanOrEqual(max)
        expect(short.isWellFormed()).toBe(true)
      }),
    )
  })

  it('obey nothing', () => {
    expect(escape('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
    expect(line('a\u0000b\n\nc', 10)).toBe('a b c')
    expect(line('\ud800 half', 10)).toBe('\ufffd half')
    expect(name('\u05d0\u05d1 12')).toBe('\u2068\u05d0\u05d1 12\u2069')
    expect(name('abc\u202edef')).toBe('\u2068abcdef\u2069')
  })
})

describe('figures', () => {
  it.each([
    [money(18.5, 'USD'), '$18.50'],
    [money(-3.5, 'EUR'), '−€3.50'],
    [money(1250, 'JPY'), '¥1,250'],
    [money(18.5), '18.50'],
    [money(18.5, 'points'), '18.50 points'],
    [money(undefined, 'USD'), '–'],
    [percent(3.705, 2), '3.71 %'],
    [percent(-1), '−1.0 %'],
    [number(1234567), '1,234,567'],
    [change(112, 100, 'amount'), '▲ +12 %'],
    [change(88, 100, 'amount'), '▼ −12 %'],
    [change(100, 100, 'amount'), 'no change'],
    [change(100.2, 100, 'amount'), 'nearly the same'],
    [change(3.51, 3.5, 'points'), 'nearly the same'],
    [money(5, 'XXX'), '5.00 XXX'],
    [money(5, ''), '5.00'],
    [money(-0.001, 'USD'), '$0.00'],
    [percent(-0.04), '0.0 %'],
    [percent(12345.6), '12,345.6 %'],
    [price(0.0125, 'USD'), '$0.0125'],
    [price(18.5, 'USD'), '$18.50'],
    [price(12.5, 'JPY'), '¥12.5'],
    [price(0.0125), '0.0125'],
    [price(1.5, 'KWD'), 'KWD\u00a01.500'],
    [status('constructor'), 'constructor'],
    [status('active'), '🟢 Active'],
    [change(5, 0, 'amount'), 'new'],
    [change(0, 0, 'amount'), 'no change'],
    [change(-5, -10, 'amount'), '▲ +50 %'],
    [change(3.5, 3.1, 'points'), '▲ +0.4 pts'],
    [change(undefined, 1, 'amount'), '–'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected)
  })
})
