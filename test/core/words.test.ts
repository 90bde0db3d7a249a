import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { quote, tokens } from '../../src/core/words.ts'

const plain = (text: string) => ({ text, quoted: false })
const quoted = (text: string) => ({ text, quoted: true })
const pair = (key: string, value: string) => ({ key, value })

describe('the words after /cake', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['offer 12345', [plain('offer'), plain('12345')]],
    ['  offer\t 12345\u00a0', [plain('offer'), plain('12345')]],
    ['offer #12345', [plain('offer'), plain('12345')]],
    ['offer 12,345', [plain('offer'), plain('12345')]],
    ['offer 12345,', [plain('offer'), plain('12345')]],
    ['offer 1,2', [plain('offer'), plain('1,2')]],
    ['offer:12345', [pair('offer', '12345')]],
    ['offers Status:Active', [plain('offers'), pair('status', 'Active')]],
    ['offers advertiser:"safe drive"', [plain('offers'), pair('advertiser', 'safe drive')]],
    ['offers advertiser:“safe drive”', [plain('offers'), pair('advertiser', 'safe drive')]],
    ['offer “auto insurance”', [plain('offer'), quoted('auto insurance')]],
    ['offer «auto»', [plain('offer'), quoted('auto')]],
    ['offer "unclosed quote', [plain('offer'), plain('unclosed'), plain('quote')]],
    ['offers status:', [plain('offers'), plain('status:')]],
    [
      '<https://n.example/rd/r.php?sid=98001&amp;aff_id=67890|link>',
      [plain('https://n.example/rd/r.php?sid=98001&aff_id=67890')],
    ],
    ['campaign https://n.example/r?sid=1', [plain('campaign'), plain('https://n.example/r?sid=1')]],
    ['change list by:<@U123|mia>', [plain('change'), plain('list'), pair('by', '@U123')]],
    ['<#C123|general>', [plain('#C123')]],
    ['a &lt;b&gt; &amp; c', [plain('a'), plain('<b>'), plain('&'), plain('c')]],
    ['offer\u200b 7', [plain('offer'), plain('7')]],
    ['o’brien', [plain("o'brien")]],
  ])('reads %j', (typed, expected) => {
    expect(tokens(typed)).toEqual(expected)
  })

  it('refuses what cannot be a command', () => {
    expect(() => tokens('x'.repeat(1501))).toThrow(UserError)
  })

  it('never fails on anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1500, unit: 'grapheme' }), (typed) => {
        fc.pre(typed.length <= 1500)
        expect(Array.isArray(tokens(typed))).toBe(true)
      }),
    )
  })

  it('carries signs that would end a quote as what they mean', () => {
    for (const sign of ['"', '“', '”', '„', '‟', '«', '»']) {
      expect(tokens(`words:${quote(`a${sign}b c`)}`)).toEqual([pair('words', "a'b c")])
    }
  })

  it('reads back what a button carries', () => {
    const value = fc.string({ minLength: 1, maxLength: 60 }).map((text) => quoteable(text))
    fc.assert(
      fc.property(value, (text) => {
        fc.pre(text !== '')
        const [token] = tokens(`words:${quote(text)}`)
        expect(token).toEqual(pair('words', text))
      }),
    )
  })
})

/** What survives a first reading: the canonical line is made of values that were read once already. */
function quoteable(text: string): string {
  const [token] = tokens(`words:"${text.replaceAll('"', '')}"`)
  return token !== undefined && 'key' in token ? token.value.trim() : ''
}
