import { id } from './objects.ts'
import { richText } from './rich-text.ts'
import {
  all,
  boolean,
  isRecord,
  list,
  literal,
  number,
  object,
  rule,
  string,
  typed,
  type Check,
} from './schema.ts'

/**
 * https://docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block.
 * Slack's pages disagree on a data table's rows (101 or 201 with the header): the smaller holds here, so that
 * what passes is safe under both.
 */
const MAX_TABLE_ROWS = 100
const MAX_DATA_TABLE_ROWS = 101
const MAX_COLUMNS = 20
/** Characters of all cells together, per message. */
export const MAX_TABLE_CHARACTERS = 10_000
export const MAX_DATA_TABLE_CHARACTERS = 20_000

const rawText = object({ required: { type: literal('raw_text'), text: string() } })
const rawNumber = object({ required: { type: literal('raw_number'), value: number(), text: string() } })

const cell = typed({ raw_text: rawText, raw_number: rawNumber, rich_text: richText })
const headerCell = typed({ raw_text: rawText, raw_number: rawNumber })
const row = list(cell, { max: MAX_COLUMNS })

const sameWidth = rule((table) => {
  if (!Array.isArray(table.rows)) return undefined
  const widths = new Set(table.rows.map((one: unknown) => (Array.isArray(one) ? one.length : 0)))
  return widths.size > 1 ? 'all rows must have the same number of cells' : undefined
})

export const table: Check = all(
  object({
    required: { type: literal('table'), rows: list(row, { max: MAX_TABLE_ROWS }) },
    optional: {
      block_id: id,
      column_settings: list(
        object({ optional: { align: literal('left', 'center', 'right'), is_wrapped: boolean } }),
        { max: MAX_COLUMNS },
      ),
    },
  }),
  sameWidth,
)

export const dataTable: Check = all(
  object({
    required: {
      type: literal('data_table'),
      caption: string(),
      rows: list(row, { min: 2, max: MAX_DATA_TABLE_ROWS }),
    },
    optional: {
      block_id: id,
      page_size: number({ min: 1, max: 100, integer: true }),
      row_header_column_index: number({ min: 0, max: MAX_COLUMNS - 1, integer: true }),
    },
  }),
  sameWidth,
  (value, pointer, context) => {
    if (isRecord(value) && Array.isArray(value.rows) && Array.isArray(value.rows[0]))
      list(headerCell)(value.rows[0], `${pointer}/rows/0`, context)
  },
)
