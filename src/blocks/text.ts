/**
 * Words that come from outside, made safe and short. Slack reads `&`, `<` and `>` as markup in `text` and in
 * mrkdwn: https://docs.slack.dev/messaging/formatting-message-text#escaping. Everything that CAKE names is shown in
 * plain_text, raw_text or rich_text, which read no markup at all; only the fallback `text` needs `escape`.
 */

/** `text` with Slack's three control characters escaped, for a message's fallback `text`. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The other way round: what Slack has escaped in a message, a command or an address, as it was. */
export function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
const ALL_UNSEEN = new RegExp(`${UNSEEN.source}+`, 'g')

/**
 * One line of at most `max` characters: control characters and line breaks become spaces, what is cut ends in '…'.
 * A surrogate pair is never cut in two. Empty input becomes '–', since Slack refuses empty texts.
 */
export function line(text: string, max: number): string {
  const flat = (UNSEEN.test(text) ? text.replaceAll(ALL_UNSEEN, ' ') : text).trim()
  return cut(flat === '' ? '–' : flat, max)
}

/** At most `max` UTF-16 units of `text`; what was cut ends in '…'. Half a surrogate pair, which no Slack takes, is '\ufffd'. */
export function cut(text: string, max: number): string {
  const whole = text.toWellFormed()
  if (whole.length <= max) return whole
  const end = /[\ud800-\udbff]/.test(whole.charAt(max - 2)) ? max - 2 : max - 1
  return `${whole.slice(0, end)}…`
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e\u2066-\u2069]/

/**
 * A name from CAKE inside a line of our own: cut to `max`, and wrapped in bidi isolates where it holds
 * right-to-left script or bidi controls, so that it cannot turn round the figures beside it
 * (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates).
 */
export function name(text: string, max = 80): string {
  const shown = line(text, max)
  return RIGHT_TO_LEFT.test(shown)
    ? `\u2068${shown.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
    : shown
}

const counts = new Intl.NumberFormat('en-US')

/** `1 campaign`, `2 campaigns`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${counts.format(number)} ${number === 1 ? one : many}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(all: readonly string[]): string {
  return all.length <= 1 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`
}

/** How many of each kind: `7: 6 active, 1 paused`; `5, all active`; `none`. */
export function tally(counts: readonly (readonly [kind: string, count: number])[]): string {
  const total = counts.reduce((sum, [, many]) => sum + many, 0)
  if (total === 0) return 'none'
  const [first] = counts
  if (first && counts.length === 1) return total === 1 ? `1, ${first[0]}` : `${total}, all ${first[0]}`
  return `${total}: ${counts.map(([kind, many]) => `${many} ${kind}`).join(', ')}`
}
