import { line } from './text.ts'

/** Signs stand beside the word, never alone. https://www.w3.org/WAI/WCAG22/Understanding/use-of-color */
const SIGNS: Readonly<Record<string, string>> = {
  active: '🟢',
  paused: '⏸️',
  inactive: '⏸️',
  pending: '🕓',
  expired: '⌛',
  suspended: '⛔',
  rejected: '⛔',
  deleted: '🗑️',
}

/** A status as people see it: `🟢 Active`. One that CAKE alone knows is shown as it is; none is '–'. */
export function status(word: string | undefined): string {
  if (word === undefined || word === '') return '–'
  const sign = SIGNS[word]
  return sign === undefined ? line(word, 40) : `${sign} ${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
