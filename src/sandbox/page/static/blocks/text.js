import { h, safeImageUrl } from '../dom.js'
import { withEmoji } from '../emoji.js'
import { plainText, withLines } from '../inline.js'
import { mrkdwn } from '../mrkdwn.js'

/** @import { DrawContext } from './context.js' */

/**
 * A text object (plain_text or mrkdwn) as nodes.
 *
 * @param {{ type: string, text: string, emoji?: boolean, verbatim?: boolean } | undefined} object
 * @param {DrawContext} context
 * @returns {(Node | string)[]}
 */
export function text(object, context) {
  if (!object) return []
  if (object.type === 'mrkdwn') return [mrkdwn(object.text, context, object)]
  return withLines(object.text, (line) => withEmoji(line, object.emoji !== false))
}

/**
 * A picture by its address; where it does not come, its words take its place.
 *
 * @param {any} element with image_url or slack_file, and alt_text
 * @param {string} className
 */
export function picture(element, className) {
  const alt = String(element.alt_text ?? '')
  const words = () =>
    h('span', { class: `${className} image-missing`, role: 'img', 'aria-label': alt }, ...plainText(alt))
  const src = safeImageUrl(element.image_url ?? element.slack_file?.url)
  if (src === null) return words()
  const image = h('img', { class: className, src, alt, loading: 'lazy', referrerpolicy: 'no-referrer' })
  image.addEventListener('error', () => image.replaceWith(words()))
  return image
}
