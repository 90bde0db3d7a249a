import { z } from 'zod'
import { updateAffiliate, type Affiliate } from '../../cake/affiliates.ts'
import { defineChange } from '../../core/changes/change.ts'
import { id } from '../../core/inputs.ts'
import { affiliateFields, affiliateValues, affiliateWritten, loadAffiliate, statusRemarks } from './fields.ts'

/** A change of an affiliate's status alone. */
export function defineSwitch(to: {
  readonly verb: 'Approve' | 'Reject' | 'Suspend' | 'Activate'
  readonly example: string
  readonly status: 'active' | 'rejected' | 'suspended'
  /** Why not, where it cannot be done: it is so already, or cannot become so. */
  readonly refuses: (affiliate: Affiliate) => string | undefined
}) {
  return defineChange({
    summary: `${to.verb} an affiliate`,
    role: 'requester',
    example: to.example,
    args: ['affiliate'],
    input: z.object({ affiliate: id('affiliate') }),
    subject: ({ affiliate }) => ({ kind: 'affiliate', id: affiliate }),
    load: ({ cake, read }, { affiliate }) => loadAffiliate(cake, affiliate, read),
    title: ({ affiliate_id, affiliate_name }) =>
      `${to.verb} affiliate ${affiliate_id} ${affiliate_name ?? ''}`.trim(),
    fields: (affiliate) => affiliateFields(affiliate).filter(({ name }) => name === 'status'),
    before: affiliateValues,
    sets: () => ({ status: to.status }),
    remarks: (affiliate, after) => {
      const refused = to.refuses(affiliate)
      if (refused !== undefined) return [{ sentence: refused, isRefusal: true }]
      return statusRemarks(affiliateValues(affiliate), after)
    },
    write: async (cake, { affiliate }, after) => {
      await cake.write(updateAffiliate, { affiliate_id: affiliate, ...affiliateWritten(after) })
      return {}
    },
  })
}
