import { name } from './text.ts'

/** Signs stand beside the word, never alone. https://www.w3.org/WAI/WCAG22/Understanding/use-of-color */
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    active: '🟢',
    paused: '⏸️',
    inactive: '⏸️',
    pending: '🕓',
    expired: '⌛',
    suspended: '⛔',
    rejected: '⛔',
    deleted: '🗑️',
  }),
)

/** A status in the middle of a sentence: `active`; as it follows `is`. */
export function statusWord(word: string | undefined): string {
  return word === undefined || word === '' ? 'of unknown status' : name(word, 40)
}

/** A status as people see it: `🟢 Active`. One that CAKE alone knows is shown as it is; none is '–'. */
export function status(word: string | undefined): string {
  if (word === undefined || word === '') return '–'
  const sign = SIGNS.get(word)
  return sign === undefined ? name(word, 40) : `${sign} ${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
