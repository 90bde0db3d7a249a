import type { Desk } from '../changes/desk.ts'
import type { ComposeTools } from './compose.ts'
import { Sheets } from './sheets.ts'

/** By CAKE's client: whoever composes with the same one reads the same report once. */
const sheets = new WeakMap<Desk['cake'], Sheets>()

/** What digests are composed with at a desk. */
export function toolsOf({ cake, catalogue, store, now }: Desk): ComposeTools {
  const known = sheets.get(cake) ?? new Sheets({ cake, now })
  sheets.set(cake, known)
  return { cake, catalogue, store, sheets: known }
}
