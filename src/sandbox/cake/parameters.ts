import { z } from 'zod'
import { dayNumber, isLocalText } from './days.ts'

/**
 * The kinds of parameter the documentation knows. Messages finish the sentence "it must be …".
 * A query has only texts; a JSON body has numbers where the documentation's samples have numbers.
 */

const aboveZero = 'a whole number above 0'
const notBlank = 'a text that is not empty'
const amountOfMoney = 'a number that is not negative'
const aDay = 'a day like 2026-01-31'
const aMoment = 'a date and time like 2026-09-30 23:59:59'

const oneOfWords = (words: readonly string[]) => `one of ${words.join(', ')}`

const wholeNumber = (least: number, most: number, what: string) =>
  z
    .string({ error: what })
    .regex(/^\d{1,10}$/, { error: what })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: what })

export const query = {
  id: wholeNumber(1, 2 ** 31, aboveZero),
  /** The first row wanted. */
  row: wholeNumber(0, 2 ** 31, 'a whole number, 0 or above'),
  limit: (max: number) => wholeNumber(1, max, `a whole number from 1 to ${max}`),
  choice: (from: number, to: number) => wholeNumber(from, to, `a whole number from ${from} to ${to}`),
  word: <const W extends readonly string[]>(words: W) => z.enum(words, { error: oneOfWords(words) }),
  flag: z.enum(['true', 'false'], { error: 'true or false' }).transform((word) => word === 'true'),
  text: z.string({ error: notBlank }).trim().min(1, { error: notBlank }),
  /** Which day, as days since 1970. */
  day: z.string({ error: aDay }).transform((text, context) => {
    const day = dayNumber(text)
    if (day !== null) return day
    context.addIssue({ code: 'custom', message: aDay })
    return z.NEVER
  }),
}

export const body = {
  id: z.int({ error: aboveZero }).positive({ error: aboveZero }),
  choice: (from: number, to: number) => {
    const what = `a whole number from ${from} to ${to}`
    return z.int({ error: what }).min(from, { error: what }).max(to, { error: what })
  },
  word: <const W extends readonly string[]>(words: W) => z.enum(words, { error: oneOfWords(words) }),
  text: z.string({ error: notBlank }).refine((text) => text.trim() !== '', { error: notBlank }),
  /** May be emptied. */
  description: z.string({ error: 'a text' }),
  /** `https://…`, placeholders like `{aff_id}` allowed. */
  url: z
    .string({ error: 'a URL' })
    .regex(/^https?:\/\/\S+$/, { error: 'a URL that begins with http:// or https://' }),
  amount: z.number({ error: amountOfMoney }).nonnegative({ error: amountOfMoney }),
  /** In the network's time zone. */
  moment: z.string({ error: aMoment }).refine(isLocalText, { error: aMoment }),
}
