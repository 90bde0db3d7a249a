import { z } from 'zod'
import { kinds } from '../catalogue/contract.ts'
import type { Command, Feature } from './command.ts'
import { SURE } from './act.ts'
import { REASON } from './changes/inputs.ts'
import { UserError } from './errors.ts'
import { unknownKey } from './suggest.ts'
import { isPair, quote, type Pair, type Token, type Word } from './words.ts'

interface Callee {
  readonly feature: Feature
  readonly verb: string
  readonly command: Command
}

/**
 * What was said to a command, under the names of its inputs.
 * @throws UserError for a filter that it does not have, one that is there twice, and words that are too many
 */
export function assign(callee: Callee, rest: readonly Token[]): Record<string, string> {
  const { feature, verb, command } = callee
  const given: Record<string, string> = {}
  const positional = command.args.map((arg) => arg.replaceAll(/^…|\?$/g, ''))
  const takesRest = command.args.at(-1)?.startsWith('…') === true
  // Words where an id is expected become a search, which has pages.
  const paged = [command, ...(takesRest && feature.commands['find'] ? [feature.commands['find']] : [])]
  const besides = command.kind === 'change' ? [REASON] : command.kind === 'act' ? [SURE] : []
  const named = [...Object.keys(command.filters ?? {}), ...besides]
  const known = new Set([...positional, ...named, ...paged.flatMap(pageKey)])
  const words: Word[] = []
  for (const token of rest) {
    if (!isPair(token)) words.push(token)
    else if (known.has(token.key)) give(given, token)
    else if (!takesRest) throw unknownKey(token, known, `${feature.noun} ${verb}`)
    else if (Object.hasOwn(feature.commands['list']?.filters ?? {}, token.key))
      throw onlyInLists(feature, token)
    else words.push({ text: `${token.key}:${token.value}`, quoted: false })
  }
  const open = positional.filter((name) => given[name] === undefined)
  const free = takesRest ? words.map(({ text }) => text) : namesOf(words, open)
  for (const [index, name] of open.entries()) {
    const value = takesRest && index === open.length - 1 ? free.splice(0).join(' ') : free.shift()
    if (value !== undefined && value !== '') given[name] = value
  }
  if (free.length > 0) throw tooMuch(callee, free.join(' '))
  return given
}

/**
 * Words that belong together, where there are more than inputs: in `payout mediabridge partners 12345` an id ends a name.
 * The words one by one where that does not come out even.
 */
function namesOf(words: readonly Word[], open: readonly string[]): string[] {
  const single = words.map(({ text }) => text)
  if (words.length <= open.length || !areNames(open)) return single
  const joined: string[] = []
  let isOpen = false
  for (const { text, quoted } of words) {
    const isWhole = quoted || /^\d+$/.test(text)
    if (isOpen && !isWhole) joined.push(`${joined.pop() ?? ''} ${text}`)
    else joined.push(text)
    isOpen = !isWhole
  }
  return joined.length === open.length ? joined : single
}

function areNames(inputs: readonly string[]): boolean {
  return inputs.every((name) => kinds.some((kind) => kind === name))
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
  // `payout mediabridge partners 12345`: which words belong together?
  const isName = command.args.length > 0 && areNames(command.args) && !/^\d+$/.test(left)
  const hint = isName ? ' Put a name of several words in quotes.' : ''
  return new UserError(
    `\`${path}\` takes no "${left.slice(0, 80)}".${hint}${meant ? ` Did you mean \`${meant.slice(0, 100)}\`?` : ''}`,
    [...(meant ? [meant] : []), `help ${path}`],
  )
}
