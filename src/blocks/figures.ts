/** How figures are written: the same everywhere, so that two cards can be compared by eye. Absent is always '–'. */

const formats = new Map<string, Intl.NumberFormat>()

/** Formats are slow to make, so they are kept by `key`. What rounds to 0 has no sign: '-0.0' says nothing. */
function format(key: string, value: number, options: () => Intl.NumberFormatOptions): string {
  let made = formats.get(key)
  if (!made) {
    made = new Intl.NumberFormat('en-US', { signDisplay: 'negative', ...options() })
    if (formats.size < 500) formats.set(key, made)
  }
  return made.format(value).replace('-', '−')
}

function decimal(value: number, least: number, most = least): string {
  return format(`${least} ${most}`, value, () => ({
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  }))
}

function amountIn(currency: string | undefined, amount: number, most?: number, least?: number): string {
  // Intl throws on what is not three letters, and has no sign for XXX, which stands for none. CAKE's field is free text.
  if (currency !== undefined && /^[A-Z]{3}$/i.test(currency) && currency.toUpperCase() !== 'XXX') {
    const fractions = { maximumFractionDigits: most, minimumFractionDigits: least }
    return format(`${currency} ${most} ${least}`, amount, () => ({
      style: 'currency',
      currency,
      ...fractions,
    }))
  }
  const plain = decimal(amount, least ?? 2, most)
  return currency === undefined || currency === '' ? plain : `${plain} ${currency.slice(0, 8)}`
}

/** An amount in `currency` (ISO 4217 code); where no currency is known the bare number, never a guessed sign. */
export function money(amount: number | undefined, currency?: string): string {
  return amount === undefined ? '–' : amountIn(currency, amount)
}

/** The price of one click or conversion, as `money`: up to four decimals, since $0.0125 a click is not $0.01. */
export function price(amount: number | undefined, currency?: string): string {
  return amount === undefined ? '–' : amountIn(currency, amount, 4)
}

/** A sum of money as `money`, but from a thousand on without cents, which nobody reads. */
export function sum(amount: number | undefined, currency?: string): string {
  if (amount === undefined || Math.abs(amount) < 1000) return money(amount, currency)
  return amountIn(currency, amount, 0, 0)
}

/** Earnings per click have a third decimal: they are often under a cent. */
export function earnings(amount: number | undefined, currency?: string): string {
  return amount === undefined ? '–' : amountIn(currency, amount, 3, 3)
}

/** A percentage that is already in percent: 3.71 becomes '3.71 %' (1 decimal unless told). */
export function percent(value: number | undefined, decimals = 1): string {
  return value === undefined ? '–' : `${decimal(value, decimals)} %`
}

/** A count with thousands separators. */
export function number(value: number | undefined): string {
  return value === undefined ? '–' : decimal(value, 0)
}

/**
 * How a figure stands to the one before: sign, arrow and words, never colour alone. Percentages are compared in
 * points, since '+50 %' of a conversion rate misleads. 'no change' is said of equal figures only.
 */
export function change(
  now: number | undefined,
  before: number | undefined,
  unit: 'amount' | 'points',
): string {
  if (now === undefined || before === undefined) return '–'
  const difference = unit === 'points' ? now - before : relative(now, before)
  if (difference === undefined) return now === 0 ? 'no change' : 'new'
  if (difference === 0) return 'no change'
  const shown = decimal(Math.abs(difference), unit === 'points' ? 1 : 0)
  if (Number(shown) === 0) return 'nearly the same'
  const words = `${shown} ${unit === 'points' ? 'pts' : '%'}`
  return difference > 0 ? `▲ +${words}` : `▼ −${words}`
}

function relative(now: number, before: number): number | undefined {
  return before === 0 ? undefined : ((now - before) / Math.abs(before)) * 100
}
