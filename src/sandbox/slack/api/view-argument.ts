import type { AnyBlock } from '@slack/types'
import { isRecord } from '../block-kit/schema.ts'
import { findViewProblems, underView } from '../block-kit/view.ts'
import type { Workspace } from '../core.ts'
import { nameBlocks } from '../interactive.ts'
import type { ViewBody } from '../modals.ts'
import { refusedBlocks } from '../refuse.ts'
import { ApiError } from './method.ts'

const MAX_VIEW_BYTES = 250_000
/** With this Slack begins, before it says what is wrong. */
const NO_MATCH = 'failed to match all allowed schemas [json-pointer:/view]'

/**
 * A view that Slack takes, its blocks named. `own` is the id of the view it is to replace, which may keep its
 * external_id. Throws an {@link ApiError}: `view_too_large`, `invalid_arguments` with what is wrong and where, or
 * `duplicate_external_id`.
 */
export function readView(
  workspace: Workspace,
  value: unknown,
  type: 'home' | 'modal',
  own?: string,
): ViewBody {
  if (Buffer.byteLength(JSON.stringify(value) ?? '') > MAX_VIEW_BYTES) throw new ApiError('view_too_large')
  const problems = findViewProblems(value, type)
  const blocks = isRecord(value) && Array.isArray(value.blocks) ? (value.blocks as AnyBlock[]) : []
  problems.push(...refusedBlocks(blocks, workspace.troubles).map(underView))
  if (!isRecord(value) || problems.length > 0)
    throw new ApiError('invalid_arguments', {
      response_metadata: { messages: [NO_MATCH, ...problems].map((problem) => `[ERROR] ${problem}`) },
    })
  checkExternalId(workspace, value.external_id, own)
  return { ...value, type, blocks: nameBlocks(blocks, workspace.newId) }
}

function checkExternalId({ modals }: Workspace, externalId: unknown, own: string | undefined): void {
  if (typeof externalId !== 'string' || externalId === '') return
  const holder = modals.findExternal(externalId)
  if (holder !== undefined && holder.id !== own) throw new ApiError('duplicate_external_id')
}
