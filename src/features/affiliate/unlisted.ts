import { CakeError } from '../../cake/errors.ts'
import type { Page } from '../../cake/client.ts'
import { UserError } from '../../core/errors.ts'

/** affiliates.json is not in every network's API: it then answers 404, an error of its own, or a page. */
export function isUnlisted(error: unknown): error is CakeError {
  return (
    error instanceof CakeError &&
    (error.status === 404 || error.kind === 'invalid' || error.kind === 'unreadable')
  )
}

/** The same pages; where the network does not list affiliates, a sentence that says so and what works. */
export async function* listed<Row>(pages: AsyncIterable<Page<Row>>): AsyncIterable<Page<Row>> {
  try {
    yield* pages
  } catch (error) {
    if (!isUnlisted(error)) throw error
    throw new UserError(
      "This network's API does not list affiliates. Look one up by its name or id: `/cake affiliate 67890`.",
    )
  }
}
