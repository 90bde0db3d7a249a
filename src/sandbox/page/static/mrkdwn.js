import { fragment, h, outLink } from './dom.js'
import { slackDate } from './dates.js'
import { withEmoji } from './emoji.js'
import { bareLink, paired, parseInline, withLines } from './inline.js'

/** @import { DrawContext } from './blocks/context.js' */

const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/**
 * Text in Slack's mrkdwn as nodes: `*bold*`, `_italic_`, `~strike~`, code, quotes, links, mentions, dates and emoji.
 * https://docs.slack.dev/messaging/formatting-message-text
 *
 * @param {string} text
 * @param {DrawContext} context
 * @param {{ verbatim?: boolean }} [options] verbatim: bare addresses stay text
 * @returns {DocumentFragment}
 */
export function mrkdwn(text, context, options = {}) {
  const rules = inlineRules(context, options.verbatim === true)
  const made = fragment()
  const parts = text.split(/```\n?([\s\S]+?)\n?```/g)
  parts.forEach((part, index) => {
    if (index % 2 === 1) made.append(h('pre', { class: 'pre', tabindex: '0' }, preformatted(part)))
    else made.append(...groups(trimAround(part, index, parts.length), rules))
  })
  return made
}

/** In preformatted text only the link's own words are shown. */
const preformatted = (text) => unescape(text.replaceAll(/<(?:[^|>]*\|)?([^>]*)>/g, '$1'))

/** The line break beside a block of code belongs to the block. */
function trimAround(part, index, count) {
  const start = index > 0 ? part.replace(/^\n/, '') : part
  return index < count - 1 ? start.replace(/\n$/, '') : start
}

/** Lines that belong together: a quote, one line of a list, or ordinary lines. */
function groups(text, rules) {
  if (text === '') return []
  const nodes = []
  let run = []
  let runKind = ''
  const flush = () => {
    if (run.length > 0) nodes.push(...wrap(runKind, run, rules))
    run = []
  }
  for (const line of text.split('\n')) {
    const kind = lineKind(line)
    if (kind !== runKind) flush()
    runKind = kind
    run.push(kind === 'quote' ? line.replace(/^(?:>|&gt;) ?/, '') : line)
  }
  flush()
  return nodes
}

function lineKind(line) {
  if (/^(?:>|&gt;)/.test(line)) return 'quote'
  return /^\s*(?:[•◦▪-]|\d{1,3}[.)]) /.test(line) ? 'item' : 'text'
}

/** Slack has no lists in mrkdwn: a line with a bullet stays text, and only hangs nicely when it wraps. */
function wrap(kind, lines, rules) {
  const inline = (line) => [parseInline(line, rules, (part) => withEmoji(unescape(part)))]
  if (kind === 'quote') return [h('blockquote', { class: 'quote' }, ...withLines(lines.join('\n'), inline))]
  if (kind === 'item') return lines.map((line) => h('div', { class: 'hanging' }, ...inline(line)))
  return withLines(lines.join('\n'), inline)
}

function inlineRules(context, verbatim) {
  const code = {
    pattern: /`([^`\n]+)`/uy,
    make: (match) => h('code', { class: 'code' }, preformatted(match[1])),
  }
  const special = { pattern: /<([^<>\n]+)>/uy, make: (match) => angle(match[1], context) }
  const rules = [code, special, paired('*', 'strong'), paired('_', 'em'), paired('~', 's')]
  return verbatim ? rules : [...rules, bareLink]
}

function angle(inside, context) {
  const [target, ...rest] = inside.split('|')
  const label = rest.length > 0 ? unescape(rest.join('|')) : null
  if (target.startsWith('@')) return context.user(target.slice(1), label)
  if (target.startsWith('#')) return context.channel(target.slice(1), label)
  if (target.startsWith('!date^')) return date(target, label)
  if (target.startsWith('!')) return broadcast(target.slice(1), label)
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return null
  const url = unescape(target)
  return outLink(url, ...withEmoji(label ?? url.replace(/^mailto:/, '')))
}

function date(target, label) {
  const [, seconds, format, link] = target.split('^')
  const text = slackDate(Number(seconds), unescape(format ?? '')) ?? label ?? ''
  return link ? outLink(unescape(link), text) : h('time', { class: 'date' }, text)
}

/** `@channel` and its like. @param {string} name @param {string | null} [label] */
export function broadcast(name, label = null) {
  const words = name.startsWith('subteam^') ? (label ?? '@group') : `@${name}`
  return h('span', { class: 'mention mention-all' }, words)
}
