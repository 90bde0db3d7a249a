import type { RecentFigures } from './command.ts'

/**
 * Keeps what was read for `keepMs` (a minute), and shares what is being read. Only successes are kept. What is shown
 * from here says as of when.
 */
export function recentFigures(now: () => Date, keepMs = 60_000, most = 1000): RecentFigures {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>()
  return {
    get<T>(key: string, load: () => Promise<T>): Promise<T> {
      const found = kept.get(key)
      // The key says what the value is: each key is used by one caller with one type.
      if (found && found.until > now().getTime()) return found.value as Promise<T>
      const value = load()
      kept.set(key, { until: now().getTime() + keepMs, value })
      value.catch(() => kept.delete(key))
      if (kept.size > most)
        for (const oldest of kept.keys()) {
          kept.delete(oldest)
          break
        }
      return value
    },
  }
}
