import { h, fragment, outLink } from './dom.js'
import { withEmoji } from './emoji.js'
import { bareLink, paired, parseInline, withLines } from './inline.js'

/** Standard Markdown, as Slack's `markdown` block takes it: the common part of it. */
const rules = [
  { pattern: /\\([\\`*_{}[\]()#+.!~|>-])/uy, make: (match) => match[1] },
  { pattern: /`([^`\n]+)`/uy, make: (match) => h('code', { class: 'code' }, match[1]) },
  { pattern: /!?\[([^\]\n]*)\]\(([^)\s]+)\)/uy, make: (match, inner) => outLink(match[2], inner(match[1])) },
  paired('**', 'strong'),
  paired('__', 'strong'),
  paired('~~', 's'),
  paired('*', 'em'),
  paired('_', 'em'),
  bareLink,
]

const inline = (text) => parseInline(text, rules, (part) => withEmoji(part))

const starts = {
  fence: /^```/,
  heading: /^#{1,6}\s/,
  rule: /^(?:-{3,}|\*{3,}|_{3,})\s*$/,
  quote: /^>/,
  item: /^\s*(?:[-*+]|\d{1,9}[.)])\s+/,
  table: /^\s*\|.*\|\s*$/,
}

/**
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function markdown(text) {
  const made = fragment()
  const lines = text.split('\n')
  while (lines.length > 0) {
    const kind = Object.keys(starts).find((name) => starts[name].test(lines[0])) ?? 'paragraph'
    const node = readers[kind](lines)
    if (node) made.append(node)
  }
  return made
}

/** Takes lines from the front while they fit. */
function take(lines, fits) {
  const end = lines.findIndex((line) => !fits(line))
  return lines.splice(0, end === -1 ? lines.length : end)
}

/** Each takes at least one line from the front. */
const readers = {
  fence(lines) {
    lines.shift()
    const code = take(lines, (line) => !starts.fence.test(line))
    lines.shift()
    return h('pre', { class: 'pre', tabindex: '0' }, code.join('\n'))
  },
  heading(lines) {
    const [, marks, words] = /^(#+)\s+(.*?)\s*#*$/.exec(lines.shift()) ?? ['', '#', '']
    return h(
      `h${Math.min(6, marks.length + 2)}`,
      { class: `heading heading-${Math.min(4, marks.length)}` },
      inline(words),
    )
  },
  rule(lines) {
    lines.shift()
    return h('hr', { class: 'divider' })
  },
  quote(lines) {
    const quoted = take(lines, (line) => starts.quote.test(line)).map((line) => line.replace(/^> ?/, ''))
    return h('blockquote', { class: 'quote' }, markdown(quoted.join('\n')))
  },
  item: (lines) => list(take(lines, (line) => starts.item.test(line))),
  table: (lines) => table(take(lines, (line) => starts.table.test(line))),
  paragraph(lines) {
    const first = lines.shift()
    const rest = take(
      lines,
      (line) => line.trim() !== '' && !Object.values(starts).some((start) => start.test(line)),
    )
    const text = [first, ...rest].join('\n').trim()
    return text === '' ? null : h('p', {}, ...withLines(text, (line) => [inline(line)]))
  },
}

const indentOf = (line) => /^\s*/.exec(line)[0].length

function list(lines) {
  const ordered = /^\s*\d/.test(lines[0])
  const made = h(ordered ? 'ol' : 'ul', { class: 'list' })
  if (ordered) made.setAttribute('start', String(Number.parseInt(lines[0].trim(), 10)))
  const indent = indentOf(lines[0])
  while (lines.length > 0) {
    const item = h('li', {}, inline(lines.shift().replace(starts.item, '')))
    const nested = take(lines, (line) => indentOf(line) > indent)
    if (nested.length > 0) item.append(list(nested))
    made.append(item)
  }
  return made
}

function table(lines) {
  const cells = (line) =>
    line
      .trim()
      .replaceAll(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
  const [head, ...body] = lines.map(cells)
  const rows = body.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)))
  const line = (row, tag) =>
    h('tr', {}, ...row.map((cell) => h(tag, tag === 'th' ? { scope: 'col' } : {}, inline(cell))))
  return h(
    'div',
    { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h(
      'table',
      { class: 'table' },
      h('thead', {}, line(head, 'th')),
      h('tbody', {}, ...rows.map((row) => line(row, 'td'))),
    ),
  )
}
