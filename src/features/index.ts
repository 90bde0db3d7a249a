import type { Registry } from '../core/command.ts'
import { advertiser } from './advertiser/index.ts'
import { affiliate } from './affiliate/index.ts'
import { campaign } from './campaign/index.ts'
import { change } from './change/index.ts'
import { creative } from './creative/index.ts'
import { digest } from './digest/index.ts'
import { help } from './help/index.ts'
import { history } from './history/index.ts'
import { link } from './link/index.ts'
import { offer } from './offer/index.ts'
import { page } from './page/index.ts'
import { payout } from './payout/index.ts'
import { report } from './report/index.ts'
import { search } from './search/index.ts'
import { settings } from './settings/index.ts'

/** Everything the bot does, in the order help shows it. */
export const features: Registry = [
  offer,
  affiliate,
  campaign,
  link,
  payout,
  advertiser,
  creative,
  page,
  report,
  digest,
  change,
  history,
  settings,
  search,
  help,
]
