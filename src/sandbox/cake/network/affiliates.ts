import { dayMs } from '../days.ts'
import { hostileName } from './hostile.ts'
import type { Affiliate, AffiliateStatus } from './records.ts'
import { cells, ids, optional, rows } from './table.ts'

// A `$word` is a hostile name. Manager: 7 Mark Johnson, 11 Priya Natarajan, 23 Sofía Álvarez, 42 Jordan Lee.
const table = `
67851 | BlueHarbor Media | active | 42 | blueharbor.example.com | 2019-03-11 | 14
67852 | Clickwise Digital | active | 42 | clickwise.example.com | 2019-07-02 | 14 4
67853 | Northwind Leads | active | 7 | northwindleads.example.com | 2019-11-18 | 3
67854 | Papaya Performance | active | 11 | papaya.example.com | 2020-01-27 | 1
67855 | InboxRocket | active | 7 | inboxrocket.example.com | 2020-02-14 | 4
67856 | Savvy Savers Club | active | 23 | savvysavers.example.com | 2020-05-30 | 4 9
67857 | TrueNorth Traffic | inactive | 7 | - | 2020-06-08 | -
67858 | Quiver Ads | active | 11 | quiverads.example.com | 2020-09-21 | 1 10
67859 | Copper Kettle Content | active | 23 | copperkettle.example.com | 2020-10-12 | 14
67860 | Sunrise Search Marketing | active | 42 | sunrisesearch.example.com | 2021-01-05 | 2
67861 | Loopline Network | active | 11 | loopline.example.com | 2021-02-17 | 1
67862 | Daily Deal Digest | active | 23 | dailydealdigest.example.com | 2021-04-01 | 4 6
67863 | Kestrel Mobile | active | 11 | kestrelmobile.example.com | 2021-05-19 | 1 10
67864 | Ads & Co. "Premium" | active | 7 | adsandco.example.com | 2021-07-07 | -
67865 | $mention | active | 7 | sons.example.com | 2021-08-23 | -
67866 | Rapid Reach Ltd | suspended | 11 | rapidreach.example.com | 2021-09-30 | -
67867 | Hearth & Home Bloggers | active | 23 | hearthbloggers.example.com | 2021-11-11 | 14
67868 | Pixel Pushers | active | 11 | pixelpushers.example.com | 2022-01-19 | 1
67869 | FinFluence | active | 42 | finfluence.example.com | 2022-02-28 | 3 14
67870 | Global Reach Partners | active | 42 | globalreach.example.com | 2022-04-13 | -
67871 | $command | active | 7 | - | 2022-05-25 | -
67872 | Stellar Surveys | active | 23 | stellarsurveys.example.com | 2022-07-04 | -
67873 | Mango Tree Ventures | active | 11 | mangotree.example.com | 2022-08-16 | 1
67874 | Oakline Publishing | active | 42 | oakline.example.com | 2022-10-03 | 2
67875 | 東京アフィリエイト (Tokyo Affiliate) | active | 23 | tokyo-aff.example.com | 2022-11-22 | 1
67876 | Cobalt Clicks | inactive | 7 | cobaltclicks.example.com | 2023-01-09 | -
67877 | Pushwave | active | 11 | pushwave.example.com | 2023-02-20 | 1
67878 | Lighthouse Leads | active | 7 | lighthouseleads.example.com | 2023-04-18 | 3
67879 | Evergreen Email Group | active | 42 | evergreenemail.example.com | 2023-06-06 | 4
67880 | Zephyr Zone | rejected | 11 | zephyrzone.example.com | 2023-07-29 | -
67881 | CouponCanyon | active | 23 | couponcanyon.example.com | 2023-09-12 | 9 6
67882 | Vantage Video | active | 11 | vantagevideo.example.com | 2023-11-27 | 1
67883 | MédiaPont Paris | active | 23 | mediapont.example.com | 2024-01-15 | 13
67884 | Rhein Reichweite GmbH | active | 23 | rheinreichweite.example.com | 2024-03-04 | 13
67885 | $newline | active | 7 | - | 2024-04-22 | -
67886 | Brightside Bloggers | active | 42 | brightside.example.com | 2024-06-17 | 14
67887 | Tidal Traffic Co. | active | 7 | tidaltraffic.example.com | 2024-08-08 | -
67888 | Nimbus Native Ads | pending | 42 | nimbusnative.example.com | -4 | -
67889 | Fresh Feed Media | pending | 11 | freshfeed.example.com | -1 | -
67890 | MediaBridge Partners | active | 42 | mediabridge.example.com | 2022-03-14 | 4 14
`

/**
 * The forty affiliates of the network; 67890 is the documentation's.
 * @param now what `-4` (created four days ago) counts from, in milliseconds since 1970
 */
export function seedAffiliates(now: number): readonly Affiliate[] {
  return rows(table).map((row) => {
    const [id, name, status, manager, website, created, tags] = cells(row)
    return {
      affiliate_id: Number(id),
      affiliate_name: name.startsWith('$') ? hostileName(name.slice(1)) : name,
      affiliate_status: status as AffiliateStatus,
      account_manager_id: Number(manager),
      website: optional(website, (host) => `https://${host}`),
      tags: optional(tags, ids),
      created: created.startsWith('-') ? now + Number(created) * dayMs : Date.parse(`${created}T14:30:00Z`),
    }
  })
}
