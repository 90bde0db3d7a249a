import type { CakeReader, ReadOptions } from '../../cake/client.ts'
import { CakeError } from '../../cake/errors.ts'
import { kinds, type Catalogue } from '../../catalogue/contract.ts'
import { choicesOf } from '../options.ts'
import type { Called } from './difference.ts'
import type { Field, Values } from './fields.ts'

/** Names of chosen things as the catalogue has them. */
export function calledIn(catalogue: Catalogue): Called {
  return (field, id) => {
    const kind = field.as === 'pick' ? kinds.find((known) => known === field.kind) : undefined
    return kind && catalogue.get(kind, id)?.name
  }
}

interface Names {
  readonly cake: CakeReader
  readonly read?: ReadOptions
  readonly catalogue: Catalogue
}

/**
 * The same, and what the chosen creatives and landing pages are called, which the catalogue does not hold. Those that
 * CAKE does not name now are known by their ids.
 * @param all values in which something may be chosen
 */
export async function calledFor(from: Names, fields: readonly Field[], ...all: Values[]): Promise<Called> {
  const inCatalogue = calledIn(from.catalogue)
  const chosen = fields.filter((field) => all.some((values) => typeof values[field.name] === 'number'))
  const found = await Promise.all(
    chosen.map(async (field) => [field.name, await namesOf(from, field)] as const),
  )
  const names = new Map(found)
  return (field, id) => names.get(field.name)?.get(id) ?? inCatalogue(field, id)
}

async function namesOf({ cake, read }: Names, field: Field): Promise<ReadonlyMap<number, string>> {
  if (field.as !== 'pick' || field.offer === undefined) return new Map()
  const { kind, offer } = field
  if (kind !== 'creative' && kind !== 'page') return new Map()
  try {
    return new Map((await choicesOf(cake, kind, offer, read)).map(({ id, name }) => [id, name]))
  } catch (error) {
    // A name is no reason to keep somebody from their form; the id says what is meant.
    if (error instanceof CakeError) return new Map()
    throw error
  }
}
