import { runButton } from '../../blocks/buttons.ts'
import { defineSearch } from '../../core/find.ts'

export const find = defineSearch({
  noun: 'offer',
  verb: 'find',
  title: 'Offers',
  kinds: ['offer'],
  one: 'offer',
  summary: 'Find offers by a few letters of their name',
  example: 'offer auto insurance',
  elsewhere: () => [runButton('All offers', 'offer list')],
})
