import { kinds, type Catalogue } from '../../catalogue/contract.ts'
import type { Called } from './difference.ts'

/** Names of chosen things as the catalogue has them. */
export function calledIn(catalogue: Catalogue): Called {
  return (field, id) => {
    const kind = field.as === 'pick' ? kinds.find((known) => known === field.kind) : undefined
    return kind && catalogue.get(kind, id)?.name
  }
}
