import { h } from './dom.js'
import { icon } from './icons.js'

/** @import { FileView } from '../protocol.ts' */

const PREVIEW_ROWS = 6

/**
 * A file as part of a message: its name, a preview where there is one, and a way to get it.
 *
 * @param {FileView} file
 * @param {string} as whom the server shows it to
 */
export function fileCard(file, as) {
  const url = addressOf(file, as)
  return h(
    'figure',
    { class: 'file', 'aria-label': `File ${file.name}` },
    h(
      'figcaption',
      { class: 'file-head' },
      h('span', { class: 'file-icon' }, icon('file')),
      h(
        'span',
        { class: 'file-words' },
        h('strong', {}, file.title || file.name),
        h('span', {}, `${file.name} · ${bytes(file.size)}`),
      ),
      h(
        'a',
        { class: 'button', href: url, download: file.name, 'aria-label': `Download ${file.name}` },
        icon('download'),
        'Download',
      ),
    ),
    preview(file, url),
  )
}

/** Only this server's own files are offered, as the person who sees them. */
function addressOf(file, as) {
  const url = new URL(file.url, location.href)
  if (url.origin !== location.origin) return '#'
  if (!url.searchParams.has('as')) url.searchParams.set('as', as)
  return url.pathname + url.search
}

function preview(file, url) {
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(file.mimetype))
    return h('img', {
      class: 'file-image',
      src: url,
      alt: file.alt || file.title || file.name,
      loading: 'lazy',
    })
  if (!file.preview) return null
  if (/csv/.test(file.mimetype) || /\.csv$/i.test(file.name)) return csvTable(file.preview)
  return h('pre', { class: 'pre file-text', tabindex: '0' }, file.preview)
}

function csvTable(text) {
  const [head = [], ...rows] = parseCsv(text)
  const cells = (row, tag) =>
    h('tr', {}, ...row.map((cell) => h(tag, tag === 'th' ? { scope: 'col' } : {}, cell)))
  return h(
    'div',
    { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Preview' },
    h(
      'table',
      { class: 'table table-small' },
      h('thead', {}, cells(head, 'th')),
      h('tbody', {}, ...rows.slice(0, PREVIEW_ROWS).map((row) => cells(row, 'td'))),
    ),
  )
}

/**
 * Comma-separated values with quotes, as far as a preview needs it (the last line may be cut off).
 *
 * @param {string} text
 * @returns {string[][]}
 */
function parseCsv(text) {
  const rows = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"?|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.length > 1 || (row[0] ?? '') !== '')
}

function bytes(size) {
  if (size < 1000) return `${size} bytes`
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`
}
