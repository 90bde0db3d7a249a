import type { Rule } from './rules.ts'
import { nearest } from '../suggest.ts'

/**
 * Rules as people write them, one in a line, and as they are shown to them again: `2 approvals when payout up 20%`,
 * `no approval when affiliate approve`. Whatever is read here is written back as itself.
 */

export type RulesRead =
  | { readonly ok: true; readonly rules: Rule[] }
  /** A sentence that names the line. */
  | { readonly ok: false; readonly problem: string }

const MOST_RULES = 30
/** What Slack takes in a field. */
const LONGEST = 3000

/** Reads rules. @param commands every change there is: `offer pause` */
export function readRules(text: string, commands: readonly string[]): RulesRead {
  const rules: Rule[] = []
  for (const [index, typed] of text.split('\n').entries()) {
    const line = typed.trim().replaceAll(/\s+/g, ' ').replace(/[.;]$/, '')
    if (line === '') continue
    const read = readRule(line, commands)
    if (typeof read === 'string') return { ok: false, problem: `Line ${index + 1}: ${read}` }
    rules.push(read)
  }
  if (rules.length > MOST_RULES) {
    return { ok: false, problem: `There can be ${MOST_RULES} rules at most; these are ${rules.length}.` }
  }
  // They have to fit into the field again.
  if (writeRules(rules).length > LONGEST)
    return { ok: false, problem: 'These rules are too long. Join some of them.' }
  return { ok: true, rules }
}

/** Rules as text, a line each. */
export function writeRules(rules: readonly Rule[]): string {
  return rules.map(writeRule).join('\n')
}

type When = Rule['when']

function writeRule({ approvals, when, approvers }: Rule): string {
  const number = approvals === 0 ? 'no approval' : approvals === 1 ? '1 approval' : `${approvals} approvals`
  const ids = [...(approvers?.users ?? []), ...(approvers?.groups ?? [])]
  const by = ids.length === 0 ? '' : ` by ${ids.join(' ')}`
  const conditions = writeConditions(when)
  return `${number}${by} ${conditions === '' ? 'always' : `when ${conditions}`}`
}

/** A rule's conditions in words: what the rule is called too. */
function writeConditions(when: When): string {
  const { commands, creates, deletes, marginBelowZero, pausesClicks, objects } = when
  const yes = (is: boolean | undefined, words: string) =>
    is === undefined ? [] : [is ? words : `not ${words}`]
  const payout = (way: string, by: number | undefined, percent: number | undefined) => [
    ...(by === undefined ? [] : [by === 0 ? `payout ${way}` : `payout ${way} ${by}`]),
    ...(percent === undefined ? [] : [`payout ${way} ${percent}%`]),
  ]
  return [
    ...(commands === undefined ? [] : [commands.join(' or ')]),
    ...yes(creates, 'creating'),
    ...yes(deletes, 'deleting'),
    ...payout('up', when.payoutUpBy, when.payoutUpPercent),
    ...payout('down', when.payoutDownBy, when.payoutDownPercent),
    ...yes(marginBelowZero, 'margin below zero'),
    ...(pausesClicks === undefined ? [] : [`pausing with ${pausesClicks} clicks yesterday`]),
    ...(objects === undefined ? [] : [`${objects} objects`]),
  ].join(' and ')
}

const RULE = /^(no|\d+) approvals?(?: by (.+?))? (?:(always)|(?:when|if|for) (.+))$/i

/** A rule, or what is wrong with it. */
function readRule(line: string, commands: readonly string[]): Rule | string {
  const [, number = '', by, always, conditions = ''] = RULE.exec(line) ?? []
  if (number === '') return `“${line.slice(0, 60)}” is no rule. Write it as: 2 approvals when payout up 20%`
  const approvals = number.toLowerCase() === 'no' ? 0 : Number(number)
  if (approvals > 5) return 'a change can need 5 approvals at most.'
  const approvers = by === undefined ? undefined : readApprovers(by)
  if (typeof approvers === 'string') return approvers
  let when: When = {}
  for (const one of always ? [] : conditions.split(/ and |, ?/i)) {
    const read = readCondition(one.trim(), commands)
    if (typeof read === 'string') return read
    const twice = Object.keys(read).some((key) => Object.hasOwn(when, key))
    if (twice) return `“${one.trim()}” says again what stands before it.`
    when = { ...when, ...read }
  }
  const name = (writeConditions(when) || 'every change').slice(0, 80).trim()
  return { name, when, approvals, ...(approvers ? { approvers } : {}) }
}

