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

/** The feature that takes words which are no command. */
export function anything(registry: Registry): Feature {
  const feature = registry.find((candidate) => candidate.anything)
  if (!feature) throw new Error('the registry has nothing that takes any words')
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

/** A first word that is nearly a command: says which was probably meant. Undefined where it is nothing like one. */
export function slip(registry: Registry, word: string, all: readonly Token[]): UserError | undefined {
  const rest = all.slice(1)
  // Names may begin like a command ('Linked Leads'): only with an id or a filter behind it is it taken for one.
  if (!rest.some((token) => isPair(token) || /^\d+$/.test(token.text)))
    return verbMeant(registry, word, rest, all)
  const meant = nounMeant(registry, word, rest)
  return meant === undefined ? verbMeant(registry, word, rest, all) : didYouMean(registry, word, meant, all)
}

function didYouMean(registry: Registry, word: string, meant: string, all: readonly Token[]): UserError {
  const search = line(anything(registry).noun, all)
  return new UserError(`There is no command \`${word.slice(0, 60)}\`. Did you mean \`${meant}\`?`, [
    meant,
    search,
  ])
}

/** Whether the noun and an id show something: `campaign 98001`. */
export function takesItsId(feature: Feature): boolean {
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
function verbMeant(
  registry: Registry,
  word: string,
  rest: readonly Token[],
  all: readonly Token[],
): UserError | undefined {
  const [second, ...others] = rest
  const feature = second !== undefined && !isPair(second) ? byNoun(registry, second.text) : undefined
  const verb = feature ? nearest(word, Object.keys(feature.commands)) : undefined
  return feature && verb
    ? didYouMean(registry, word, line(`${feature.noun} ${verb}`, others), all)
    : undefined
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
