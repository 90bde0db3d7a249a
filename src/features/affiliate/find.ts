import { runButton } from '../../blocks/buttons.ts'
import { defineSearch } from '../../core/find.ts'

export const find = defineSearch({
  noun: 'affiliate',
  verb: 'find',
  title: 'Affiliates',
  kinds: ['affiliate'],
  one: 'affiliate',
  summary: 'Find affiliates by a few letters of their name',
  example: 'affiliate mediabridge',
  elsewhere: () => [runButton('All affiliates', 'affiliate list')],
})
