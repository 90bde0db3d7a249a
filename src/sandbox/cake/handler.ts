import type { z } from 'zod'
import type { Network } from './network/network.ts'
import type { Variant } from './variant.ts'

/** What a handler may look at besides the parameters. */
export interface Ask {
  readonly network: Network
  readonly variant: Variant
  /** Milliseconds since 1970. */
  readonly now: number
  /** The network's clock, `YYYY-MM-DD HH:MM:SS`. */
  readonly local: string
  /**
   * Works something out once for all the pages of a list or a report; forgotten when the network changes.
   * @param question what is asked, all that the result depends on except the network's data and the time
   */
  readonly once: <T>(question: string, work: () => T) => T
}

/** An answer in the documented form. `undefined` fields are absent. */
export type Answer = Readonly<Record<string, unknown>>

/** Checks the parameters (strings of a query, or a JSON body, without the key) and answers. */
export type Handler = (raw: Readonly<Record<string, unknown>>, ask: Ask) => Answer

/** A request that is refused, with a sentence for the one who made it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number

  /** @param status of HTTP; nothing of this is documented, 400 is this sandbox's guess */
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

/**
 * A handler whose parameters are what the documentation lists and nothing else: an unknown one, a missing one or
 * one of the wrong kind is refused with a sentence that names it.
 */
export function handler<S extends z.ZodType>(
  params: S,
  answer: (params: z.output<S>, ask: Ask) => Answer,
): Handler {
  return (raw, ask) => {
    const checked = params.safeParse(raw)
    if (!checked.success) throw new Refusal(complaint(checked.error, raw))
    return { request_status: 'Success', ...answer(checked.data, ask) }
  }
}

function complaint(error: z.ZodError, raw: Readonly<Record<string, unknown>>): string {
  const [issue] = error.issues
  if (!issue) return 'Invalid request.'
  if (issue.code === 'unrecognized_keys') return `Unknown parameter '${issue.keys.join("', '")}'.`
  const [name] = issue.path
  if (name === undefined) return `${issue.message}.`
  if (raw[String(name)] === undefined) return `Missing required parameter '${String(name)}'.`
  return `Invalid value for '${String(name)}': it must be ${issue.message}.`
}
