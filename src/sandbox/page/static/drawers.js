import { h } from './dom.js'
import { icon } from './icons.js'

const narrow = window.matchMedia('(max-width: 760px)')
const medium = window.matchMedia('(max-width: 1100px)')
const PANEL = 'panel'

/**
 * The two things at the sides. The channels are a drawer on narrow screens; CAKE's panel can be folded away on wide
 * ones (which is remembered) and is a drawer on the others. Escape and a click beside close a drawer.
 *
 * @param {HTMLElement} channels
 * @param {HTMLElement} panel
 */
export function drawers(channels, panel) {
  const shade = document.querySelector('#shade')
  const toggleChannels = barButton('menu', 'Channels', channels.id, () =>
    set(channels, toggleChannels, isHidden(channels)),
  )
  const togglePanel = barButton('panel', 'CAKE panel', panel.id, () =>
    set(panel, togglePanel, isHidden(panel), true),
  )
  const set = (side, button, open, keep = false) => {
    side.classList.toggle('is-open', open)
    side.classList.toggle('is-closed', !open)
    button.setAttribute('aria-expanded', String(open))
    shade.hidden = !((narrow.matches && isOpenDrawer(channels)) || (medium.matches && isOpenDrawer(panel)))
    if (keep && !medium.matches) localStorage.setItem(PANEL, open ? 'open' : 'closed')
    if (!shade.hidden) side.querySelector('button, input')?.focus()
  }
  const closeChannels = () => narrow.matches && set(channels, toggleChannels, false)
  const closePanel = () => {
    set(panel, togglePanel, false, true)
    togglePanel.focus()
  }
  const fit = () => {
    set(channels, toggleChannels, !narrow.matches)
    set(panel, togglePanel, !medium.matches && localStorage.getItem(PANEL) !== 'closed')
  }
  shade.addEventListener('click', fit)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || shade.hidden) return
    const back = isOpenDrawer(panel) && medium.matches ? togglePanel : toggleChannels
    fit()
    back.focus()
  })
  narrow.addEventListener('change', fit)
  medium.addEventListener('change', fit)
  fit()
  return { toggleChannels, togglePanel, closeChannels, closePanel }
}

const isHidden = (side) => !side.classList.contains('is-open')
const isOpenDrawer = (side) => side.classList.contains('is-open')

function barButton(name, label, controls, onclick) {
  return h(
    'button',
    {
      type: 'button',
      class: `bar-button toggle-${name}`,
      'aria-label': label,
      title: label,
      'aria-controls': controls,
      onclick,
    },
    icon(name),
  )
}
