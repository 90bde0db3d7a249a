import { confirm, dispatchActionConfig, id, plainText } from './objects.ts'
import { boolean, literal, object, type Check, type Fields } from './schema.ts'

/** What block elements have in common: https://docs.slack.dev/reference/block-kit/block-elements */

const placeholder = plainText(150)
export const selectExtras = { action_id: id, confirm, focus_on_load: boolean, placeholder }
export const inputExtras = {
  action_id: id,
  focus_on_load: boolean,
  placeholder,
  dispatch_action_config: dispatchActionConfig,
}

export function element(type: string, required: Fields, optional: Fields): Check {
  return object({ required: { type: literal(type), ...required }, optional })
}
