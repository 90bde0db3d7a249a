import type { PickKind } from '../../blocks/pick.ts'
import { price } from '../../blocks/figures.ts'
import { name as shortName } from '../../blocks/text.ts'
import { dayInWords, isDay } from '../days.ts'
import { readMoney } from './money.ts'

/** What a field holds: a text, an amount, an id, a day (YYYY-MM-DD); null where there is none. */
export type Value = string | number | null
export type Values = Readonly<Record<string, Value>>

/** One of a few values, as people read it. */
export interface Choice {
  readonly value: string
  readonly label: string
}

interface Common {
  /** Its name among the values, and what may be typed: `offer edit 12345 payout:20`. */
  readonly name: string
  /** As people see it. */
  readonly label: string
  readonly hint?: string
  readonly optional?: true
}

/** A field of a change's form. */
export type Field = Common &
  (
    | { readonly as: 'text'; readonly max: number; readonly long?: true }
    | { readonly as: 'url' }
    /** In `currency`, an ISO code; from 0. */
    | { readonly as: 'money'; readonly currency?: string }
    | { readonly as: 'whole'; readonly min: number; readonly max: number }
    | { readonly as: 'day' }
    | { readonly as: 'choice'; readonly choices: readonly Choice[] }
    /** An id, chosen by typing letters of a name; `offer` narrows creatives and landing pages. */
    | { readonly as: 'pick'; readonly kind: PickKind; readonly offer?: number }
  )

/** What was typed into a field, read. */
export type Reading =
  | { readonly ok: true; readonly value: Value }
  /** A sentence that says what is wrong and how it should be. */
  | { readonly ok: false; readonly problem: string }

const LONGEST_URL = 2000

/** Reads what somebody typed or chose, as text; undefined and blank are no value. */
export function readField(field: Field, given: string | undefined): Reading {
  const text = (given ?? '').trim()
  if (text === '') return field.optional ? value(null) : problem(`${field.label} is needed.`)
  switch (field.as) {
    case 'text':
      return text.length <= field.max
        ? value(text)
        : problem(`${field.label} can have ${field.max} characters at most; this has ${text.length}.`)
    case 'url':
      return readUrl(field.label, text)
    case 'money':
      return readMoney(field.label, text, field.currency)
    case 'whole':
      return readWhole(field, text)
    case 'day':
      return isDay(text) ? value(text) : problem(`${field.label} must be a day that exists, as 2026-12-31.`)
    case 'choice':
      return readChoice(field, text)
    case 'pick':
      return /^\d{1,15}$/.test(text) && Number(text) > 0
        ? value(Number(text))
        : problem(`${field.label} must be chosen from the list.`)
  }
}

function readUrl(label: string, text: string): Reading {
  if (!/^https:\/\/\S+$/i.test(text) || !URL.canParse(text) || text.length > LONGEST_URL) {
    return problem(`${label} must be a web address that begins with https://.`)
  }
  const { username, password } = new URL(text)
  return username + password === '' ? value(text) : problem(`${label} must not have a password in it.`)
}

function readWhole({ label, min, max }: Field & { as: 'whole' }, text: string): Reading {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return number >= min && number <= max
    ? value(number)
    : problem(`${label} must be a whole number from ${min} to ${max}.`)
}

function readChoice({ label, choices }: Field & { as: 'choice' }, text: string): Reading {
  const wanted = text.toLowerCase()
  const chosen = choices.find((choice) => [choice.value, choice.label.toLowerCase()].includes(wanted))
  if (chosen) return value(chosen.value)
  return problem(`${label} must be one of ${choices.map((choice) => choice.label).join(', ')}.`)
}

/**
 * A value in words: `$18.50`, `31 Dec 2026`, `Paused`.
 * @param called what a chosen thing is called; its id alone where nobody knows
 */
export function inWords(field: Field, of: Value, called?: string): string {
  if (of === null || of === '') return 'none'
  switch (field.as) {
    case 'money':
      return price(Number(of), field.currency)
    case 'day':
      return dayInWords(String(of))
    case 'choice':
      return field.choices.find((choice) => choice.value === of)?.label ?? String(of)
    case 'pick':
      return called === undefined ? String(of) : `${shortName(called, 80)} (${of})`
    case 'text':
    case 'url':
    case 'whole':
      return String(of)
  }
}

function value(of: Value): Reading {
  return { ok: true, value: of }
}

function problem(sentence: string): Reading {
  return { ok: false, problem: sentence }
}
