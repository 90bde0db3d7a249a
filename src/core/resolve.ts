import type { Command, Feature, Registry } from './command.ts'
import { UserError } from './errors.ts'
import { assign } from './assign.ts'
import { anything, byNoun, guide, nearest, slip, typedAgain } from './suggest.ts'
import { isPair, quote, tokens, type Token, type Word } from './words.ts'

/** A command with what was said to it, still as text. */
export interface Resolved {
  readonly noun: string
  readonly verb: string
  readonly command: Command
  readonly given: Readonly<Record<string, string>>
}

interface Found {
  readonly feature: Feature
  readonly verb: string
  readonly rest: readonly Token[]
}

/**
 * Finds the command in what a person typed after `/cake`: `offer 12`, `pause offer 12`, `offers status:active`,
 * `offer:12`, a pasted link. A word that is nearly a command is answered with 'Did you mean …?'.
 * @throws UserError when there is no such command, or it does not take what was given.
 */
export function resolve(registry: Registry, typed: string): Resolved {
  // Lines are copied with the command itself before them.
  const all = tokens(typed.replace(/^\s*\/cake(?=\s|$)/i, ''))
  const link = all.length === 1 && all[0] && !isPair(all[0]) ? byLink(registry, all[0].text) : undefined
  if (link) return link
  const { feature, verb, rest } = findCommand(registry, all)
  const command = feature.commands[verb]
  if (!command) throw new Error(`'${feature.noun} ${verb}' was found but is not there`)
  const given = assign({ feature, verb, command }, rest)
  return linkOrSearch(feature, verb, given) ?? { noun: feature.noun, verb, command, given }
}

/** The shortest command line that means the same: for buttons, Share and 'Did you mean'. */
export function commandLine(
  noun: string,
  verb: string,
  given: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const { [noun]: own, ...others } = given
  // `offer 12345` rather than `offer offer:12345`: these lines are read by people, on buttons and in 'shared by'.
  const first = verb === 'show' && own !== undefined ? [quote(String(own))] : []
  const pairs = Object.entries(first.length > 0 ? others : given)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}:${quote(String(value))}`)
  return [noun, ...(verb === 'show' ? [] : [verb]), ...first, ...pairs].join(' ')
}

function findCommand(registry: Registry, all: readonly Token[]): Found {
  const [first, second, ...others] = all
  if (first === undefined) return { feature: guide(registry), verb: 'show', rest: [] }
  if (isPair(first)) {
    // `offer:12345` as the first word is the noun with its argument.
    const feature = byNoun(registry, first.key)
    if (!feature) return noCommand(registry, `${first.key}:`, all)
    return withVerb(registry, feature, first.key, [{ text: first.value, quoted: false }, ...all.slice(1)])
  }
  // The verb first: `pause offer 12`, `list offers`.
  const noun = second !== undefined && !isPair(second) ? byNoun(registry, second.text) : undefined
  if (noun && Object.hasOwn(noun.commands, first.text.toLowerCase())) {
    return { feature: noun, verb: first.text.toLowerCase(), rest: others }
  }
  const feature = byNoun(registry, first.text)
  if (feature) return withVerb(registry, feature, first.text, all.slice(1))
  return noCommand(registry, first.text, all)
}

/** Words that begin with no command: nearly one is asked about, everything else is searched for. */
function noCommand(registry: Registry, word: string, all: readonly Token[]): Found {
  const meant = slip(registry, word, all)
  if (meant) throw meant
  return { feature: anything(registry), verb: 'show', rest: all }
}

function withVerb(registry: Registry, feature: Feature, noun: string, rest: readonly Token[]): Found {
  const [first, ...others] = rest
  if (first !== undefined && isBare(first)) {
    const verb = first.text.toLowerCase()
    if (verb === 'help' && !feature.guide) {
      return { feature: guide(registry), verb: 'show', rest: [{ text: feature.noun, quoted: true }] }
    }
    if (Object.hasOwn(feature.commands, verb)) return { feature, verb, rest: others }
  }
  return { feature, verb: defaultVerb(feature, noun, rest), rest }
}

function defaultVerb(feature: Feature, noun: string, rest: readonly Token[]): string {
  if (noun.toLowerCase() === feature.plural && feature.commands['list']) return 'list'
  if (feature.commands['show']) return 'show'
  const verbs = Object.keys(feature.commands)
  const [only] = verbs
  if (only !== undefined && verbs.length === 1) return only
  const [first] = rest
  const near = first !== undefined && isBare(first) ? nearest(first.text, verbs) : undefined
  const meant = near === undefined ? undefined : `${feature.noun} ${near}`
  throw new UserError(
    `\`${feature.noun}\` needs one of these words: ${verbs.join(', ')}.${meant ? ` Did you mean \`${meant}\`?` : ''}`,
    meant ? [meant] : verbs.map((verb) => [feature.noun, verb, ...rest.map(typedAgain)].join(' ')),
  )
}

function isBare(token: Token): token is Word {
  return !isPair(token) && !token.quoted
}

/** What a pasted link means; undefined where it is none of ours. */
export function byLink(registry: Registry, text: string): Resolved | undefined {
  for (const feature of registry) {
    const given = readLink(feature, text)
    const command = feature.commands['show']
    if (given && command) return { noun: feature.noun, verb: 'show', command, given }
  }
  return undefined
}

/** The command line that shows what a link names; undefined where it is none of ours. */
export function linkLine(registry: Registry, url: string): string | undefined {
  const found = byLink(registry, url)
  return found && commandLine(found.noun, found.verb, found.given)
}

function readLink(feature: Feature, text: string): Readonly<Record<string, string>> | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? feature.link?.(new URL(text)) : undefined
}

/** Where an id is expected, a link of the noun means what it says, and words mean a search. */
function linkOrSearch(
  feature: Feature,
  verb: string,
  given: Readonly<Record<string, string>>,
): Resolved | undefined {
  const value = given[feature.noun]
  const { show, find } = feature.commands
  if (verb !== 'show' || value === undefined || /^\d+$/.test(value)) return undefined
  const link = readLink(feature, value)
  if (link && show) return { noun: feature.noun, verb, command: show, given: link }
  const { page } = given
  const words: Record<string, string> = { words: value, ...(page === undefined ? {} : { page }) }
  return find ? { noun: feature.noun, verb: 'find', command: find, given: words } : undefined
}
