const GAP = 4
const EDGE = 8
/** However little room there is. */
const LEAST = 96

/**
 * Puts something that floats beside what it belongs to: below, or above where there is more room, always inside what
 * can be seen (a keyboard on the screen takes room too).
 *
 * @param {HTMLElement} floating with position: fixed
 * @param {HTMLElement} anchor
 * @param {{ width?: number, tallest?: number }} [size] in CSS pixels: how wide it is at least, how tall at most
 */
export function anchorTo(floating, anchor, { width = 0, tallest = Infinity } = {}) {
  const view = window.visualViewport
  const seen = { width: window.innerWidth, height: view?.height ?? window.innerHeight }
  const at = anchor.getBoundingClientRect()
  if (width > 0) floating.style.width = `${Math.min(Math.max(at.width, width), seen.width - 2 * EDGE)}px`
  floating.style.maxHeight = ''
  const size = floating.getBoundingClientRect()
  const height = Math.min(size.height, tallest)
  const below = seen.height - at.bottom - GAP - EDGE
  const above = at.top - GAP - EDGE
  const goesBelow = height <= below || below >= above
  const room = Math.min(height, Math.max(LEAST, goesBelow ? below : above))
  const left = Math.max(EDGE, Math.min(at.left, seen.width - size.width - EDGE))
  Object.assign(floating.style, {
    maxHeight: `${room}px`,
    top: `${goesBelow ? at.bottom + GAP : at.top - GAP - room}px`,
    left: `${left}px`,
  })
}

/**
 * Keeps it there while the page scrolls or changes its size.
 *
 * @param {() => void} place
 * @param {AbortSignal} signal ends it
 */
export function whileMoving(place, signal) {
  document.addEventListener('scroll', place, { capture: true, signal })
  window.addEventListener('resize', place, { signal })
  window.visualViewport?.addEventListener('resize', place, { signal })
}
