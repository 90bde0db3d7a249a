import { h } from './dom.js'
import { icon } from './icons.js'

const NEAR_END_PX = 60

/**
 * A scrolling list that stays at its end while one reads there. Scrolled up it stays where it is, and a pill says
 * that something new came.
 *
 * @param {HTMLElement} scroller
 */
export function stickToEnd(scroller) {
  let atEnd = true
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight
    atEnd = true
    pill.hidden = true
  }
  const pill = h(
    'button',
    { type: 'button', class: 'new-pill', hidden: true, onclick: toEnd },
    icon('down'),
    'New messages',
  )
  scroller.addEventListener('scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX
    if (atEnd) pill.hidden = true
  })
  // Pictures, opened details and a growing composer change the height afterwards.
  const keep = new ResizeObserver(() => atEnd && toEnd())
  keep.observe(scroller)
  if (scroller.firstElementChild) keep.observe(scroller.firstElementChild)
  return {
    pill,
    toEnd,
    /** To be called after something was drawn. @param {boolean} isNew @param {boolean} mine one's own always shows */
    drawn(isNew, mine) {
      if (atEnd || mine) toEnd()
      else if (isNew) pill.hidden = false
    },
  }
}
