import { fragment, h, outLink } from './dom.js'
import { withEmoji } from './emoji.js'

/**
 * @typedef {object} InlineRule
 * @property {RegExp} pattern sticky and unicode: it is tried at one place at a time
 * @property {(match: RegExpExecArray, inner: (text: string) => Node) => Node | string | null} make
 *   null: the match is ordinary text after all
 */

/**
 * Turns text into nodes by trying the rules at each place, first come first served.
 *
 * @param {string} text
 * @param {readonly InlineRule[]} rules
 * @param {(text: string) => (Node | string)[]} leaf what becomes of ordinary text
 * @returns {DocumentFragment}
 */
export function parseInline(text, rules, leaf) {
  const made = fragment()
  const inner = (part) => parseInline(part, rules, leaf)
  let plainFrom = 0
  let at = 0
  while (at < text.length) {
    const found = firstMatch(text, at, rules, inner)
    if (found === null) {
      at += 1
      continue
    }
    made.append(...leaf(text.slice(plainFrom, at)), found.node)
    at += found.length
    plainFrom = at
  }
  made.append(...leaf(text.slice(plainFrom)))
  return made
}

function firstMatch(text, at, rules, inner) {
  for (const { pattern, make } of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const node = match && make(match, inner)
    if (match && node !== null) return { node, length: match[0].length }
  }
  return null
}

/**
 * A pair of marks around words, as in Slack: `*bold*` but not `2*3*4`, not over the end of a line.
 *
 * @param {string} mark one character or a doubled one
 * @param {string} tag
 * @returns {InlineRule}
 */
export function paired(mark, tag) {
  const escaped = mark.replaceAll(/\*/g, String.raw`\*`)
  const single = mark[0].replaceAll(/\*/g, String.raw`\*`)
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}${single}])${escaped}(?=[^\s${single}])([^\n]*?[^\s${single}])${escaped}(?![\p{L}\p{N}${single}])`,
    'uy',
  )
  return { pattern, make: (match, inner) => h(tag, {}, inner(match[1])) }
}

/** @type {InlineRule} A bare address becomes a link; the full stop after it does not belong to it. */
export const bareLink = {
  pattern: /(?<![\p{L}\p{N}])https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"*_~`]/uy,
  make: (match) => outLink(match[0], match[0]),
}

/** Lines with line breaks between. @param {string} text */
export function plainText(text) {
  return withLines(text, (line) => withEmoji(line))
}

/**
 * @param {string} text
 * @param {(line: string) => (Node | string)[]} each
 */
export function withLines(text, each) {
  return text.split('\n').flatMap((line, index) => (index === 0 ? each(line) : [h('br'), ...each(line)]))
}
