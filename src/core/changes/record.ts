import type { Store } from '../../store/store.ts'
import type { RecordOfChanges } from '../command.ts'
import { UserError } from '../errors.ts'

/** The record as queries look it up. */
export function recordOf(store: Store | undefined): RecordOfChanges {
  if (!store) return NONE
  const { changes, audit } = store
  return {
    byId: (id) => changes.byId(id),
    list: (filter, options) => changes.list(filter, options),
    counts: (filter) => changes.counts(filter),
    story: (id) => audit.story(id),
  }
}

const none = (): Promise<never> => Promise.reject(new UserError('There is no record of changes here.'))
const NONE: RecordOfChanges = { byId: none, list: none, counts: none, story: none }
