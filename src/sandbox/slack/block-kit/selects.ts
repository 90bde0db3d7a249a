import { element, selectExtras } from './element.ts'
import { conversationFilter, initialAmongOptions, option, optionGroup } from './objects.ts'
import { all, boolean, exactlyOne, list, number, string, type Check } from './schema.ts'

const maxSelected = { max_selected_items: number({ min: 1, integer: true }) }
const manyOptions = { options: list(option, { max: 100 }), option_groups: list(optionGroup, { max: 100 }) }
const toConversation = { response_url_enabled: boolean }
const queried = { min_query_length: number({ min: 0, integer: true }) }
const conversations = {
  ...selectExtras,
  default_to_current_conversation: boolean,
  filter: conversationFilter,
}

/** Every kind of select menu, by its type. */
export const selects: Readonly<Record<string, Check>> = {
  static_select: all(
    element('static_select', {}, { ...selectExtras, ...manyOptions, initial_option: option }),
    exactlyOne('options', 'option_groups'),
    initialAmongOptions('initial_option'),
  ),
  external_select: element('external_select', {}, { ...selectExtras, ...queried, initial_option: option }),
  users_select: element('users_select', {}, { ...selectExtras, initial_user: string() }),
  conversations_select: element(
    'conversations_select',
    {},
    { ...conversations, ...toConversation, initial_conversation: string() },
  ),
  channels_select: element(
    'channels_select',
    {},
    { ...selectExtras, ...toConversation, initial_channel: string() },
  ),
  multi_static_select: all(
    element(
      'multi_static_select',
      {},
      { ...selectExtras, ...manyOptions, ...maxSelected, initial_options: list(option) },
    ),
    exactlyOne('options', 'option_groups'),
    initialAmongOptions('initial_options'),
  ),
  multi_external_select: element(
    'multi_external_select',
    {},
    { ...selectExtras, ...queried, ...maxSelected, initial_options: list(option) },
  ),
  multi_users_select: element(
    'multi_users_select',
    {},
    { ...selectExtras, ...maxSelected, initial_users: list(string()) },
  ),
  multi_conversations_select: element(
    'multi_conversations_select',
    {},
    { ...conversations, ...maxSelected, initial_conversations: list(string()) },
  ),
  multi_channels_select: element(
    'multi_channels_select',
    {},
    { ...selectExtras, ...maxSelected, initial_channels: list(string()) },
  ),
}
