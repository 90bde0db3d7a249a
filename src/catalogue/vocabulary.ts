import { distance } from 'fastest-levenshtein'

/** What a typed word may have been meant as: every word that begins so, `edits` slips away. */
export interface Near {
  readonly text: string
  readonly edits: number
}

/** Shorter words are too near to too many others. */
const SHORTEST = 3
/** From this length on a beginning may also be one letter shorter than what was typed. */
const LONG = 6
const MOST_ADDED = 2000
const MOST_COMPARED = 300

/**
 * All words of all names, for typos and for parts of words. They stand sorted in one text, a line each, with the letters
 * of each as bits beside it: 100,000 words take 2 MB, and most are ruled out by their letters alone.
 */
export class Vocabulary {
  #text = '\n'
  /** Where each word begins, and at last where the next one would. */
  #starts = new Uint32Array([1])
  #letters = new Uint32Array(0)
  /** Not sorted in yet, with their letters. */
  #added = new Map<string, number>()

  /** @param words each once, in any order */
  constructor(words: readonly string[] = []) {
    this.#take(words)
  }

  get size(): number {
    return this.#letters.length + this.#added.size
  }

  /** Words of names that came later. */
  add(words: readonly string[]): void {
    for (const word of words) {
      if (!isWorthKnowing(word) || this.has(word)) continue
      this.#added.set(word, lettersOf(word))
      if (this.#added.size >= MOST_ADDED) this.#take([...this.#words(), ...this.#added.keys()])
    }
  }

  has(word: string): boolean {
    return this.#added.has(word) || this.#word(this.#place(word)) === word
  }

  /** Words that begin so, at most `most`. */
  beginning(start: string, most: number): string[] {
    const found: string[] = []
    for (let at = this.#place(start); at < this.#letters.length && found.length < most; at++) {
      const word = this.#word(at)
      if (!word.startsWith(start)) break
      found.push(word)
    }
    for (const word of this.#added.keys()) {
      if (found.length >= most) break
      if (word.startsWith(start)) found.push(word)
    }
    return found
  }

  /** Words with `part` anywhere in them, at most `most`. */
  containing(part: string, most: number): string[] {
    const found: string[] = []
    for (let at = this.#text.indexOf(part); at >= 0 && found.length < most;) {
      const end = this.#text.indexOf('\n', at)
      found.push(this.#text.slice(this.#text.lastIndexOf('\n', at) + 1, end))
      at = this.#text.indexOf(part, end)
    }
    for (const word of this.#added.keys()) {
      if (found.length >= most) break
      if (word.includes(part)) found.push(word)
    }
    return found
  }

  /**
   * Beginnings of known words (or whole ones) at most `edits` (1 or 2) slips from what was typed, the nearest first. A
   * slip is a letter too many, missing or wrong, or two neighbours swapped.
   */
  near(typed: string, edits: number, most: number): Near[] {
    if (typed.length < SHORTEST) return []
    const found = new Map<string, number>()
    const letters = lettersOf(typed)
    const known = this.#letters
    for (let at = 0; at < known.length; at++) {
      // Each slip explains at most one letter that the word has not.
      if (bits(letters & ~(known[at] ?? 0)) <= edits) compare(typed, this.#word(at), edits, found)
    }
    for (const [word, its] of this.#added) {
      if (bits(letters & ~its) <= edits) compare(typed, word, edits, found)
    }
    return nearest(found).slice(0, most)
  }

  #words(): string[] {
    return Array.from(this.#letters, (_, at) => this.#word(at))
  }

  #word(at: number): string {
    const [start, next] = [this.#starts[at], this.#starts[at + 1]]
    return start === undefined || next === undefined ? '' : this.#text.slice(start, next - 1)
  }

  /** Where the word stands, or would stand. */
  #place(word: string): number {
    let [low, high] = [0, this.#letters.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#word(middle) < word) low = middle + 1
      else high = middle
    }
    return low
  }

  #take(words: readonly string[]): void {
    const sorted = words.toSorted()
    this.#starts = new Uint32Array(sorted.length + 1)
    this.#letters = new Uint32Array(sorted.length)
    let length = 1
    for (const [at, word] of sorted.entries()) {
      this.#starts[at] = length
      this.#letters[at] = lettersOf(word)
      length += word.length + 1
    }
    this.#starts[sorted.length] = length
    this.#text = `\n${sorted.join('\n')}\n`
    this.#added = new Map()
  }
}

/** Numbers are not mistyped into other numbers, and a single letter says nothing. */
export function isWorthKnowing(word: string): boolean {
  return word.length > 1 && !/^\d+$/.test(word)
}

/** The nearest first, without those that begin like one before them: they are found with it. */
function nearest(found: ReadonlyMap<string, number>): Near[] {
  const kept: Near[] = []
  const sorted = [...found].toSorted(([a, x], [b, y]) => x - y || a.length - b.length)
  for (const [text, edits] of sorted.slice(0, MOST_COMPARED)) {
    if (!kept.some((near) => text.startsWith(near.text))) kept.push({ text, edits })
  }
  return kept
}

/** Notes the beginnings of `word` that are near. */
function compare(typed: string, word: string, edits: number, found: Map<string, number>): void {
  const from = typed.length >= LONG ? typed.length - edits : typed.length
  const to = Math.min(word.length, typed.length + edits)
  for (let length = Math.min(from, word.length); length <= to; length++) {
    if (length < typed.length - edits) continue
    const start = word.slice(0, length)
    if (found.has(start)) continue
    const slips = slipsBetween(typed, start)
    // A beginning as typed is no slip: who asks has looked for that.
    if (slips > 0 && slips <= edits) found.set(start, slips)
  }
}

/** Edits between two words, where two swapped neighbours are one; at most one such swap is seen. */
export function slipsBetween(typed: string, word: string): number {
  const edits = distance(typed, word)
  return edits >= 2 && isSwapped(typed, word) ? 1 : edits
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (a.charCodeAt(at) === b.charCodeAt(at)) at++
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** A bit for each letter that occurs. */
function lettersOf(word: string): number {
  let set = 0
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) & 31)
  return set
}

function bits(set: number): number {
  let left = set - ((set >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
