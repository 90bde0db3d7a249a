import { z } from 'zod'
import { defineQuery, goTo } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { id, oneOf } from '../../core/inputs.ts'
import { commandLine } from '../../core/resolve.ts'

/** The same list as `change list`, as people ask for it. */
export const show = defineQuery({
  summary: 'Show what was changed, of everything or of one thing',
  role: 'viewer',
  example: 'history offer 12345',
  args: ['kind?', 'id?'],
  input: z.object({
    kind: oneOf('kind', ['offer', 'campaign', 'affiliate']).optional(),
    id: id('thing').optional(),
  }),
  load: async (_, { kind, id: of }) => {
    if (kind !== undefined && of === undefined) throw new UserError(`Which ${kind}?`, ['change list'])
    return goTo(commandLine('change', 'list', kind && of !== undefined ? { [kind]: of } : {}), undefined)
  },
  view: () => ({ summary: '', pieces: [], buttons: [] }),
})
