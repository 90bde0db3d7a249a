import type { MessagePointer } from '../../store/change.ts'
import type { Store } from '../../store/store.ts'
import type { Desk } from '../changes/desk.ts'
import { UserError } from '../errors.ts'

/** The digests, to be looked up. */
export type RecordOfDigests = Pick<Store['digests'], 'inChannel' | 'ofOwner' | 'all'> & {
  /** A link to a digest's message; undefined where Slack gives none. */
  link(message: MessagePointer): Promise<string | undefined>
}

/** The digests as queries look them up. */
export function digestsOf(desk: Desk | undefined): RecordOfDigests {
  if (!desk) return NONE
  const { store, teller } = desk
  return {
    inChannel: (channel) => store.digests.inChannel(channel),
    ofOwner: (userId) => store.digests.ofOwner(userId),
    all: (page) => store.digests.all(page),
    link: (message) => teller.link(message),
  }
}

const none = (): Promise<never> => Promise.reject(new UserError('There are no digests here.'))
const NONE: RecordOfDigests = { inChannel: none, ofOwner: none, all: none, link: none }
