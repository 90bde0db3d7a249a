import { CakeError } from '../../cake/errors.ts'
import { Implausible } from './sheets.ts'
import { rangeInWords } from './times.ts'

/** What came, or why it did not: a part of a sentence. */
export type Attempt<T> = { readonly value: T } | { readonly why: string }

/** Waits for what CAKE gives. @throws what is not CAKE's trouble */
export async function attempt<T>(coming: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await coming }
  } catch (error) {
    const why = whyOf(error)
    if (why === undefined) throw error
    return { why }
  }
}

/** CAKE's trouble in words that a channel can read; undefined for what is no trouble of CAKE's. */
function whyOf(error: unknown): string | undefined {
  if (error instanceof Implausible) {
    const { report, range, before } = error
    return `CAKE reports no traffic of ${report} at all for ${rangeInWords(range)}, but some for ${rangeInWords(before)}`
  }
  if (!(error instanceof CakeError)) return undefined
  switch (error.kind) {
    case 'unreachable':
      return 'CAKE cannot be reached'
    case 'timeout':
      return 'CAKE did not answer in time'
    case 'refused':
      return 'CAKE refused the key of this bot'
    case 'rate-limited':
      return 'CAKE says that it is asked too often'
    case 'not-found':
    case 'invalid':
    case 'unreadable':
    case 'unknown-outcome':
      return error.message.replace(/\.$/, '')
  }
}
