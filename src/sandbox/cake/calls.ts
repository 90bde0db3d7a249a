import type { CallView } from '../page/protocol.ts'
import { Told } from './told.ts'

const kept = 200

/** The calls the network has had, newest last, and those who want to hear of them. The key is never in one. */
export class Calls extends Told<CallView> {
  readonly list: CallView[] = []
  readonly #key: string
  #count = 0

  constructor(key: string) {
    super()
    this.#key = key
  }

  add(call: Omit<CallView, 'id'>): void {
    this.#count += 1
    const view = { ...call, id: this.#count, path: this.#redacted(call.path) }
    this.list.push(view)
    if (this.list.length > kept) this.list.shift()
    this.tell(view)
  }

  clear(): void {
    this.list.length = 0
  }

  /** The value of api_key whatever it is, and the real key wherever else it may stand. */
  #redacted(path: string): string {
    return path
      .replace(/([?&]api_key=)[^&#]*/gi, '$1REDACTED')
      .replaceAll(this.#key, 'REDACTED')
      .replaceAll(encodeURIComponent(this.#key), 'REDACTED')
  }
}
