import type { Ask } from './handler.ts'

const remembered = 4

/**
 * Remembers the last few things worked out, under the question they answer.
 * @param state what else the results depend on: when it changes, all are forgotten
 */
export function rememberer(state: () => string): Ask['once'] {
  const results = new Map<string, unknown>()
  let known = ''
  return <T>(question: string, work: () => T): T => {
    const current = state()
    if (current !== known) results.clear()
    known = current
    if (results.has(question)) return results.get(question) as T
    const result = work()
    results.set(question, result)
    const [oldest] = results.keys()
    if (results.size > remembered && oldest !== undefined) results.delete(oldest)
    return result
  }
}
