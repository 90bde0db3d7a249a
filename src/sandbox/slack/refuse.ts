import { isRecord } from './block-kit/schema.ts'
import type { Troubles } from './trouble.ts'

/** Problems with blocks that are right but that this Slack, told so by a test, does not know yet. */
export function refusedBlocks(blocks: readonly unknown[], troubles: Troubles): string[] {
  return blocks.flatMap((block, index) =>
    isRecord(block) && typeof block.type === 'string' && troubles.refuseBlocks.includes(block.type)
      ? [`unsupported type: ${block.type} [json-pointer:/blocks/${index}/type]`]
      : [],
  )
}
