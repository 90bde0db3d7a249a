import type { AnyBlock } from '@slack/types'
import type { StateValues } from '../page/protocol.ts'
import { dropOldest } from './bounded.ts'
import { stateOf } from './interactive.ts'

/** What people have chosen and typed so far, by the message, Home tab or modal it is in. */
export class HeldValues {
  readonly #values = new Map<string, StateValues>()

  get(key: string): StateValues {
    return this.#values.get(key) ?? {}
  }

  /** Adds to what is held; what is given again takes the place of what was there. */
  add(key: string, values: StateValues): StateValues {
    const merged: Record<string, StateValues[string]> = { ...this.get(key) }
    for (const [block, actions] of Object.entries(values)) merged[block] = { ...merged[block], ...actions }
    this.#values.set(key, merged)
    dropOldest(this.#values, 1000)
    return merged
  }

  /**
   * A view was updated: an input with the block_id and action_id of an earlier one stands where that one stood, also
   * when it brings another initial value (https://github.com/slackapi/bolt-js/issues/290).
   */
  carryOver(key: string, before: readonly AnyBlock[], after: readonly AnyBlock[]): void {
    const stood = stateOf(before, this.get(key))
    const kept: Record<string, Record<string, StateValues[string][string]>> = {}
    for (const [block, actions] of Object.entries(stateOf(after, {})))
      for (const [action, now] of Object.entries(actions)) {
        const then = stood[block]?.[action]
        if (then !== undefined && then.type === now.type) (kept[block] ??= {})[action] = then
      }
    this.#values.set(key, kept)
  }

  forget(key: string): void {
    this.#values.delete(key)
  }

  clear(): void {
    this.#values.clear()
  }
}
