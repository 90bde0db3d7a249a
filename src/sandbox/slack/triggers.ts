import { dropOldest } from './bounded.ts'

const LIFE_MS = 3000

type TriggerError = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id'

/** Whom a trigger was given out for, and the modal it was in. */
interface Origin {
  readonly user: string
  readonly view: string | undefined
}

export type TriggerUse = { readonly result: TriggerError } | (Origin & { readonly result: 'ok' })

/** Trigger ids: good for three seconds and one use (https://docs.slack.dev/interactivity/handling-user-interaction). */
export class Triggers {
  readonly #issued = new Map<string, Origin & { readonly at: number; used: boolean }>()
  readonly #now: () => number
  readonly #newId: (prefix: string) => string

  constructor(now: () => number, newId: (prefix: string) => string) {
    this.#now = now
    this.#newId = newId
  }

  issue(user: string, view?: string): string {
    const id = `${this.#newId('')}.${this.#newId('')}.sandbox`
    this.#issued.set(id, { user, view, at: this.#now(), used: false })
    dropOldest(this.#issued, 1000)
    return id
  }

  /** Uses it up, or gives the error that Slack's views.open would answer. */
  use(id: unknown): TriggerUse {
    const trigger = typeof id === 'string' ? this.#issued.get(id) : undefined
    if (trigger === undefined) return { result: 'invalid_trigger_id' }
    if (trigger.used) return { result: 'exchanged_trigger_id' }
    if (this.#now() - trigger.at > LIFE_MS) return { result: 'expired_trigger_id' }
    trigger.used = true
    return { result: 'ok', user: trigger.user, view: trigger.view }
  }
}
