import type { AnyBlock, InputBlock, Option } from '@slack/types'
import type { ModalView, StateValues } from '../../src/sandbox/page/protocol.ts'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import type { TestBot } from './bot.ts'
import { buttons, read } from './read.ts'

/** Forms as people use them: opened by typing, filled by their fields' labels, read from top to bottom. */

interface By {
  readonly as?: string
  readonly in?: string
}

/** Types a command that opens a form; gives what is read in it. */
export async function asks(bot: TestBot, typed: string, by: By = {}): Promise<string> {
  await bot.types(typed, by)
  return form(bot, by.as)
}

/** What this person reads in the modal on top; '' where none is open. */
export function form(bot: TestBot, as: string = people.manager): string {
  const open = bot.slack.modals(as).at(-1)
  return open ? readForm(open) : ''
}

/** Fills fields by their labels and sends the form; gives what is read in it then. */
export async function sends(
  bot: TestBot,
  filled: Readonly<Record<string, string>> = {},
  { as = people.manager }: By = {},
): Promise<string> {
  const open = modalOf(bot, as)
  const done = await bot.slack.submit({ as, view: open.id, values: valuesFor(open, filled) })
  await bot.idle()
  // What is missing in a form Slack says itself: then it stands in the form.
  if (!done.ok && Object.keys(modalOf(bot, as).errors).length === 0) throw new Error(done.error)
  return form(bot, as)
}

/** Chooses in a field that changes the form; gives what is read in it then. */
export async function chooses(bot: TestBot, label: string, value: string, by: By = {}): Promise<string> {
  const { as = people.manager } = by
  const open = modalOf(bot, as)
  const block = fieldOf(open, label)
  const { type, action_id = '' } = block.element
  const action = { type, action_id, block_id: block.block_id ?? '', ...stateOf(block, value) }
  const done = await bot.slack.click({ as, channel: '', ts: '', view: open.id, action })
  if (!done.ok) throw new Error(done.error)
  await bot.idle()
  return form(bot, as)
}

/** Clicks a button in the modal on top. */
export async function clicksIn(bot: TestBot, label: string, as: string = people.manager): Promise<string> {
  const open = modalOf(bot, as)
  const found = buttons(open.blocks).find(({ button }) => button.text.text === label)
  if (!found) throw new Error(`there is no button '${label}' on:\n${readForm(open)}`)
  const action = { ...found.button, action_id: found.button.action_id ?? '', block_id: found.block_id }
  const done = await bot.slack.click({ as, channel: '', ts: '', view: open.id, action })
  if (!done.ok) throw new Error(done.error)
  await bot.idle()
  return form(bot, as)
}

/** The message about a change in the approvals channel: the last one, or the one of this number. */
export function approvalCard(bot: TestBot, id?: number): SeenMessage {
  const cards = bot.slack
    .messages(channels.cakeApprovals)
    .filter(({ user, thread_ts }) => user === bot.slack.botUserId && thread_ts === undefined)
    .filter((message) => id === undefined || read(message).startsWith(`# ${id}: `))
  const last = cards.at(-1)
  if (!last) throw new Error('nothing was posted for approval')
  return last
}

/** What is read in the thread of a message, line by line. */
export function thread(bot: TestBot, { channel, ts }: SeenMessage): string[] {
  const all = bot.slack.messages(channel)
  const answers = all.filter((message) => message.thread_ts === ts && message.ts !== ts)
  return answers.flatMap((message) => read(message).split('\n'))
}

/** The requester's own card. */
export function requesterCard(bot: TestBot, id = 1, channel: string = channels.cakeOps): SeenMessage {
  const own = bot.slack.messages(channel).filter((message) => read(message).startsWith(`# ${id}: `))
  const last = own.at(-1)
  if (!last) throw new Error(`there is no card of change ${id} here`)
  return last
}

/** Opens a modal from the message for approval by its button; gives what is read in it. */
export async function judges(
  bot: TestBot,
  label: 'Approve' | 'Reject',
  { as = people.approver, id }: { readonly as?: string; readonly id?: number } = {},
): Promise<string> {
  await bot.clicks(label, approvalCard(bot, id), { as })
  return form(bot, as)
}

/** Approves: the modal is opened, and sent. */
export async function approves(
  bot: TestBot,
  {
    as = people.approver,
    id,
    note,
  }: { readonly as?: string; readonly id?: number; readonly note?: string } = {},
): Promise<string> {
  await judges(bot, 'Approve', { as, ...(id === undefined ? {} : { id }) })
  return sends(bot, note === undefined ? {} : { Note: note }, { as })
}

