import { message, type Piece } from '../../blocks/message.ts'
import { words } from '../../blocks/pieces.ts'
import type { Modal } from '../modal.ts'

/** A modal that only says something: there is nothing in it to submit. */
export function telling(said: string | readonly Piece[], title = 'Change in CAKE'): Modal {
  const blocks = typeof said === 'string' ? words(said).blocks : message('', said).older
  return { title, callback: 'told', meta: '', close: 'Close', blocks }
}
