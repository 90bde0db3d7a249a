import { runButton } from '../blocks/buttons.ts'
import { money } from '../blocks/figures.ts'
import type { Piece } from '../blocks/message.ts'
import { entry } from '../blocks/pieces.ts'
import { status } from '../blocks/status.ts'
import { name } from '../blocks/text.ts'
import type { Catalogue, Entry, Kind } from '../catalogue/contract.ts'
import type { Registry } from './command.ts'

/** The command line that opens a thing; undefined where no feature opens its kind. */
export function openLine(registry: Registry, kind: Kind, id: number): string | undefined {
  for (const feature of registry) {
    const open = feature.opens?.[kind]
    if (open) return open(id)
  }
  return undefined
}

/** A thing of the catalogue in a list of several kinds: what it is, what tells it apart, and the button that opens it. */
export function catalogueEntry(registry: Registry, thing: Entry, withKind: boolean): Piece {
  const line = openLine(registry, thing.kind, thing.id)
  const id = `${thing.kind}-${thing.id}`
  const button =
    line === undefined
      ? undefined
      : runButton('Show', line, { id, label: `Show ${kindWord(thing.kind)} ${thing.id}` })
  return entry(name(thing.name, 150), detailOf(thing, withKind), button)
}

/** What it is, where that is not plain, its id, and what tells it apart: `Offer · 12345 · 🟢 Active · $18.50 CPA`. */
export function detailOf(thing: Entry, withKind: boolean): string {
  const kind = withKind ? [capital(kindWord(thing.kind))] : []
  return [...kind, String(thing.id), ...apart(thing)].join(' · ')
}

/** What tells a thing apart from others of its name, in few words; money as the offer pays it. */
function apart(thing: Entry): string[] {
  const paid = thing.payout === undefined ? undefined : money(thing.payout, thing.currency)
  return [
    ...(thing.status === undefined ? [] : [status(thing.status)]),
    ...(thing.advertiser?.name === undefined ? [] : [name(thing.advertiser.name, 60)]),
    ...(thing.manager?.name === undefined ? [] : [`manager ${name(thing.manager.name, 60)}`]),
    ...(paid === undefined
      ? []
      : [[paid, ...(thing.payout_type ? [thing.payout_type.toUpperCase()] : [])].join(' ')]),
  ]
}

/** How things are called where a list or a report is narrowed to them: `Insurance (3)`; `3` where nobody knows a name. */
export function called<K extends Kind>(
  catalogue: Catalogue,
  ids: Readonly<Partial<Record<K, number>>>,
): Partial<Record<K, string>> {
  const names = Object.entries<number | undefined>(ids).flatMap(([kind, id]): [string, string][] => {
    if (id === undefined) return []
    const known = catalogue.get(kind as K, id)?.name
    return [[kind, known === undefined ? String(id) : `${name(known, 60)} (${id})`]]
  })
  return Object.fromEntries(names) as Partial<Record<K, string>>
}

/** What a kind of thing is called in a sentence. */
export function kindWord(kind: Kind): string {
  return kind === 'manager' ? 'account manager' : kind
}

/** With a capital letter. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
