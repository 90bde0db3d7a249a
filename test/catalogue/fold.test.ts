import { describe, expect, it } from 'vitest'
import { typedWords, wordsOf } from '../../src/catalogue/fold.ts'

describe('words of a name', () => {
  it.each([
    ['Auto Insurance Quote - US', 'auto insurance quote us'],
    ['Crédit Ağır Straße İSTANBUL Łódź', 'credit agir strasse istanbul lodz'],
    ["Driver's Ed™ (24h)", 'drivers ed 24h'],
    ['Ｆｕｌｌ　Ｗｉｄｔｈ ①', 'full width 1'],
    ['ΟΔΟΣ Οδός', 'οδοσ οδοσ'],
    ['ёлка Йод', 'елка иод'],
    ['東京アフィリエイト (Tokyo)', '東 京 ア フ ィ リ エ イ ト tokyo'],
    ['ガ ｶﾞ', 'ガ ガ'],
    ['한국어 보험', '한국어 보험'],
    ['عَرْض تأمين', 'عرض تامين'],
    ['שָׁלוֹם', 'שלום'],
    ['ประกันรถ', 'ป ร ะ ก ั น ร ถ'],
    ['हिन्दी बीमा', 'हिन्दी बीमा'],
    ['🔥 Hot deal', '🔥 hot deal'],
    ['\u202Eevil\u202C \u200Bze\u00ADro\u200D', 'evil zero'],
    ['<b>=cmd|"x"*', 'b cmd x'],
    ['*** ---', ''],
    ['a\uD800b', 'a b'],
  ])('%s', (name, words) => {
    expect(wordsOf(name).join(' ')).toBe(words)
    expect(typedWords(name).map(({ text }) => text)).toEqual(wordsOf(name))
  })

  it('cuts what is longer than any word, and leaves out what no name needs', () => {
    expect(wordsOf('x'.repeat(500))).toEqual(['x'.repeat(48)])
    expect(wordsOf('𝒳 '.repeat(200))).toHaveLength(48)
    expect(wordsOf(`${'a'.repeat(47)}𐐨𐐨`)).toEqual(['a'.repeat(47)])
  })

  it('joins characters of a script without spaces, and nothing else', () => {
    const joined = typedWords('東京 tokyo-アド').map(({ text, joined }) => (joined ? `+${text}` : text))
    expect(joined).toEqual(['東', '+京', 'tokyo', 'ア', '+ド'])
  })
})
