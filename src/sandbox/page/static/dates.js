const plain = (options) => (date) => new Intl.DateTimeFormat('en-US', options).format(date)

const long = plain({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' })
const medium = plain({ month: 'long', day: 'numeric', year: 'numeric' })
const short = plain({ month: 'short', day: 'numeric', year: 'numeric' })

/** What may stand in braces in Slack's date format. */
const tokens = {
  date_num: (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  date: medium,
  date_short: short,
  date_long: long,
  date_pretty: (date) => nearDay(date) ?? medium(date),
  date_short_pretty: (date) => nearDay(date) ?? short(date),
  date_long_pretty: (date) => nearDay(date) ?? long(date),
  day_divider_pretty: (date) => nearDay(date) ?? long(date),
  time: plain({ hour: 'numeric', minute: '2-digit' }),
  time_secs: plain({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (date) => ago(date),
}

const two = (number) => String(number).padStart(2, '0')

/**
 * A time as Slack's `<!date^…>` shows it, in this browser's zone.
 *
 * @param {number} seconds Unix time
 * @param {string} format e.g. `{date_short} at {time}`
 * @returns {string | null} null: the format or the time is not understood, so the fallback is shown
 */
export function slackDate(seconds, format) {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return null
  let understood = true
  const text = format.replaceAll(/\{(\w+)\}/g, (whole, token) => {
    if (Object.hasOwn(tokens, token)) return tokens[token](date)
    understood = false
    return whole
  })
  return understood ? text : null
}

/** @param {string} ts a message's ts: Unix seconds with six decimals */
export const dateOfTs = (ts) => new Date(Number(ts) * 1000)

/** `10:42 AM` @param {Date} date */
export const clock = (date) => tokens.time(date)

/** `Today`, `Yesterday` or the day in full, for the dividers. @param {Date} date */
export function dayName(date) {
  const near = nearDay(date)
  return near ? near[0].toUpperCase() + near.slice(1) : long(date)
}

function nearDay(date) {
  const days = Math.round((midnight(date) - midnight(new Date(Date.now() + aheadMs))) / 86_400_000)
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days] ?? null
}

let aheadMs = 0

/** What `today` is when the clock of the sandbox is ahead of this computer's. @param {number} ms */
export function moveClock(ms) {
  aheadMs = ms
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

function ago(date) {
  const seconds = (date.getTime() - Date.now()) / 1000
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ]
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' }).format(Math.round(seconds / size), unit)
}
