import { z } from 'zod'
import { updateAffiliate } from '../../cake/affiliates.ts'
import { defineChange } from '../../core/changes/change.ts'
import { id } from '../../core/inputs.ts'
import {
  affiliateFields,
  affiliateValues,
  affiliateWeight,
  affiliateWritten,
  loadAffiliate,
  statusRemarks,
} from './fields.ts'

export const edit = defineChange({
  summary: 'Change an affiliate: name, account manager, status',
  role: 'requester',
  example: 'affiliate edit 67890',
  args: ['affiliate'],
  filters: { name: '"New name"', manager: '42', status: 'suspended' },
  input: z.object({ affiliate: id('affiliate') }),
  subject: ({ affiliate }) => ({ kind: 'affiliate', id: affiliate }),
  load: ({ cake, read }, { affiliate }) => loadAffiliate(cake, affiliate, read),
  title: ({ affiliate_id, affiliate_name }) =>
    `Change affiliate ${affiliate_id} ${affiliate_name ?? ''}`.trim(),
  fields: affiliateFields,
  before: affiliateValues,
  remarks: (affiliate, after) => statusRemarks(affiliateValues(affiliate), after),
  weigh: (_, affiliate, changed) => affiliateWeight(affiliate, changed),
  write: async (cake, { affiliate }, after) => {
    await cake.write(updateAffiliate, { affiliate_id: affiliate, ...affiliateWritten(after) })
    return {}
  },
})
