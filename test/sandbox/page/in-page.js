// What the tests run inside the page. Plain JavaScript, since only here there is a document; in-page.d.ts has the types.

/** The background of the middle of the page. */
export const mainBackground = () => getComputedStyle(document.querySelector('main')).backgroundColor

/** The id of what has the focus. */
export const focusedId = () => document.activeElement?.id

export const hasFocus = (node) => node === document.activeElement

/** What `data that would like to be code` would have left behind. */
export const wasHacked = () => 'hacked' in window

/** How wide the page, its list of messages and its blocks are, in CSS pixels. */
export const widths = () => ({
  page: document.documentElement.scrollWidth,
  list: document.querySelector('.scroller').scrollWidth,
  rightmost: Math.max(
    ...[...document.querySelectorAll('.block')].map((one) => one.getBoundingClientRect().right),
  ),
})

/** How far a list is from its end, in CSS pixels. */
export const distanceToEnd = (node) => node.scrollHeight - node.scrollTop - node.clientHeight

export const scrollToTop = (node) => node.scrollTo(0, 0)

/** Buttons, links and fields without a name. Runs in the page. */
export function namelessControls() {
  return [...document.querySelectorAll('button, a[href], input, select, textarea')]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const labels = 'labels' in one ? [...(one.labels ?? [])].map((label) => label.textContent) : []
      return ![one.getAttribute('aria-label'), one.textContent, ...labels].some((name) => name?.trim())
    })
    .map((one) => one.outerHTML.slice(0, 120))
}

/** Texts whose contrast is below 4.5 : 1 (3 : 1 if large). Runs in the page. */
export function poorContrasts() {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (rgb) => {
    const [r = 0, g = 0, b = 0] = rgb.map((one) => {
      const part = one / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const backgroundOf = (node) => {
    if (!node) return [255, 255, 255]
    const rgba = channels(getComputedStyle(node).backgroundColor)
    return (rgba[3] ?? 1) === 1 ? rgba.slice(0, 3) : backgroundOf(node.parentElement)
  }
  const poor = []
  for (const node of document.querySelectorAll('body *:not(svg *, option, :disabled)')) {
    const words = [...node.childNodes].filter((one) => one.nodeType === 3 && one.textContent?.trim())
    if (words.length === 0 || !node.checkVisibility({ visibilityProperty: true })) continue
    const style = getComputedStyle(node)
    const [one, other] = [luminance(channels(style.color)), luminance(backgroundOf(node))].toSorted(
      (a, b) => b - a,
    )
    const isLarge = Number.parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700
    if ((one + 0.05) / (other + 0.05) < (isLarge ? 3 : 4.5))
      poor.push(`${node.className}: ${words[0]?.textContent}`)
  }
  return poor
}

/** What the focused control is called, as far as these pages name them. */
export function focusedName() {
  const active = document.activeElement
  return active?.getAttribute('aria-label') ?? (active?.matches('button') ? active.textContent : '')
}

/** The words that describe a control. */
export const describedBy = (node) =>
  (node.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.querySelector(`#${CSS.escape(id)}`)?.textContent)
    .join(' ')

/** How wide what is in a modal is, in CSS pixels. */
export const modalWidth = () => document.querySelector('.modal-body').scrollWidth

/** Whether all of it is within the window. */
export function inView(node) {
  const { top, left, bottom, right } = node.getBoundingClientRect()
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
}
