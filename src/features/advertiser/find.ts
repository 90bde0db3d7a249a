import { defineSearch } from '../../core/find.ts'

export const find = defineSearch({
  noun: 'advertiser',
  verb: 'find',
  title: 'Advertisers',
  kinds: ['advertiser'],
  one: 'advertiser',
  summary: 'Find advertisers by a few letters of their name',
  example: 'advertiser safe drive',
  elsewhere: () => [],
})
