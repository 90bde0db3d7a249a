import type { Clock } from '../cake/clock.ts'
import { wordsOf } from '../catalogue/fold.ts'
import { kinds, type Asker, type Catalogue, type Entry, type Kind } from '../catalogue/contract.ts'
import { count, name } from '../blocks/text.ts'
import type { Registry } from './command.ts'
import { kindWord } from './entries.ts'
import { UserError } from './errors.ts'
import { someNames } from './find.ts'
import { commandLine, type Resolved } from './resolve.ts'
import { anything } from './suggest.ts'

/** How many things of the same name are offered to choose from. */
const MOST_CHOICES = 5

/** What finding names takes. */
interface Names {
  readonly catalogue: Catalogue
  readonly registry: Registry
  readonly clock: Clock
  readonly by: Asker
}

/**
 * Names where ids are expected: `payout mediabridge 12345`, `offers vertical:insurance`. An input that is called like a
 * kind of thing (offer, vertical, manager …) may be its name; the id takes its place.
 * @throws UserError when nothing is called so, or several things are (then each is offered as a button), and what
 * `someNames` throws
 */
export async function withIds(names: Names, found: Resolved): Promise<Resolved> {
  const named = Object.entries(found.given).flatMap(([key, value]) => {
    const kind = kinds.find((known) => known === key)
    return kind === undefined || /^\d+$/.test(value) || value.trim() === '' ? [] : [{ kind, value }]
  })
  if (named.length === 0) return found
  await someNames(names.catalogue, names.clock)
  let { given } = found
  for (const { kind, value } of named) {
    given = { ...given, [kind]: String(idOf(names, { kind, value, found: { ...found, given } })) }
  }
  return { ...found, given }
}

interface Named {
  readonly kind: Kind
  readonly value: string
  /** With the ids of the names before this one: its buttons ask for nothing twice. */
  readonly found: Resolved
}

function idOf({ catalogue, registry, by }: Names, { kind, value, found }: Named): number {
  const exact = catalogue.named(kind, value)
  if (exact) return exact.id
  const shown = name(value, 60)
  const near = catalogue.find({ words: value, kinds: [kind], limit: MOST_CHOICES, by })
  const what = kindWord(kind)
  if (near.entries.length === 0) {
    const search = commandLine(anything(registry).noun, 'show', { words: value })
    throw new UserError(`There is no ${what} named “${shown}”.${stillRead(catalogue)}`, [search])
  }
  const lines = near.entries.map(({ id }) =>
    commandLine(found.noun, found.verb, { ...found.given, [kind]: id }),
  )
  const [only] = near.entries
  const isOnly = only && near.entries.length === 1 && !near.more
  // `safe drive` for SafeDrive: spaces are no slip.
  if (isOnly && letters(only.name).startsWith(letters(value))) return only.id
  const choices = near.entries.map(inWords).join(', ')
  if (isOnly) {
    throw new UserError(`There is no ${what} named “${shown}”. Did you mean ${choices}?`, lines)
  }
  const many = `${near.atLeast ? 'more than ' : ''}${count(near.total, what)}`
  throw new UserError(`“${shown}” may be ${near.more ? `one of ${many}, such as ` : ''}${choices}.`, lines)
}

/** A name that is not there may only not be there yet. */
function stillRead(catalogue: Catalogue): string {
  const { source, lastFailure } = catalogue.state()
  if (source === 'network' && !lastFailure) return ''
  return ' Not all names could be read from CAKE so far; its id works.'
}

function letters(words: string): string {
  return wordsOf(words).join('')
}

function inWords(entry: Entry): string {
  return `${name(entry.name, 60)} (${entry.id})`
}
