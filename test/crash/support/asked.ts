import type { SandboxCake } from '../../../src/sandbox/cake/server.ts'
import type { Asked } from '../../../src/store/ask.ts'
import type { Change } from '../../../src/store/change.ts'

let forms = 0

/** The same as was asked with this change, asked again at this moment about another offer. */
export function askedLike(change: Change, offer: number): Asked {
  forms += 1
  const { command, about, before, after, difference, requester, reason } = change
  const { rule, approvalsNeeded, askedIn, askedAt, expiresAt } = change
  return {
    askedKey: `form ${forms}`,
    command,
    input: { offer: String(offer) },
    about: { ...about, id: offer },
    before,
    after,
    difference,
    requester,
    reason,
    rule,
    approvalsNeeded,
    askedIn,
    expiresAt: new Date(Date.now() + expiresAt.getTime() - askedAt.getTime()),
  }
}

/** So many offers more, each as offer 12345 is. @returns their ids */
export function moreOffers({ cake }: { readonly cake: SandboxCake }, count: number): number[] {
  const { offers } = cake.network
  const like = offers.get(12345)
  if (!like) throw new Error('there is no offer 12345')
  const ids = Array.from({ length: count }, (_, at) => 2_000_001 + at)
  for (const offer_id of ids) offers.put({ ...like, offer_id, offer_name: `Offer ${offer_id}` })
  return ids
}
