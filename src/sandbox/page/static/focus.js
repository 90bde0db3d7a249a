/**
 * Draws something anew so that who is using it does not notice: the same control has the focus again, with the same
 * words selected.
 *
 * @param {HTMLElement} root
 * @param {() => void} draw
 */
export function keepingFocus(root, draw) {
  const active = root.contains(document.activeElement) ? document.activeElement : null
  const key = active?.getAttribute('data-action')
  const ts = active?.closest('[data-ts]')?.getAttribute('data-ts')
  const selection = active && 'selectionStart' in active ? [active.selectionStart, active.selectionEnd] : null
  draw()
  if (!key || active.isConnected) return
  const around = ts ? root.querySelector(`[data-ts="${CSS.escape(ts)}"]`) : root
  const same = sameControl(around, key) ?? (ts ? around?.querySelector('button, a, select, input') : null)
  same?.focus({ preventScroll: true })
  // Email fields and the like have no selection.
  if (selection?.[0] !== null && selection && same?.matches('input, textarea'))
    same.setSelectionRange?.(...selection)
}

/** The control of the same block and action, or of the same action in a block that was named anew. */
function sameControl(root, key) {
  const all = [...(root?.querySelectorAll('[data-action]') ?? [])]
  const action = key.slice(key.indexOf(' '))
  return (
    all.find((one) => one.getAttribute('data-action') === key) ??
    all.find((one) => one.getAttribute('data-action').endsWith(action))
  )
}

/**
 * Remembers what has the focus, to give it back later, also where it was drawn anew in the meantime.
 *
 * @returns {() => void}
 */
export function rememberFocus() {
  const active = document.activeElement
  const key = active?.getAttribute('data-action')
  const ts = active?.closest('[data-ts]')?.getAttribute('data-ts')
  return () => {
    if (active?.isConnected && active.checkVisibility()) return active.focus({ preventScroll: true })
    const around = ts ? document.querySelector(`[data-ts="${CSS.escape(ts)}"]`) : document
    const same = (key && sameControl(around, key)) ?? document.querySelector('main')
    same.focus({ preventScroll: true })
  }
}

/**
 * Puts the nodes in order in a list, moving only those that are out of place: what is moved loses its focus.
 *
 * @param {HTMLElement} list
 * @param {readonly HTMLElement[]} nodes
 */
export function placeNodes(list, nodes) {
  for (const old of Array.from(list.children)) if (!nodes.includes(old)) old.remove()
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null)
  })
}
