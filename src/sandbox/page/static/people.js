import { h } from './dom.js'
import { cakeMark } from './icons.js'

/** @import { PersonView } from '../protocol.ts' */

const COLOURS = 8

/** Whose colour is which: the order in which the workspace names them. @type {Map<string, number>} */
const colours = new Map()

/** Gives the people of the workspace a colour each. @param {readonly PersonView[]} people */
export function colourPeople(people) {
  for (const { id } of people) if (!colours.has(id)) colours.set(id, colours.size % COLOURS)
}

/** A picture of somebody: initials on a colour of their own; the bot has the cake. @param {PersonView | undefined} person */
export function avatar(person) {
  if (person?.isBot) return h('span', { class: 'avatar avatar-bot', 'aria-hidden': 'true' }, cakeMark())
  const name = person?.name ?? '?'
  const letters = name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
  return h(
    'span',
    { class: `avatar avatar-${colours.get(person?.id ?? '') ?? 0}`, 'aria-hidden': 'true' },
    letters,
  )
}
