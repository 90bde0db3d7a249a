import type { Reading } from './fields.ts'

/** More is a slip of the finger, whatever the currency. */
const MOST = 10_000_000

/**
 * Reads an amount as people write it: `20`, `18.50`, `$1,250.00`, `1 250 USD`. CAKE's payouts may have up to four
 * decimals (a click is worth cents). What may mean two things (`18,50`) is asked about rather than guessed.
 * @param currency of the field, an ISO code; another one that was written is refused
 */
export function readMoney(label: string, typed: string, currency = 'USD'): Reading {
  const refuse = (sentence: string): Reading => ({ ok: false, problem: sentence })
  const other = otherCurrency(typed, currency)
  if (other) return refuse(`${label} is in ${currency}, not in ${other}.`)
  const bare = typed.replaceAll(SIGN, ' ').trim()
  if (/^[-−(]/.test(bare)) return refuse(`${label} cannot be negative.`)
  if (/^\d+,\d{1,2}$/.test(bare)) {
    return refuse(`${label}: write ${bare.replace(',', '.')} with a point; a comma parts thousands.`)
  }
  const plain = THOUSANDS.test(bare) ? bare.replaceAll(/[^\d.]/g, '') : bare
  if (!/^(\d+(\.\d*)?|\.\d+)$/.test(plain)) return refuse(`${label} must be an amount, as 18.50.`)
  if (/\.\d{5,}$/.test(plain)) return refuse(`${label} can have four decimals at most.`)
  const amount = Number(plain)
  return amount <= MOST
    ? { ok: true, value: amount }
    : refuse(`${label} cannot be above ${MOST.toLocaleString('en-US')}.`)
}

/** A currency's sign or code. */
const SIGN = /\p{Sc}|(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])/gu
/** Parted by one sign throughout: a comma, a space, an apostrophe. */
const THOUSANDS = /^\d{1,3}([,\s\u00a0'’])\d{3}(\1\d{3})*(\.\d*)?$/

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'],
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
}

/** The currency that was written, where it is not the field's. */
function otherCurrency(typed: string, currency: string): string | undefined {
  if (!/\d/.test(typed)) return undefined
  const code = /(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])/.exec(typed)?.[0].toUpperCase()
  if (code !== undefined && code !== currency) return code
  const sign = /\p{Sc}/u.exec(typed)?.[0]
  return sign === undefined || (SIGNS[sign] ?? []).includes(currency) ? undefined : sign
}
