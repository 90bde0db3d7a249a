import { h } from '../dom.js'
import { keepingFocus, placeNodes } from '../focus.js'
import { blockIdOf } from '../form.js'
import { drawBlock } from './draw.js'

/** @import { DrawContext } from './context.js' */

/**
 * The blocks of something that changes while it is used: Home or a modal. What did not change stays as it is, with
 * its focus and its open lists.
 */
export class BlockList {
  node = h('div', { class: 'blocks' })
  /** @type {Map<string, { version: string, node: HTMLElement }>} */
  #kept = new Map()

  /** @param {readonly any[]} blocks @param {DrawContext} context */
  draw(blocks, context) {
    context.form.settle(blocks)
    const next = new Map()
    blocks.forEach((block, index) => {
      const id = blockIdOf(block, index)
      const key = next.has(id) ? `${id} ${index}` : id
      const version = JSON.stringify(block)
      const old = this.#kept.get(key)
      next.set(key, old?.version === version ? old : { version, node: drawBlock(block, context, index) })
    })
    this.#kept = next
    const nodes = [...next.values()].map((one) => one.node)
    keepingFocus(this.node, () => placeNodes(this.node, nodes))
  }
}