/** Asks for a change that needs nothing but a reason. */
export async function asked(bot: TestBot, typed: string, by: By = {}): Promise<string> {
  await asks(bot, `${typed} reason:"because of a test"`, by)
  return sends(bot, {}, by)
}

/** What has been written to CAKE: endpoints with what was sent. */
export function writes(bot: TestBot): string[] {
  return bot.cake.network.writes.map(({ endpoint, body }) => `${endpoint} ${JSON.stringify(body)}`)
}

export function modalOf(bot: TestBot, as: string = people.manager): ModalView {
  const open = bot.slack.modals(as).at(-1)
  if (!open) throw new Error('no modal is open')
  return open
}

/** A modal as a person reads it: its blocks, each field with what stands in it, what is wrong, and its buttons. */
function readForm({ title, blocks, errors, submit, close }: ModalView): string {
  const lines = blocks.map((block) =>
    isInput(block) ? readInput(block, errors[block.block_id ?? '']) : read({ text: '', blocks: [block] }),
  )
  return [
    `== ${title} ==`,
    ...lines,
    [submit, close].flatMap((label) => (label ? [`<${label}>`] : [])).join(' '),
  ].join('\n')
}

function readInput({ label, element, optional, hint }: InputBlock, error?: string): string {
  const value = element.type === 'plain_text_input' ? element.initial_value : undefined
  const option = 'initial_option' in element ? element.initial_option?.text.text : undefined
  const day = 'initial_date' in element ? element.initial_date : undefined
  const choices =
    'options' in element && (element.options ?? []).length <= 12
      ? ` of ${(element.options ?? []).map(({ text }) => text.text).join('/')}`
      : ''
  const time = 'initial_time' in element ? element.initial_time : undefined
  const several =
    'initial_options' in element ? element.initial_options?.map(({ text }) => text.text) : undefined
  const channels = 'initial_conversations' in element ? element.initial_conversations : undefined
  const number = element.type === 'number_input' ? element.initial_value : undefined
  const many = several ?? channels
  const shown = value ?? option ?? day ?? time ?? number ?? many?.join(', ') ?? ''
  const name = `${label.text}${optional ? '' : '*'}`
  return `${name}: [${shown}]${choices}${hint ? ` (${hint.text})` : ''}${error === undefined ? '' : `  ! ${error}`}`
}

function isInput(block: AnyBlock): block is InputBlock {
  return block.type === 'input'
}

function fieldOf({ blocks }: ModalView, label: string): InputBlock {
  const found = blocks.filter(isInput).find((block) => block.label.text === label)
  if (!found) throw new Error(`there is no field '${label}'`)
  return found
}

function valuesFor(open: ModalView, filled: Readonly<Record<string, string>>): StateValues {
  return Object.fromEntries(
    Object.entries(filled).map(([label, value]) => {
      const block = fieldOf(open, label)
      const { type, action_id = '' } = block.element
      return [block.block_id ?? '', { [action_id]: { type, ...stateOf(block, value) } }]
    }),
  )
}

/**
 * What Slack says of an element in which this was typed or chosen; choices by their label or value, things by id, several
 * with commas between.
 */
function stateOf({ element }: InputBlock, value: string): object {
  const all = value === '' ? [] : value.split(', ')
  const typed = value === '' ? null : value
  const { type } = element
  if (type === 'static_select') return { selected_option: choice(element, value) }
  if (type === 'checkboxes' || type === 'multi_static_select')
    return { selected_options: all.map((each) => choice(element, each)) }
  if (type === 'external_select') return { selected_option: asOption(value) }
  if (type === 'multi_external_select') return { selected_options: all.map(asOption) }
  if (type === 'multi_conversations_select') return { selected_conversations: all }
  if (type === 'timepicker') return { selected_time: typed }
  return type === 'datepicker' ? { selected_date: typed } : { value: typed }
}

function asOption(value: string) {
  return { text: { type: 'plain_text', text: value }, value }
}

function choice({ options = [] }: { readonly options?: readonly Option[] }, value: string) {
  const found = options.find((each) => [each.text.text, each.value].includes(value))
  if (!found) throw new Error(`'${value}' cannot be chosen`)
  return found
}
