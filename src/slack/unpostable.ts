import { Unpostable } from '../core/changes/desk.ts'
import { failure, whenAllowed } from './failure.ts'

/** Repeats `call` after a 429. @throws Unpostable for what Slack refuses in its own word; what else the Web API throws */
export async function orUnpostable<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await whenAllowed(call)
  } catch (error) {
    const failed = failure(error)
    throw failed?.kind === 'refused' ? new Unpostable(failed.code, { cause: error }) : error
  }
}
