import { MOST_OPTIONS, option, type PickKind } from '../blocks/pick.ts'
import { name } from '../blocks/text.ts'
import { kinds, type Asker, type Catalogue, type Entry } from '../catalogue/contract.ts'
import { wordsOf } from '../catalogue/fold.ts'
import type { CakeReader, ReadOptions } from '../cake/client.ts'
import { getCreatives } from '../cake/creatives.ts'
import { getLandingPages } from '../cake/landing-pages.ts'
import { capital, kindWord } from './entries.ts'
import { zonesLike } from './zones.ts'

type Option = ReturnType<typeof option>

/** Options under their group's label: offers and affiliates by status, everything by its kind. */
export interface OptionGroup {
  readonly label: string
  readonly options: readonly Option[]
}

export interface Wanted {
  readonly kind: PickKind
  readonly offer?: number
  /** What was typed so far. */
  readonly words: string
  readonly by: Asker
}

/** Something to choose. */
type Choice = Pick<Entry, 'id' | 'name' | 'status'>

/**
 * What a typeahead select offers for the letters typed so far, best first within each group, a hundred at most.
 * @throws CakeError where creatives or landing pages have to be read and CAKE does not give them
 */
export async function optionsFor(
  catalogue: Catalogue,
  cake: CakeReader,
  wanted: Wanted,
): Promise<OptionGroup[]> {
  const { kind, offer, words, by } = wanted
  if (kind === 'zone') {
    return [{ label: 'Zones', options: zonesLike(words, MOST_OPTIONS).map((zone) => option(zone, zone)) }]
  }
  if (kind === 'creative' || kind === 'page') {
    return offer === undefined ? [] : byStatus(matching(await choicesOf(cake, kind, offer), words), words)
  }
  const searched = kind === 'anything' ? kinds : [kind]
  const { entries } = catalogue.find({ words, kinds: searched, limit: MOST_OPTIONS, by })
  return kind === 'anything' ? byKind(entries) : byStatus(entries, words)
}

/** How a thing reads in a select: `Auto Insurance Quote - US (12345)`. The id is never cut off. */
function optionText(choice: Choice): string {
  const id = ` (${choice.id})`
  // Two more for the marks that keep a right-to-left name from turning round what is beside it.
  return `${name(choice.name, 73 - id.length)}${id}`
}

/** The creatives or landing pages of an offer. @throws CakeError */
export async function choicesOf(
  cake: CakeReader,
  kind: 'creative' | 'page',
  offer_id: number,
  read?: ReadOptions,
): Promise<Choice[]> {
  if (kind === 'creative') {
    const creatives = await getCreatives(cake, { offer_id }, read)
    return creatives.map(({ creative_id: id, creative_name, creative_status: status }) => {
      return { id, name: creative_name ?? `Creative ${id}`, status }
    })
  }
  const pages = await getLandingPages(cake, { offer_id }, read)
  return pages.map(({ landing_page_id: id, landing_page_name, landing_page_status: status }) => {
    return { id, name: landing_page_name ?? `Landing page ${id}`, status }
  })
}

/** Those whose words or ids begin as typed; the words in any order. */
function matching(all: readonly Choice[], words: string): Choice[] {
  const typed = wordsOf(words)
  if (typed.length === 0 && words.trim() !== '') return []
  const hits = all.filter((choice) => {
    const own = [...wordsOf(choice.name), String(choice.id)]
    return typed.every((word) => own.some((candidate) => candidate.startsWith(word)))
  })
  return hits.slice(0, MOST_OPTIONS)
}

/** Active ones first, unless something else was typed in full; the other groups in the order met. */
function byStatus(all: readonly Choice[], words: string): OptionGroup[] {
  const groups = grouped(
    all,
    ({ status }) => (status ? capital(status) : 'Other'),
    (choice) => option(optionText(choice), String(choice.id)),
  )
  const [best] = all
  if (best && isTypedInFull(best, words)) return groups
  const isActive = ({ label }: OptionGroup) => label === 'Active'
  return [...groups.filter(isActive), ...groups.filter((group) => !isActive(group))]
}

function byKind(all: readonly Entry[]): OptionGroup[] {
  return grouped(
    all,
    ({ kind }) => `${capital(kindWord(kind))}s`,
    (entry) => option(optionText(entry), `${entry.kind}:${entry.id}`),
  )
}

function isTypedInFull({ id, name }: Choice, words: string): boolean {
  const typed = wordsOf(words).join(' ')
  return typed === String(id) || (typed !== '' && typed === wordsOf(name).join(' '))
}

/** In the order met; the groups too. */
function grouped<T>(all: readonly T[], label: (one: T) => string, make: (one: T) => Option): OptionGroup[] {
  const groups = new Map<string, Option[]>()
  for (const one of all) {
    const key = name(label(one), 73)
    groups.set(key, [...(groups.get(key) ?? []), make(one)])
  }
  return [...groups].map(([key, options]) => ({ label: key, options }))
}
