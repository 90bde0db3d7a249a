import { setImmediate as turn } from 'node:timers/promises'
import type { Asker, Catalogue, Entry, Kind } from '../catalogue/contract.ts'
import { unescape } from '../blocks/text.ts'
import { wordsOf } from '../catalogue/fold.ts'
import type { Registry } from './command.ts'
import { capital, detailOf, openLine } from './entries.ts'
import { linkLine } from './resolve.ts'
import { byNoun, takesItsId } from './suggest.ts'

/** Things named in a message, as the command lines that show them. */
export interface Mentioned {
  readonly line: string
  /** How it reads in a list. */
  readonly title: string
  /** What the catalogue knows of it; absent for what it does not hold. */
  readonly detail?: string
}

const MOST = 8
/** What is looked for by name. */
export const NAMED: readonly Kind[] = ['offer', 'affiliate', 'advertiser']
/** A message may have 40,000 characters; a longer one than this is read up to there. */
const LONGEST_TEXT = 8_000
/** Searches for names in one message: each takes some milliseconds among 100,000 offers. */
const MOST_SEARCHES = 80
/** Words of a name that are looked for together. */
const LONGEST_NAME = 8
/** Things of one search that are looked at. */
const LOOKED_AT = 8
/** Shorter names are everyday words too. */
const SHORTEST_NAME = 5

/**
 * Finds what a message of anybody's talks about: pasted links, 'offer 12345', '#12345', bare numbers that are ids, and
 * names of offers, affiliates and advertisers. In that order, each once. Others get their turn between the searches.
 */
export async function mentionedIn(
  text: string,
  registry: Registry,
  catalogue: Catalogue,
  by: Asker,
): Promise<Mentioned[]> {
  const found = new Map<string, Mentioned>()
  const add = (line: string | undefined, title: string, known?: Entry) => {
    const detail = known ? { detail: detailOf(known, true) } : {}
    if (line !== undefined && !found.has(line)) found.set(line, { line, title, ...detail })
  }
  const plain = plainText(text)
  for (const [pasted] of plain.matchAll(LINK)) {
    // The end of a sentence is not the link's.
    const url = pasted.replace(/[.,;:!?)\]}'"]+$/, '')
    add(linkLine(registry, url), url)
  }
  const words = plain.replaceAll(LINK, ' ')
  const others = words.replaceAll(NOUN_AND_ID, (all, noun: string, id: string) => {
    const feature = byNoun(registry, noun) ?? byNoun(registry, noun.replace(/s$/, ''))
    if (!feature) return all
    const kind = NAMED.find((each) => each === feature.noun)
    const known = kind && catalogue.get(kind, Number(id))
    const title = known?.name ?? `${capital(feature.noun)} ${id}`
    if (takesItsId(feature)) add(`${feature.noun} ${id}`, title, known)
    return ' '
  })
  for (const [, id = ''] of others.matchAll(BARE_ID)) {
    for (const kind of NAMED) {
      const entry = catalogue.get(kind, Number(id))
      if (entry) add(openLine(registry, kind, entry.id), entry.name, entry)
    }
  }
  for (const entry of await namesIn(words, registry, catalogue, by)) {
    add(openLine(registry, entry.kind, entry.id), entry.name, entry)
  }
  return [...found.values()].slice(0, MOST)
}

const LINK = /https?:\/\/[^\s<>|]+/g
/** `offer 12345`, `Offer ID: 12345`, `campaigns #98001`. */
const NOUN_AND_ID =
  /\b([a-z]{1,30})(?:[ \t]{1,3}id)?[ \t]{0,3}[:#]?[ \t]{0,3}#?(\d{1,15})\b(?![.,:/-]?\d|%)/gi
/** A number of its own: no price, date, time, share or part of a longer number. */
const BARE_ID =
  /(?<![\p{L}\d.,:/$€£¥+-]|(?:USD|EUR|GBP) )(\d{2,15})(?![\p{L}\d%$€£¥:/-]|[.,]\d| ?(?:USD|EUR|GBP|%))/gu

/** Things whose whole name stands in the text, the longest names first; part of a longer name is none. */
async function namesIn(text: string, registry: Registry, catalogue: Catalogue, by: Asker): Promise<Entry[]> {
  const words = wordsIn(text)
  let rest = ` ${words.join(' ')} `
  const named = (await candidates(words, catalogue, by))
    .map((entry) => ({ entry, own: ` ${wordsOf(entry.name).join(' ')} ` }))
    // Somebody has called an offer 'Offer': then the word alone says nothing.
    .filter(({ own }) => own.length >= SHORTEST_NAME + 2 && !byNoun(registry, own.trim()))
    .toSorted((a, b) => b.own.length - a.own.length || a.own.localeCompare(b.own, 'en'))
  const whole = named.filter(({ own }, at) => {
    const isThere = rest.includes(own)
    // Others may be called just the same.
    if (isThere && named[at + 1]?.own !== own) rest = rest.replaceAll(own, '  ')
    return isThere
  })
  return whole.map(({ entry }) => entry)
}

/** Things whose names begin like a part of the text. */
async function candidates(words: readonly string[], catalogue: Catalogue, by: Asker): Promise<Entry[]> {
  const found = new Map<string, Entry>()
  let searches = 0
  for (const [start, word] of words.entries()) {
    const first = word.length < SHORTEST_NAME ? start + 2 : start + 1
    // Word by word, until all that begins like this has been looked at.
    for (let end = first; end <= Math.min(start + LONGEST_NAME, words.length); end += 1) {
      if ((searches += 1) > MOST_SEARCHES) return [...found.values()]
      await turn()
      const phrase = words.slice(start, end).join(' ')
      const { entries, more } = catalogue.find({ words: phrase, kinds: NAMED, limit: LOOKED_AT, by })
      for (const entry of entries) found.set(`${entry.kind} ${entry.id}`, entry)
      if (!more) break
    }
  }
  return [...found.values()]
}

/** The words of a message, without its links. */
export function spokenWords(text: string): string[] {
  return wordsIn(plainText(text).replaceAll(LINK, ' '))
}

/** As the catalogue compares them, line by line: its own limit is for one name. */
function wordsIn(text: string): string[] {
  return (text.match(/\S+/g) ?? []).flatMap(wordsOf)
}

/** Without what Slack has put in signs of its own: https://docs.slack.dev/messaging/formatting-message-text */
function plainText(text: string): string {
  return unescape(text.slice(0, LONGEST_TEXT).replaceAll(/<([^<|>]+)(?:\|[^<>]*)?>/g, ' $1 '))
}
