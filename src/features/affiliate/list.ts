import { z } from 'zod'
import { affiliatePages } from '../../cake/affiliates.ts'
import { defineQuery } from '../../core/command.ts'
import { called } from '../../core/entries.ts'
import { id, oneOf, page } from '../../core/inputs.ts'
import { listCard, listHeading, listPage, LIST_SIZE, mayBe, mayHaveStatus } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { listed } from './unlisted.ts'
import { affiliateEntry } from './view.ts'

const STATUSES = ['active', 'inactive', 'pending', 'rejected', 'suspended'] as const

export const list = defineQuery({
  summary: 'List affiliates',
  role: 'viewer',
  example: 'affiliate list status:active',
  args: [],
  filters: { status: 'active', manager: '42' },
  input: z.object({
    status: oneOf('status', STATUSES).optional(),
    manager: id('manager').optional(),
    page,
  }),
  load: async ({ cake, catalogue, read }, filter) => {
    const asked = { affiliate_status: filter.status, account_manager_id: filter.manager }
    const pages = affiliatePages(cake, asked, { ...read, pageSize: filter.page * LIST_SIZE + 1 })
    // Once more here: a network may pass over a filter.
    const found = await listPage(
      listed(pages),
      filter.page,
      (row) =>
        mayHaveStatus(row.affiliate_status, filter.status, STATUSES) &&
        mayBe(row.account_manager?.id, filter.manager),
    )
    for (const affiliate of found.rows) catalogue.noteAffiliate(affiliate)
    return { filter, names: called(catalogue, { manager: filter.manager }), listed: found }
  },
  view: ({ filter, names, listed: found }) =>
    listCard({
      heading: listHeading('Affiliates', filter.status, names),
      one: 'affiliate',
      listed: found,
      entry: affiliateEntry,
      line: (number) => commandLine('affiliate', 'list', { ...filter, page: number }),
    }),
})
