import { element, inputExtras } from './element.ts'
import { id } from './objects.ts'
import { richText } from './rich-text.ts'
import { boolean, list, number, string } from './schema.ts'

/** Everything one types or drops something into, by its type. */
export const inputs = {
  plain_text_input: element(
    'plain_text_input',
    {},
    {
      ...inputExtras,
      initial_value: string({ min: 0, max: 3000 }),
      multiline: boolean,
      min_length: number({ min: 0, max: 3000, integer: true }),
      max_length: number({ min: 1, max: 3000, integer: true }),
    },
  ),
  rich_text_input: element(
    'rich_text_input',
    {},
    {
      ...inputExtras,
      initial_value: richText,
      min_lines: number({ min: 1, max: 100, integer: true }),
      max_lines: number({ min: 1, max: 100, integer: true }),
    },
  ),
  number_input: element(
    'number_input',
    { is_decimal_allowed: boolean },
    { ...inputExtras, initial_value: string(), min_value: string(), max_value: string() },
  ),
  email_text_input: element('email_text_input', {}, { ...inputExtras, initial_value: string() }),
  url_text_input: element('url_text_input', {}, { ...inputExtras, initial_value: string() }),
  file_input: element(
    'file_input',
    {},
    { action_id: id, filetypes: list(string()), max_files: number({ min: 1, max: 10, integer: true }) },
  ),
}
