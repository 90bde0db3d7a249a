import { findProblems } from './check.ts'
import { plainText } from './objects.ts'
import { boolean, isRecord, literal, object, string, type Check } from './schema.ts'

/** Views: https://docs.slack.dev/reference/views */

const title = plainText(24)
const anything: Check = () => undefined
const common = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
}

const rules: Readonly<Record<'home' | 'modal', Check>> = {
  home: object({ required: { type: literal('home'), blocks: anything }, optional: common }),
  modal: object({
    required: { type: literal('modal'), title, blocks: anything },
    optional: {
      ...common,
      submit: title,
      close: title,
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
  }),
}

/** Everything Slack would refuse in this view, with pointers that begin with `/view`. Empty: Slack takes it. */
export function findViewProblems(view: unknown, type: 'home' | 'modal'): string[] {
  const problems: string[] = []
  rules[type](view, '/view', {
    surface: type,
    report: (problem, pointer) => problems.push(`${problem} [json-pointer:${pointer}]`),
  })
  if (!isRecord(view)) return problems
  problems.push(...findProblems(view.blocks, type).map(underView))
  const blocks: readonly unknown[] = Array.isArray(view.blocks) ? view.blocks : []
  const hasInput = blocks.some((block) => isRecord(block) && block.type === 'input')
  if (type === 'modal' && hasInput && view.submit === undefined)
    problems.push('a view with input blocks must have a submit button [json-pointer:/view/submit]')
  if (countFocus(blocks) > 1)
    problems.push('only one element may have focus_on_load [json-pointer:/view/blocks]')
  return problems
}

/** A problem of blocks by themselves, told of the blocks of a view. */
export function underView(problem: string): string {
  return problem.replace('[json-pointer:/', '[json-pointer:/view/')
}

function countFocus(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countFocus(one), 0)
  if (!isRecord(value)) return 0
  return countFocus(Object.values(value)) + (value.focus_on_load === true ? 1 : 0)
}
