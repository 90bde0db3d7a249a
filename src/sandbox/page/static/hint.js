import { h } from './dom.js'
import { cakeMark, icon } from './icons.js'

/** @import { Store } from './store.js' */

const CHIPS = 5

/**
 * What a newcomer reads above the composer until the bot has answered here: what to type, and examples to click.
 *
 * @param {Store} store
 * @param {(command: string) => void} run
 */
export function hint(store, run) {
  const box = h('section', { class: 'hint', 'aria-label': 'Getting started', hidden: true })
  let dismissed = false
  const dismiss = () => {
    dismissed = true
    draw()
  }
  const draw = () => {
    const examples = oneOfEach(store.view?.commands ?? [])
    const answered = store.shown().some((one) => store.person(one.user)?.isBot)
    box.hidden =
      dismissed ||
      answered ||
      examples.length === 0 ||
      store.here()?.members.every((id) => !store.person(id)?.isBot)
    if (box.hidden) return box.replaceChildren()
    box.replaceChildren(...content(examples, run, dismiss))
  }
  return { box, draw }
}

function content(examples, run, dismiss) {
  const command = h('kbd', {}, `/cake ${examples[0].example}`)
  return [
    h('div', { class: 'hint-mark' }, cakeMark()),
    h(
      'div',
      { class: 'hint-body' },
      h('p', {}, 'Type ', command, ' and press ', h('kbd', {}, 'Enter'), ', or try one of these:'),
      h('div', { class: 'chips' }, ...examples.map((example) => chip(example, run))),
    ),
    h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': 'Dismiss the hint', onclick: dismiss },
      icon('close'),
    ),
  ]
}

/** The first command of each noun. */
function oneOfEach(commands) {
  const nouns = new Map()
  for (const command of commands) {
    const [noun] = command.example.split(' ')
    if (!nouns.has(noun)) nouns.set(noun, command)
  }
  return [...nouns.values()].slice(0, CHIPS)
}

function chip({ example, summary }, run) {
  return h(
    'button',
    { type: 'button', class: 'chip', title: summary, onclick: () => run(`/cake ${example}`) },
    `/cake ${example}`,
  )
}
