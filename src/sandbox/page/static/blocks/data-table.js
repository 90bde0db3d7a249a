import { freshId, h } from '../dom.js'
import { icon } from '../icons.js'
import { cellContent, cellText } from './table.js'

/** @import { DrawContext } from './context.js' */

const DEFAULT_PAGE_SIZE = 5

/**
 * A `data_table` block: sorted by a click on a column's head, filtered, and read page by page.
 * https://docs.slack.dev/reference/block-kit/blocks/data-table-block
 *
 * @param {any} block
 * @param {DrawContext} context
 */
export function dataTableBlock(block, context) {
  return new DataTable(block, context).node()
}

class DataTable {
  #body = h('tbody')
  #state = { sort: -1, descending: false, filter: '', page: 0 }

  constructor(block, context) {
    const [head = [], ...rows] = block.rows ?? []
    this.block = block
    this.context = context
    this.rows = rows
    this.size = Math.max(1, Number(block.page_size) || DEFAULT_PAGE_SIZE)
    this.numeric = head.map(
      (_, column) => rows.length > 0 && rows.every((row) => row[column]?.type === 'raw_number'),
    )
    this.heads = head.map((cell, column) => headCell(cell, this.numeric[column], () => this.#sortBy(column)))
    this.foot = footer((page) => this.#show({ page }))
  }

  node() {
    this.#show({})
    const id = freshId('caption')
    const { rows, heads } = this
    const filter =
      rows.length > DEFAULT_PAGE_SIZE ? filterBox((filter) => this.#show({ filter, page: 0 })) : null
    const table = h(
      'table',
      { class: 'table data-table', 'aria-labelledby': id },
      h('thead', {}, h('tr', {}, ...heads)),
      this.#body,
    )
    return h(
      'div',
      { class: 'data-table-box' },
      h(
        'div',
        { class: 'data-top' },
        h('div', { class: 'data-caption', id }, String(this.block.caption ?? '')),
        filter,
      ),
      h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-labelledby': id }, table),
      this.foot.node,
    )
  }

  /** The third click gives the order the app sent back. */
  #sortBy(column) {
    const { sort, descending } = this.#state
    if (sort !== column) this.#show({ sort: column, descending: false, page: 0 })
    else if (!descending) this.#show({ descending: true, page: 0 })
    else this.#show({ sort: -1, descending: false, page: 0 })
  }

  #show(change) {
    const { rows, size, numeric, context, block } = this
    const state = Object.assign(this.#state, change)
    const found = arranged(rows, state, numeric)
    const pages = Math.max(1, Math.ceil(found.length / size))
    state.page = Math.min(state.page, pages - 1)
    const from = state.page * size
    const shown = found.slice(from, from + size)
    this.#body.replaceChildren(
      ...shown.map((row) => bodyRow(row, numeric, block.row_header_column_index, context)),
    )
    this.heads.forEach((cell, column) => cell.setAttribute('aria-sort', sortWord(state, column)))
    this.foot.show({
      found: found.length,
      all: rows.length,
      from,
      shown: shown.length,
      page: state.page,
      pages,
    })
  }
}

function sortWord(state, column) {
  if (state.sort !== column) return 'none'
  return state.descending ? 'descending' : 'ascending'
}

function headCell(cell, isNumber, sort) {
  return h(
    'th',
    { scope: 'col', class: isNumber ? 'number' : '' },
    h(
      'button',
      { type: 'button', class: 'sort', onclick: sort },
      h('span', {}, cellText(cell)),
      icon('sort'),
    ),
  )
}

function bodyRow(row, numeric, headerColumn, context) {
  return h(
    'tr',
    {},
    ...row.map((cell, column) => {
      const isHead = column === headerColumn
      const props = { class: numeric[column] ? 'number' : '', scope: isHead ? 'row' : null }
      return h(isHead ? 'th' : 'td', props, ...cellContent(cell, context))
    }),
  )
}

/** The rows that have the words, in the order asked for. */
function arranged(rows, { sort, descending, filter }, numeric) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rows.filter((row) => {
    const text = row.map(cellText).join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  if (sort < 0) return found
  const compare = numeric[sort]
    ? (one, other) => one[sort].value - other[sort].value
    : (one, other) => cellText(one[sort]).localeCompare(cellText(other[sort]), 'en')
  const sorted = found.toSorted(compare)
  return descending ? sorted.toReversed() : sorted
}

function filterBox(change) {
  const input = h('input', {
    type: 'search',
    class: 'field-control data-filter',
    placeholder: 'Filter rows',
    'aria-label': 'Filter rows',
  })
  input.addEventListener('input', () => change(input.value))
  return input
}

function footer(go) {
  let page = 0
  const count = h('span', { class: 'data-count', role: 'status' })
  const previous = h(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => go(page - 1) },
    'Previous',
  )
  const next = h(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => go(page + 1) },
    'Next',
  )
  const pager = h('span', { class: 'data-pager' }, previous, next)
  const show = (now) => {
    page = now.page
    previous.disabled = page === 0
    next.disabled = page >= now.pages - 1
    pager.hidden = now.pages === 1
    const range = now.shown === 0 ? 'No rows' : `${now.from + 1}–${now.from + now.shown} of ${now.found}`
    count.textContent = now.found < now.all ? `${range} (${now.all} without the filter)` : range
  }
  return { node: h('div', { class: 'data-foot' }, count, pager), show }
}
