import { anyBlock } from './blocks.ts'
import { isRecord, list, type Context, type Surface } from './schema.ts'
import { MAX_DATA_TABLE_CHARACTERS, MAX_TABLE_CHARACTERS } from './tables.ts'

const MAX_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }
const MAX_MARKDOWN_CHARACTERS = 12_000
const MAX_CHARTS = 2
/** Seen by users of Slack, not documented: https://github.com/slackapi/bolt-js/issues/2509 */
const MAX_MESSAGE_CHARACTERS = 13_200

/**
 * Everything Slack would refuse in these blocks, each as Slack words it
 * (`must be less than 151 characters [json-pointer:/blocks/0/text/text]`). Empty: Slack takes them.
 * For a message this includes the size of its text taken together ({@link isTooLong}), which Slack
 * answers with `msg_blocks_too_long` in place of `invalid_blocks`.
 */
export function checkBlocks(blocks: unknown, surface: Surface): string[] {
  const problems = findProblems(blocks, surface)
  if (surface === 'message' && isTooLong(blocks))
    problems.push(`msg_blocks_too_long: more than ${MAX_MESSAGE_CHARACTERS} characters in all`)
  return problems
}

/** The problems that Slack answers with `invalid_blocks`. */
export function findProblems(blocks: unknown, surface: Surface): string[] {
  const problems: string[] = []
  const context: Context = {
    surface,
    report: (problem, pointer) => problems.push(`${problem} [json-pointer:${pointer}]`),
  }
  list(anyBlock, { min: 0, max: MAX_BLOCKS[surface] })(blocks, '/blocks', context)
  if (Array.isArray(blocks)) {
    checkTotals(blocks, context)
    checkIds(blocks, context)
  }
  return problems
}

/** Is the text of these blocks, tables apart (they have limits of their own), more than a message holds? */
export function isTooLong(blocks: unknown): boolean {
  return charactersOf(blocks, new Set(['table', 'data_table'])) > MAX_MESSAGE_CHARACTERS
}

function checkTotals(blocks: readonly unknown[], { report }: Context): void {
  const ofType = (type: string): readonly unknown[] =>
    blocks.filter((block) => isRecord(block) && block.type === type)
  const limits = [
    ['markdown', MAX_MARKDOWN_CHARACTERS],
    ['table', MAX_TABLE_CHARACTERS],
    ['data_table', MAX_DATA_TABLE_CHARACTERS],
  ] as const
  for (const [type, max] of limits)
    if (charactersOf(ofType(type)) > max)
      report(`no more than ${max} characters of ${type} allowed`, '/blocks')
  if (ofType('table').length > 1) report('only one table allowed', '/blocks')
  if (ofType('data_visualization').length > MAX_CHARTS)
    report(`no more than ${MAX_CHARTS} data_visualization blocks allowed`, '/blocks')
}

function checkIds(blocks: readonly unknown[], { report }: Context): void {
  const blockIds = new Set<string>()
  blocks.forEach((block, index) => {
    if (!isRecord(block)) return
    if (typeof block.block_id === 'string') {
      if (blockIds.has(block.block_id))
        report(`block_id "${block.block_id}" already exists`, `/blocks/${index}/block_id`)
      blockIds.add(block.block_id)
    }
    const actionIds = new Set<string>()
    for (const id of actionIdsOf(block)) {
      if (actionIds.has(id))
        report(`action_id "${id}" already exists for another element`, `/blocks/${index}`)
      actionIds.add(id)
    }
  })
}

function actionIdsOf(block: Record<string, unknown>): string[] {
  const elements: unknown[] = Array.isArray(block.elements) ? block.elements : []
  return elements.flatMap((element) =>
    isRecord(element) && typeof element.action_id === 'string' ? [element.action_id] : [],
  )
}

/** The length of every `text` string (and a markdown block's) in a tree of blocks. */
function charactersOf(value: unknown, without: ReadonlySet<string> = new Set()): number {
  if (Array.isArray(value)) {
    let total = 0
    for (const one of value) total += charactersOf(one, without)
    return total
  }
  if (!isRecord(value) || (typeof value.type === 'string' && without.has(value.type))) return 0
  let total = 0
  for (const [name, field] of Object.entries(value))
    total += name === 'text' && typeof field === 'string' ? field.length : charactersOf(field, without)
  return total
}
