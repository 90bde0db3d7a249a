/** How figures are written: the same everywhere, so that two cards can be compared by eye. Absent is always '–'. */

const currencies = new Map<string, Intl.NumberFormat | null>()

function currencyFormat(currency: string): Intl.NumberFormat | null {
  const known = currencies.get(currency)
  if (known !== undefined) return known
  let format: Intl.NumberFormat | null = null
  // Intl throws on what is not three letters; CAKE's field is free text.
  if (/^[A-Za-z]{3}$/.test(currency)) format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  if (currencies.size < 500) currencies.set(currency, format)
  return format
}

const plainMoney = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const fineMoney = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 })
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** An amount in `currency` (ISO 4217 code); where no currency is known the bare number, never a guessed sign. */
export function money(amount: number | undefined, currency?: string): string {
  if (amount === undefined) return '–'
  const format = currency === undefined ? null : currencyFormat(currency)
  if (format) return format.format(amount).replace('-', '−')
  const plain = plainMoney.format(amount).replace('-', '−')
  return currency === undefined ? plain : `${plain} ${currency.slice(0, 8)}`
}

/** Earnings per click have a third decimal: they are often under a cent. */
export function earnings(amount: number | undefined): string {
  return amount === undefined ? '–' : fineMoney.format(amount).replace('-', '−')
}

/** A percentage that is already in percent: 3.71 becomes '3.71 %' (1 decimal unless told). */
export function percent(value: number | undefined, decimals = 1): string {
  return value === undefined ? '–' : `${value.toFixed(decimals).replace('-', '−')} %`
}

/** A count with thousands separators. */
export function number(value: number | undefined): string {
  return value === undefined ? '–' : whole.format(value).replace('-', '−')
}

/**
 * How a figure stands to the one before: sign, arrow and words, never colour alone. Percentages are compared in
 * points, since '+50 %' of a conversion rate misleads.
 */
export function change(
  now: number | undefined,
  before: number | undefined,
  unit: 'amount' | 'points',
): string {
  if (now === undefined || before === undefined) return '–'
  const difference = unit === 'points' ? now - before : relative(now, before)
  if (difference === undefined) return now === 0 ? 'no change' : 'new'
  const digits = unit === 'points' ? 1 : 0
  const size = Math.abs(difference)
  const shown = size.toFixed(digits)
  if (Number(shown) === 0) return 'no change'
  const words = unit === 'points' ? `${shown} pts` : `${whole.format(Number(shown))} %`
  return difference > 0 ? `▲ +${words}` : `▼ −${words}`
}

function relative(now: number, before: number): number | undefined {
  return before === 0 ? undefined : ((now - before) / Math.abs(before)) * 100
}
