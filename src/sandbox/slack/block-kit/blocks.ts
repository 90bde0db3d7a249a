import { dataVisualization } from './charts.ts'
import {
  actionsElement,
  button,
  contextElement,
  imageElement,
  inputElement,
  noDispatchOfFiles,
  sectionAccessory,
} from './elements.ts'
import { anyText, id, mrkdwn, plainText, slackFile, url } from './objects.ts'
import { richText } from './rich-text.ts'
import {
  all,
  boolean,
  exactlyOne,
  list,
  literal,
  object,
  rule,
  string,
  typed,
  type Check,
  type Fields,
  type Surface,
} from './schema.ts'
import { dataTable, table } from './tables.ts'

/** Blocks: https://docs.slack.dev/reference/block-kit/blocks */

function block(type: string, required: Fields, optional: Fields = {}): Check {
  return object({ required: { type: literal(type), ...required }, optional: { block_id: id, ...optional } })
}

const section = all(
  block(
    'section',
    {},
    {
      text: anyText(3000),
      fields: list(anyText(2000), { max: 10 }),
      accessory: sectionAccessory,
      expand: boolean,
    },
  ),
  rule((one) =>
    one.text === undefined && one.fields === undefined ? 'missing required field: text or fields' : undefined,
  ),
)

const image = all(
  block(
    'image',
    { alt_text: string({ max: 2000 }) },
    { title: plainText(2000), image_url: url, slack_file: slackFile },
  ),
  exactlyOne('image_url', 'slack_file'),
)

const input = all(
  block(
    'input',
    { label: plainText(2000), element: inputElement },
    { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  noDispatchOfFiles,
)

const card = all(
  block(
    'card',
    {},
    {
      hero_image: imageElement,
      icon: imageElement,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(button, { max: 3 }),
    },
  ),
  rule((one) =>
    ['hero_image', 'title', 'body', 'actions'].some((name) => one[name] !== undefined)
      ? undefined
      : 'must provide at least one of: hero_image, title, body, actions',
  ),
)

const simple: Readonly<Record<string, Check>> = {
  section,
  image,
  input,
  header: block('header', { text: plainText(150) }, { level: literal(1, 2, 3, 4) }),
  context: block('context', { elements: list(contextElement, { max: 10 }) }),
  actions: block('actions', { elements: list(actionsElement, { max: 25 }) }),
  divider: block('divider', {}),
  rich_text: richText,
  table,
}

const container = all(
  block(
    'container',
    { child_blocks: list(typed(simple), { max: 10 }) },
    {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: literal('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
  ),
  exactlyOne('title', 'rich_text_title'),
)

const where: Readonly<Record<string, readonly Surface[]>> = {
  markdown: ['message'],
  table: ['message', 'home'],
  data_table: ['message', 'home'],
  data_visualization: ['message'],
  carousel: ['message', 'home'],
  container: ['message', 'home'],
  alert: ['modal'],
}

/** Any one block, on its surface. Blocks the bot has no use for (video, plan, task_card, file …) are refused. */
export const anyBlock: Check = typed(
  {
    ...simple,
    markdown: block('markdown', { text: string({ max: 12_000 }) }),
    data_table: dataTable,
    data_visualization: dataVisualization,
    card,
    carousel: block('carousel', { elements: list(card, { max: 10 }) }),
    container,
    alert: block(
      'alert',
      { text: anyText(200) },
      { level: literal('default', 'info', 'warning', 'error', 'success') },
    ),
  },
  where,
)