function readApprovers(by: string): NonNullable<Rule['approvers']> | string {
  const ids = by.split(/[\s,]+/).map((each) => each.replaceAll(/^<[@!]?(?:subteam\^)?|\|[^>]*>$|>$/g, ''))
  const unknown = ids.find((id) => !/^[USW][A-Z0-9]{2,}$/.test(id))
  if (unknown !== undefined) {
    return `“${unknown.slice(0, 40)}” is nobody. After “by” come Slack’s ids of people (U…) and user groups (S…).`
  }
  return { users: ids.filter((id) => !id.startsWith('S')), groups: ids.filter((id) => id.startsWith('S')) }
}

/** In the order they are tried; the last resort are the names of changes. */
const CONDITIONS: readonly (readonly [RegExp, (found: readonly string[]) => When])[] = [
  [/^payout (up|down)(?: by)?(?: at least)?$/i, ([, way]) => payout(way, '0', '')],
  [
    /^payout (up|down)(?: by)?(?: at least)? \p{Sc}?(\d+(?:\.\d+)?) ?(%?)$/iu,
    ([, way, by, sign]) => payout(way, by, sign),
  ],
  [/^(not )?creating$/i, ([, not]) => ({ creates: not === undefined })],
  [/^(not )?deleting$/i, ([, not]) => ({ deletes: not === undefined })],
  [/^(not )?margin (?:below zero|negative)$/i, ([, not]) => ({ marginBelowZero: not === undefined })],
  [/^pausing with traffic(?: yesterday)?$/i, () => ({ pausesClicks: 1 })],
  [
    /^pausing with (?:at least )?(\d{1,9}) clicks?(?: yesterday)?$/i,
    ([, clicks]) => ({ pausesClicks: Number(clicks) }),
  ],
  [/^(?:at least )?([1-9]\d{0,5}) objects?$/i, ([, objects]) => ({ objects: Number(objects) })],
]

function payout(way: string | undefined, by: string | undefined, sign: string | undefined): When {
  const isUp = way?.toLowerCase() === 'up'
  const limit = Number(by)
  if (sign === '%') return isUp ? { payoutUpPercent: limit } : { payoutDownPercent: limit }
  return isUp ? { payoutUpBy: limit } : { payoutDownBy: limit }
}

function readCondition(text: string, commands: readonly string[]): When | string {
  for (const [pattern, make] of CONDITIONS) {
    const found = pattern.exec(text)
    if (!found) continue
    const when = make(found)
    return (when.payoutUpPercent ?? when.payoutDownPercent ?? 0) <= 100_000 ? when : `${text} is too much.`
  }
  return readCommands(text, commands)
}

function readCommands(text: string, commands: readonly string[]): When | string {
  const nouns = [...new Set(commands.map((command) => command.split(' ')[0] ?? ''))]
  const all = [...nouns, ...commands]
  const named = text
    .toLowerCase()
    .split(/ or |\//)
    .map((each) => each.trim())
  const unknown = named.find((each) => !all.includes(each))
  if (unknown === undefined) return { commands: named }
  const near = nearest(unknown, unknown.includes(' ') ? commands : all)
  const meant =
    near === undefined
      ? 'It can be a change, as “offer pause”, or “payout up 20%”, “payout down 5”, “margin below zero”, “pausing with traffic”, “creating”, “deleting”.'
      : `Did you mean “${near}”?`
  return `“${unknown.slice(0, 60)}” is not understood. ${meant}`
}
