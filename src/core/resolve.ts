import { z } from 'zod'
import type { Command, Feature, Registry } from './command.ts'
import { UserError } from './errors.ts'
import { byNoun, guide, nearest, typedAgain, unknownKey, unknownWord } from './suggest.ts'
import { isPair, quote, tokens, type Pair, type Token, type Word } from './words.ts'

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
    if (!feature) throw unknownWord(registry, `${first.key}:`, all)
    return withVerb(registry, feature, first.key, [{ text: first.value, quoted: false }, ...all.slice(1)])
  }
  const feature = byNoun(registry, first.text)
  if (feature) return withVerb(registry, feature, first.text, all.slice(1))
  // The verb first: `pause offer 12`, `list offers`.
  const noun = second !== undefined && !isPair(second) ? byNoun(registry, second.text) : undefined
  if (noun && Object.hasOwn(noun.commands, first.text.toLowerCase())) {
    return { feature: noun, verb: first.text.toLowerCase(), rest: others }
  }
  throw unknownWord(registry, first.text, all)
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

function byLink(registry: Registry, text: string): Resolved | undefined {
  for (const feature of registry) {
    const given = readLink(feature, text)
    const command = feature.commands['show']
    if (given && command) return { noun: feature.noun, verb: 'show', command, given }
  }
  return undefined
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

interface Callee {
  readonly feature: Feature
  readonly verb: string
  readonly command: Command
}

function assign(callee: Callee, rest: readonly Token[]): Record<string, string> {
  const { feature, verb, command } = callee
  const given: Record<string, string> = {}
  const positional = command.args.map((arg) => arg.replaceAll(/^…|\?$/g, ''))
  const takesRest = command.args.at(-1)?.startsWith('…') === true
  // Words where an id is expected become a search, which has pages.
  const paged = [command, ...(takesRest && feature.commands['find'] ? [feature.commands['find']] : [])]
  const known = new Set([...positional, ...Object.keys(command.filters ?? {}), ...paged.flatMap(pageKey)])
  const free: string[] = []
  for (const token of rest) {
    if (!isPair(token)) free.push(token.text)
    else if (known.has(token.key)) give(given, token)
    else if (!takesRest) throw unknownKey(token, known, `${feature.noun} ${verb}`)
    else if (Object.hasOwn(feature.commands['list']?.filters ?? {}, token.key))
      throw onlyInLists(feature, token)
    else free.push(`${token.key}:${token.value}`)
  }
  const open = positional.filter((name) => given[name] === undefined)
  for (const [index, name] of open.entries()) {
    const value = takesRest && index === open.length - 1 ? free.splice(0).join(' ') : free.shift()
    if (value !== undefined && value !== '') given[name] = value
  }
  if (free.length > 0) throw tooMuch(callee, free.join(' '))
  return given
}

/** `page:` is taken where there are pages, and never shown: it is what Previous and Next carry. */
function pageKey({ input }: Command): string[] {
  return input instanceof z.ZodObject && 'page' in input.shape ? ['page'] : []
}

function give(given: Record<string, string>, { key, value }: Pair): void {
  if (given[key] !== undefined && given[key] !== value) {
    throw new UserError(`\`${key}:\` is there twice. Say which one you mean.`)
  }
  given[key] = value
}

function onlyInLists({ noun }: Feature, { key, value }: Pair): UserError {
  const line = `${noun} list ${key}:${quote(value)}`
  return new UserError(`A search takes words only. To narrow a list: \`${line}\`.`, [line])
}

/** What is left over. `offers auto insurance` was meant as a search, and `offers 12345` as a card. */
function tooMuch({ feature, verb, command }: Callee, left: string): UserError {
  const path = `${feature.noun} ${verb}`
  const meant =
    verb === 'list' && command.args.length === 0 && feature.commands['show']
      ? `${feature.noun} ${left}`
      : undefined
  return new UserError(
    `\`${path}\` takes no "${left.slice(0, 80)}".${meant ? ` Did you mean \`${meant.slice(0, 100)}\`?` : ''}`,
    [...(meant ? [meant] : []), `help ${path}`],
  )
}
