import type { Asker, Kind } from './contract.ts'

const MOST_ASKERS = 2000
const MOST_THINGS = 20

/** A thing somebody used. */
export interface Used {
  readonly kind: Kind
  readonly id: number
}

/** What people and channels used lately: the last 20 things each, of the last 2000 of them. */
export class Recent {
  readonly #used = new Map<string, Used[]>()

  use(used: Used, by: Asker): void {
    for (const who of askers(by)) {
      const before = (this.#used.get(who) ?? []).filter(
        ({ kind, id }) => kind !== used.kind || id !== used.id,
      )
      // Taken out and put in again, so that the map's order is that of the last use.
      this.#used.delete(who)
      this.#used.set(who, [used, ...before].slice(0, MOST_THINGS))
    }
    for (const who of this.#used.keys()) {
      if (this.#used.size <= MOST_ASKERS) break
      this.#used.delete(who)
    }
  }

  /** The latest first, the person's own before the channel's; each once. */
  of(by: Asker): Used[] {
    const all = askers(by).flatMap((who) => this.#used.get(who) ?? [])
    return all.filter(
      (used, at) => all.findIndex(({ kind, id }) => kind === used.kind && id === used.id) === at,
    )
  }
}

function askers({ user, channel }: Asker): string[] {
  return channel === undefined ? [`user ${user}`] : [`user ${user}`, `channel ${channel}`]
}
