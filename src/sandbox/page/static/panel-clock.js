import { h } from './dom.js'
import { moveClock } from './dates.js'
import { send } from './server.js'
import { toast } from './toast.js'

/** @import { Store } from './store.js' */

const TICK_MS = 5000

/**
 * The clock of the sandbox, with the moments it can be moved to; not there where the bot does not follow it.
 *
 * @param {Store} store
 */
export function clockSection(store) {
  const time = h('time', { class: 'clock-time' })
  const zone = h('span', { class: 'side-sub' })
  const buttons = h('div', { class: 'clock-moves', role: 'group', 'aria-label': 'Move the clock to' })
  const box = h(
    'section',
    { class: 'panel-part', 'aria-label': 'Clock', hidden: true },
    h('h3', {}, 'Clock', zone),
    time,
    buttons,
  )
  const tick = () => {
    const { clock } = store.view ?? {}
    if (clock) time.textContent = wallClock(Date.now() + clock.aheadMs, clock.zone)
  }
  const draw = () => {
    const { clock } = store.view ?? {}
    moveClock(clock?.aheadMs ?? 0)
    box.hidden = clock === undefined
    if (clock === undefined) return
    zone.textContent = clock.zone
    drawMoves(buttons, clock.moves)
    tick()
  }
  store.on('view', draw)
  store.on('clock', draw)
  setInterval(tick, TICK_MS)
  return box
}

/** Labels change with the time; the buttons stay, and with them the focus. */
function drawMoves(box, moves) {
  const old = [...box.children]
  const nodes = moves.map(({ move, label }) => {
    const kept = old.find((one) => one.dataset.move === move)
    const node =
      kept ?? h('button', { type: 'button', class: 'button button-small', 'data-move': move, onclick: go })
    node.textContent = label
    return node
  })
  for (const node of old) if (!nodes.includes(node)) node.remove()
  for (const node of nodes) if (!node.isConnected) box.append(node)
}

async function go(event) {
  const answer = await send('clock', { move: event.currentTarget.dataset.move })
  if (!answer.ok) toast(answer.error)
}

function wallClock(at, timeZone) {
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(at)
}
