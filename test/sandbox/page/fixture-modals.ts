import type { AnyBlock } from '@slack/types'
import type { ModalView, SuggestedOption } from '../../../src/sandbox/page/protocol.ts'

const plain = (text: string): { type: 'plain_text'; text: string } => ({ type: 'plain_text', text })

export const option = (text: string, value: string, description?: string): SuggestedOption => ({
  text: plain(text),
  value,
  ...(description ? { description: plain(description) } : {}),
})

/** An input block with its element. */
export const input = (id: string, label: string, element: object, more: object = {}): object => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...more,
})

const linkTypes = ['Standard', 'Encoded', 'Vanity'].map((name) => option(name, name.toLowerCase()))
const tags = ['Mobile', 'Desktop', 'Email', 'Search'].map((name) => option(name, name.toLowerCase()))

/** Something like the bot's form for a campaign. */
export const campaignForm = [
  input('affiliate', 'Affiliate', {
    type: 'external_select',
    min_query_length: 2,
    placeholder: plain('A name or an id'),
    initial_option: option('Media Bridge', '67890'),
  }),
  input(
    'offer',
    'Offer',
    { type: 'external_select', min_query_length: 0, placeholder: plain('A name or an id') },
    { dispatch_action: true, hint: plain('Active ones come first.') },
  ),
  input('link', 'Link type', {
    type: 'static_select',
    options: linkTypes,
    initial_option: linkTypes[0],
  }),
  input('coupon', 'Coupon code', { type: 'plain_text_input', max_length: 20 }, { optional: true }),
  input('reason', 'Reason', { type: 'plain_text_input', multiline: true, min_length: 5 }),
] as AnyBlock[]

/** One of each input. */
export const everyInput = [
  input('text', 'Offer name', { type: 'plain_text_input', initial_value: 'Auto Insurance', min_length: 3 }),
  input('lines', 'Description', { type: 'plain_text_input', multiline: true }, { optional: true }),
  input('select', 'Status', { type: 'static_select', options: linkTypes }, { optional: true }),
  input('external', 'Offer', { type: 'external_select', min_query_length: 3 }, { optional: true }),
  input(
    'several',
    'Tags',
    { type: 'multi_static_select', options: tags, max_selected_items: 2 },
    { optional: true },
  ),
  input('found', 'Offers', { type: 'multi_external_select', min_query_length: 0 }, { optional: true }),
  input('user', 'Account manager', { type: 'users_select', initial_user: 'UMANAGER' }),
  input('users', 'Approvers', { type: 'multi_users_select', initial_users: ['UADMIN'] }),
  input('place', 'Conversation', { type: 'conversations_select' }, { optional: true }),
  input('channel', 'Approvals channel', { type: 'channels_select', initial_channel: 'CAPPROVALS' }),
  input('day', 'Expiry date', { type: 'datepicker', initial_date: '2026-12-01' }, { optional: true }),
  input('time', 'Time', { type: 'timepicker', initial_time: '09:30' }),
  input('moment', 'Starts', { type: 'datetimepicker', initial_date_time: 1_795_166_400 }),
  input('radio', 'Payout type', { type: 'radio_buttons', options: linkTypes, initial_option: linkTypes[1] }),
  input('boxes', 'Tell', { type: 'checkboxes', options: tags, initial_options: [tags[0]] }),
  input('number', 'Payout', {
    type: 'number_input',
    is_decimal_allowed: true,
    min_value: '0',
    max_value: '100',
  }),
  input('whole', 'Session hours', { type: 'number_input', is_decimal_allowed: false }, { optional: true }),
  input('mail', 'E-mail', { type: 'email_text_input' }, { optional: true }),
  input('url', 'Offer URL', { type: 'url_text_input' }, { optional: true }),
  input('rich', 'Terms', { type: 'rich_text_input' }, { optional: true }),
  input('files', 'Creative', { type: 'file_input' }, { optional: true }),
] as AnyBlock[]

/** A modal with a Submit button, as Slack would show it. */
export const modal = (more: Partial<ModalView> = {}): ModalView => ({
  id: 'V1',
  callback_id: 'form',
  title: 'New campaign',
  submit: 'Ask',
  close: 'Cancel',
  blocks: campaignForm,
  errors: {},
  version: 1,
  busy: false,
  ...more,
})

const offers = ['Auto Insurance: Quote Form', 'Auto Loans', 'Solar Savings', 'Debt Relief', 'Home Warranty']

/** What the app finds among its offers. */
export function suggestions(query: string): {
  ok: true
  option_groups: { label: { type: string; text: string }; options: SuggestedOption[] }[]
} {
  const found = offers
    .map((name, index) => option(name, String(12_345 + index), `Offer ${12_345 + index}`))
    .filter((one) => one.text.text.toLowerCase().includes(query.toLowerCase()))
  const groups = [
    { label: plain('Active'), options: found.filter((_, index) => index % 2 === 0) },
    { label: plain('Paused'), options: found.filter((_, index) => index % 2 === 1) },
  ]
  return { ok: true, option_groups: groups.filter((one) => one.options.length > 0) }
}
