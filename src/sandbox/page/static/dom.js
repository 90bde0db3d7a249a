/**
 * Makes an element. Text always goes in as text nodes, so that data can never become markup.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `on…` adds a listener, `true` an empty attribute, null/undefined/false nothing;
 *   `value` and `checked` are set as properties, everything else as an attribute
 * @param {...(Node | string | null | undefined | false | (Node | string)[])} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children)
}

/**
 * The same for SVG.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | null)} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children)
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) setProp(element, name, value)
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  )
  return element
}

function setProp(element, name, value) {
  if (value === null || value === undefined || value === false) return
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
  else if (name === 'value' || name === 'checked') element[name] = value
  else element.setAttribute(name, value === true ? '' : String(value))
}

/** @param {...(Node | string)} children */
export function fragment(...children) {
  const made = document.createDocumentFragment()
  made.append(...children)
  return made
}

/**
 * The address if a link may lead there (http, https, mailto), else null: a `javascript:` link from data stays text.
 *
 * @param {unknown} url
 */
export function safeUrl(url) {
  const text = typeof url === 'string' ? url : ''
  return URL.canParse(text) && ['http:', 'https:', 'mailto:'].includes(new URL(text).protocol) ? text : null
}

/**
 * The address if a picture may come from there, else null.
 *
 * @param {unknown} url
 */
export function safeImageUrl(url) {
  const text = typeof url === 'string' ? url : ''
  return /^(?:https:\/\/|data:image\/)/i.test(text) ? text : null
}

/**
 * A link out of the page, or plain text where the address may not be followed.
 *
 * @param {unknown} url
 * @param {...(Node | string)} label
 */
export function outLink(url, ...label) {
  const href = safeUrl(url)
  if (href === null) return h('span', {}, ...label)
  return h('a', { class: 'link', href, target: '_blank', rel: 'noopener noreferrer' }, ...label)
}

let lastId = 0

/** A fresh id for label/for and aria pairs. */
export function freshId(prefix = 'id') {
  lastId += 1
  return `${prefix}-${lastId}`
}
