import type { Feature } from '../../core/command.ts'
import { list } from './list.ts'

export const page: Feature = {
  noun: 'page',
  plural: 'pages',
  aliases: ['landing-page', 'landing-pages', 'landingpage', 'landingpages'],
  summary: 'Landing pages of an offer',
  commands: { list },
}
