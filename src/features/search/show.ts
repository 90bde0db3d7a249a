import { runButton } from '../../blocks/buttons.ts'
import { kinds } from '../../catalogue/contract.ts'
import type { Registry } from '../../core/command.ts'
import { capital } from '../../core/entries.ts'
import { defineSearch } from '../../core/find.ts'
import { nearestNoun, takesItsId } from '../../core/suggest.ts'
import { quote } from '../../core/words.ts'

export const show = defineSearch({
  noun: 'search',
  verb: 'show',
  title: 'Everything',
  kinds,
  one: 'hit',
  summary: 'Find anything by a few letters of its name',
  example: 'search auto insurance',
  elsewhere: (registry, words, hits) => [
    ...byId(registry, words, hits),
    ...(hits === 0 ? meant(registry, words) : []),
  ],
})

/** A bare number may be the id of something without a name, as a campaign, or of something newer than the names. */
function byId(registry: Registry, words: string, hits: number) {
  if (!/^\d{1,15}$/.test(words)) return []
  const openers = registry.filter(takesItsId)
  const nameless = openers.filter(({ opens }) => !opens)
  const named = hits === 0 ? openers.filter(({ opens }) => opens) : []
  return [...nameless, ...named].map(({ noun }) => runButton(`${capital(noun)} ${words}`, `${noun} ${words}`))
}

/** What finds nothing may be a command with a slip in it. */
function meant(registry: Registry, words: string) {
  const [first = '', ...rest] = words.split(/\s+/)
  const noun = nearestNoun(registry, first)
  const line = noun === undefined ? undefined : [noun, ...rest.map(quote)].join(' ')
  return [...(line === undefined ? [] : [runButton(`/cake ${line}`, line)]), runButton('Help', 'help')]
}
