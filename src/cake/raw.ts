/** An object out of CAKE's JSON, nothing known of it yet. */
export type Raw = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * An answer whose shape is not understood. Internal to the client, which turns it into a `CakeError`; the
 * message never quotes a value of the answer, only names.
 */
export class Unreadable extends Error {
  readonly field: string | undefined
  /** The answer is well-formed and says that there is no such object. */
  readonly empty: boolean

  constructor(why: string, field?: string, empty = false) {
    super(why)
    this.name = 'Unreadable'
    this.field = field
    this.empty = empty
  }
}
