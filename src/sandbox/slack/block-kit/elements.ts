import { element, selectExtras } from './element.ts'
import { inputs } from './inputs.ts'
import {
  anyText,
  confirm,
  date,
  id,
  initialAmongOptions,
  option,
  plainText,
  richOption,
  slackFile,
  time,
  url,
} from './objects.ts'
import {
  all,
  boolean,
  exactlyOne,
  list,
  literal,
  number,
  object,
  rule,
  string,
  typed,
  type Check,
  type Surface,
} from './schema.ts'
import { selects } from './selects.ts'

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements */

export const imageElement: Check = all(
  element('image', { alt_text: string({ max: 2000 }) }, { image_url: url, slack_file: slackFile }),
  exactlyOne('image_url', 'slack_file'),
)

export const button: Check = element(
  'button',
  { text: plainText(75) },
  {
    action_id: id,
    value: string({ max: 2000 }),
    url,
    style: literal('primary', 'danger'),
    confirm,
    accessibility_label: string({ max: 75 }),
  },
)

const workflowButton = element(
  'workflow_button',
  { text: plainText(75), workflow: object({ required: { trigger: () => undefined } }) },
  { action_id: id, style: literal('primary', 'danger'), accessibility_label: string({ max: 75 }) },
)

const choices = { options: list(richOption, { max: 10 }) }
const checkboxes = all(
  element('checkboxes', choices, {
    action_id: id,
    confirm,
    focus_on_load: boolean,
    initial_options: list(richOption),
  }),
  initialAmongOptions('initial_options'),
)
const radioButtons = all(
  element('radio_buttons', choices, {
    action_id: id,
    confirm,
    focus_on_load: boolean,
    initial_option: richOption,
  }),
  initialAmongOptions('initial_option'),
)
const overflow = element('overflow', { options: list(option, { max: 5 }) }, { action_id: id, confirm })

const datepicker = element('datepicker', {}, { ...selectExtras, initial_date: date })
const timepicker = element('timepicker', {}, { ...selectExtras, initial_time: time, timezone: string() })
const datetimepicker = element(
  'datetimepicker',
  {},
  {
    action_id: id,
    confirm,
    focus_on_load: boolean,
    initial_date_time: number({ min: 1e9, max: 9_999_999_999, integer: true }),
  },
)

/** Where an element is not for every surface: slack-bound inputs are a modal's. */
const where: Readonly<Record<string, readonly Surface[]>> = {
  datetimepicker: ['message', 'modal'],
  rich_text_input: ['modal', 'home'],
  number_input: ['modal'],
  email_text_input: ['modal'],
  url_text_input: ['modal'],
  file_input: ['modal'],
}

const pickers = { datepicker, timepicker, datetimepicker }
const chosen = { checkboxes, radio_buttons: radioButtons }

export const sectionAccessory = typed({
  image: imageElement,
  button,
  workflow_button: workflowButton,
  overflow,
  datepicker,
  timepicker,
  ...chosen,
  ...selects,
})

export const actionsElement = typed(
  {
    button,
    workflow_button: workflowButton,
    overflow,
    rich_text_input: inputs.rich_text_input,
    ...pickers,
    ...chosen,
    ...selects,
  },
  where,
)

export const inputElement = typed({ ...pickers, ...chosen, ...selects, ...inputs }, where)

export const contextElement = typed({
  image: imageElement,
  plain_text: anyText(3000),
  mrkdwn: anyText(3000),
})

/** `dispatch_action` cannot be had with a file input. */
export const noDispatchOfFiles = rule((block) => {
  const inner = block.element
  const isFile = typeof inner === 'object' && inner !== null && 'type' in inner && inner.type === 'file_input'
  return isFile && block.dispatch_action === true
    ? 'dispatch_action is not allowed with file_input'
    : undefined
})
