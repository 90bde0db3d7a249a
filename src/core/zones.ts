import { wordsOf } from '../catalogue/fold.ts'
import { isZone } from './digests/when.ts'

/** Zones that Intl lists under an older name; under IANA's own they are known to it as well. */
const NEWER = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
  'UTC',
]

/** By name; made once, when somebody first asks. */
let all: readonly { readonly zone: string; readonly words: readonly string[] }[] | undefined

/**
 * IANA's zones whose words begin as typed, in any order: `york`, `lord howe`, `Asia/Kol`. Any name that Intl knows is
 * found when typed in full, older ones too.
 */
export function zonesLike(typed: string, most: number): string[] {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return []
  const hits = zones().flatMap(({ zone, words }) =>
    wanted.every((one) => words.some((word) => word.startsWith(one))) ? [zone] : [],
  )
  const exact = typed.trim()
  const unlisted = isZone(exact) && !hits.some((zone) => zone.toLowerCase() === exact.toLowerCase())
  return [...(unlisted ? [exact] : []), ...hits].slice(0, most)
}

function zones() {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), ...NEWER])
  all ??= [...names].toSorted().map((zone) => ({ zone, words: wordsOf(zone) }))
  return all
}
