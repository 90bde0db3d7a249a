import { distance } from 'fastest-levenshtein'
import type { Feature, Registry } from './command.ts'
import { UserError } from './errors.ts'
import { isPair, quote, type Pair, type Token } from './words.ts'

/** The feature of a noun, in the singular, the plural or another spelling; case does not matter. */
export function byNoun(registry: Registry, word: string): Feature | undefined {
  const wanted = word.toLowerCase()
  return registry.find((feature) => spellings(feature).includes(wanted))
}

/** The feature that explains the others. */
export function guide(registry: Registry): Feature {
  const feature = registry.find((candidate) => candidate.guide)
  if (!feature) throw new Error('the registry has no guide')
  return feature
}

function spellings(feature: Feature): string[] {
  return [feature.noun, ...(feature.plural ? [feature.plural] : []), ...(feature.aliases ?? [])]
}

/** A filter that the command does not have: says what it takes, and which was probably meant. */
export function unknownKey(pair: Pair, known: ReadonlySet<string>, path: string): UserError {
  const keys = [...known].filter((key) => key !== 'page')
  const near = nearest(pair.key, keys)
  const meant = near === undefined ? undefined : `${path} ${near}:${quote(pair.value)}`
  return new UserError(
    `\`${path}\` does not know \`${pair.key}:\`. ${
      meant ? `Did you mean \`${meant}\`?` : `It takes ${keys.map((key) => `\`${key}:\``).join(' ')}.`
    }`,
    meant ? [meant] : [`help ${path}`],
  )
}

/** A first word that is no command: says what was probably meant. */
export function unknownWord(registry: Registry, word: string, all: readonly Token[]): UserError {
  const rest = all.slice(1)
  if (/^\d+$/.test(word) && rest.length === 0) {
    const lines = registry.filter(takesItsId).map((feature) => `${feature.noun} ${word}`)
    return new UserError(`${word} of what? Say what kind of thing it is.`, lines)
  }
  const meant = nounMeant(registry, word, rest) ?? verbMeant(registry, word, rest)
  const shown = word.slice(0, 60)
  if (meant) return new UserError(`There is no command \`${shown}\`. Did you mean \`${meant}\`?`, [meant])
  const searches = registry
    .filter((feature) => feature.commands['find'])
    .map((feature) => line(feature.noun, all))
  return new UserError(
    `There is no command \`${shown}\`.${searches.length > 0 ? ' To search for it, say what kind of thing it is.' : ''}`,
    [...searches, 'help'],
  )
}

function takesItsId(feature: Feature): boolean {
  return feature.commands['show']?.args[0]?.replace('…', '') === feature.noun
}

/** The noun that is nearly `word`, in whichever spelling. */
export function nearestNoun(registry: Registry, word: string): string | undefined {
  return nearest(word, registry.flatMap(spellings))
}

function nounMeant(registry: Registry, word: string, rest: readonly Token[]): string | undefined {
  const noun = nearestNoun(registry, word)
  return noun === undefined ? undefined : line(noun, rest)
}

/** `lsit offers`: the second word is a noun and the first nearly one of its verbs. */
function verbMeant(registry: Registry, word: string, rest: readonly Token[]): string | undefined {
  const [second, ...others] = rest
  const feature = second !== undefined && !isPair(second) ? byNoun(registry, second.text) : undefined
  const verb = feature ? nearest(word, Object.keys(feature.commands)) : undefined
  return feature && verb ? line(`${feature.noun} ${verb}`, others) : undefined
}

function line(start: string, rest: readonly Token[]): string {
  return [start, ...rest.map(typedAgain)].join(' ')
}

/** A token as it would be typed. */
export function typedAgain(token: Token): string {
  return isPair(token) ? `${token.key}:${quote(token.value)}` : quote(token.text)
}

/** The candidate that is a slip away from `word`: one edit in three letters and at most two, letters in another order, or more or fewer at its end. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, 40)
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: slips(wanted, candidate) }))
    .filter(({ candidate, edits }) => edits <= 2 && edits <= candidate.length / 3)
    .toSorted((a, b) => a.edits - b.edits)
  return ranked[0]?.candidate
}

function slips(wanted: string, candidate: string): number {
  const isCutOff = wanted.length >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate))
  const isSwapped = letters(wanted) === letters(candidate)
  return isCutOff || isSwapped ? Math.min(1, distance(wanted, candidate)) : distance(wanted, candidate)
}

function letters(word: string): string {
  return word.split('').toSorted().join('')
}
