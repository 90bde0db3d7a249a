import type { AnyBlock, Button, RichTextBlock, RichTextElement } from '@slack/types'

/** A message as a person reads it: a line a block, tables with ` | `, buttons as `[Label]`. */
export function read(message: { readonly text: string; readonly blocks?: readonly AnyBlock[] }): string {
  return message.blocks && message.blocks.length > 0 ? readBlocks(message.blocks) : message.text
}

/** The same of bare blocks. */
function readBlocks(blocks: readonly AnyBlock[]): string {
  return blocks.map(readBlock).join('\n')
}

/** Every button of a message, accessories included. */
export function buttons(blocks: readonly AnyBlock[] = []): { button: Button; block_id: string }[] {
  return blocks.flatMap((block, index) => {
    const block_id = block.block_id ?? `block-${index}`
    const elements: readonly unknown[] =
      'elements' in block && block.type === 'actions'
        ? block.elements
        : 'accessory' in block && block.accessory
          ? [block.accessory]
          : []
    return elements.filter(isButton).map((button) => ({ button, block_id }))
  })
}

function isButton(element: unknown): element is Button {
  return typeof element === 'object' && element !== null && 'type' in element && element.type === 'button'
}

function readBlock(block: AnyBlock): string {
  if (!('type' in block)) return ''
  switch (block.type) {
    case 'header':
      return `# ${'text' in block ? textOf(block.text) : ''}`
    case 'section':
      return `${'text' in block ? textOf(block.text) : ''}${buttons([block])
        .map(({ button }) => ` [${button.text.text}]`)
        .join('')}`
    case 'context':
      return 'elements' in block ? `(${(block.elements as readonly unknown[]).map(textOf).join(' ')})` : ''
    case 'actions':
      return buttons([block])
        .map(({ button }) => `[${button.text.text}]`)
        .join(' ')
    case 'rich_text':
      return richText(block as RichTextBlock)
    case 'table':
    case 'data_table':
      return rowsOf(block)
    default:
      return `<${block.type}>`
  }
}

function rowsOf(block: AnyBlock): string {
  const rows = 'rows' in block ? (block.rows as { text?: string }[][]) : []
  const caption = 'caption' in block ? [`Table: ${block.caption}`] : []
  return [...caption, ...rows.map((row) => row.map((cell) => cell.text ?? '').join(' | '))].join('\n')
}

function textOf(text: unknown): string {
  return typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : ''
}

function richText(block: RichTextBlock): string {
  return block.elements
    .map((part) =>
      part.type === 'rich_text_preformatted'
        ? `\`\`\`${inline(part.elements)}\`\`\``
        : inline(part.elements as RichTextElement[]),
    )
    .join('\n')
}

function inline(elements: readonly RichTextElement[]): string {
  return elements
    .map((element) => {
      if (element.type === 'user') return `@${element.user_id}`
      if (element.type === 'usergroup') return `@${element.usergroup_id}`
      if (element.type === 'channel') return `#${element.channel_id}`
      return 'text' in element ? element.text : ''
    })
    .join('')
}
