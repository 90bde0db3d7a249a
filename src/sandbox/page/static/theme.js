import { h } from './dom.js'
import { icon } from './icons.js'

const KEY = 'theme'
const dark = window.matchMedia('(prefers-color-scheme: dark)')

const current = () => localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light')

/** Puts on the theme chosen before, or the system's. */
export function applyTheme() {
  document.documentElement.dataset.theme = current()
}

/** The button that changes between light and dark, and remembers it. */
export function themeButton() {
  const button = h('button', { type: 'button', class: 'bar-button' })
  const draw = () => {
    applyTheme()
    const words = current() === 'dark' ? 'Light theme' : 'Dark theme'
    button.setAttribute('aria-label', words)
    button.title = words
    button.replaceChildren(icon(current() === 'dark' ? 'sun' : 'moon'))
  }
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, current() === 'dark' ? 'light' : 'dark')
    draw()
  })
  dark.addEventListener('change', draw)
  draw()
  return button
}
