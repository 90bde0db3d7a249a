/**
 * How names and typed words are made comparable, the same for both: without case, accents and punctuation. The index
 * holds words made here, so the version in `snapshot.ts` must change with this file.
 */

/** Accents over Latin, Greek and Cyrillic letters; vowel points of Arabic and Hebrew. Other scripts' marks matter. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g
/** Said by nobody: joiners, direction marks, soft hyphens, variation selectors; and what a name is adorned with. */
const UNSAID = /[\p{Cf}\p{Variation_Selector}™®©℠]/gu
/** Within a word: `driver's` is typed `drivers`. */
const APOSTROPHES = /(?<=\p{L})['’ʼ`´](?=\p{L})/gu
const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
}
const LETTERS = new RegExp(`[${Object.keys(LIGATURES).join('')}]`, 'g')
const PLAIN = /^[\x20-\x7e]*$/

/**
 * A word is a run of letters, digits and marks. Scripts that put no spaces between words give a word per character, so
 * that a phrase of them is found anywhere; so do pictures.
 */
const WORDS =
  /[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]&&[\p{L}\p{M}]]|\p{Extended_Pictographic}|[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]]+/gv
const PLAIN_WORDS = /[a-z0-9]+/g

/** Longer words are cut, further words left out, in names as in what is typed. */
const LONGEST_WORD = 48
const MOST_WORDS = 48
const LONGEST_TEXT = 1000

/** A word of a folded text. */
export interface Word {
  readonly text: string
  /** Stands right behind the word before it: characters of a script without spaces. */
  readonly joined: boolean
}

/** The text in lower case, without accents; full-width and other compatible letters as the plain ones. */
export function fold(text: string): string {
  const cut = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text
  if (PLAIN.test(cut)) return withoutApostrophes(cut.toLowerCase())
  const bare = cut.replaceAll(UNSAID, '').normalize('NFKD').replaceAll(MARKS, '').normalize('NFC')
  const lower = bare.toLowerCase().replaceAll(MARKS, '')
  return withoutApostrophes(lower.replaceAll(LETTERS, (letter) => LIGATURES[letter] ?? letter))
}

function withoutApostrophes(text: string): string {
  return /['’ʼ`´]/.test(text) ? text.replaceAll(APOSTROPHES, '') : text
}

/** The words of a name, in order. */
export function wordsOf(text: string): string[] {
  const folded = fold(text)
  const found = folded.match(PLAIN.test(folded) ? PLAIN_WORDS : WORDS) ?? []
  if (found.length > MOST_WORDS) found.length = MOST_WORDS
  for (let at = 0; at < found.length; at++) {
    const word = found[at] ?? ''
    if (word.length > LONGEST_WORD) found[at] = cutWord(word)
  }
  return found
}

/** The words of what was typed, with which of them belong together. */
export function typedWords(text: string): Word[] {
  const words: Word[] = []
  let end = -1
  for (const match of fold(text).matchAll(WORDS)) {
    const [found] = match
    words.push({ text: cutWord(found), joined: match.index === end && words.length > 0 })
    end = match.index + found.length
    if (words.length >= MOST_WORDS) break
  }
  return words
}

/** Never through the middle of a character of two units. */
function cutWord(word: string): string {
  return word.length > LONGEST_WORD
    ? word
        .slice(0, LONGEST_WORD)
        .toWellFormed()
        .replace(/\ufffd$/, '')
    : word
}
