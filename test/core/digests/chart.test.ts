import { describe, expect, it } from 'vitest'
import { BUSY } from './days.ts'
import { asked, composed } from './world.ts'

describe('a chart', () => {
  it('is of the last 14 days, this period marked, and says what it shows', async () => {
    const { digest } = await composed(BUSY)
    expect(digest).toMatchObject({
      chart: {
        title: 'Revenue and conversions per day',
        bars: { name: 'Revenue', sign: '$' },
        alt: 'Revenue per day, 7 Nov to 20 Nov: least $27,731 on 20 Nov, most $31,065 on 18 Nov. Conversions per day, 7 Nov to 20 Nov: least 1,071 on 20 Nov, most 1,196 on 18 Nov.',
      },
    })
    const days = 'chart' in digest ? (digest.chart?.days ?? []) : []
    expect(days.map(({ label, isMarked }) => (isMarked ? `[${label}]` : label)).join(' ')).toBe(
      '7 Nov 8 Nov 9 Nov 10 Nov 11 Nov 12 Nov 13 Nov 14 Nov 15 Nov 16 Nov 17 Nov 18 Nov 19 Nov [20 Nov]',
    )
  })

  it('is Slack’s own where it serves: one series for this period, one for the days before', async () => {
    const { digest } = await composed(BUSY, asked({ period: 'last 7 days', sections: ['chart'] }))
    const { blocks } = digest.message
    const charts = blocks.filter(({ type }) => (type as string) === 'data_visualization')
    expect(charts).toHaveLength(2)
    expect(charts[0]).toMatchObject({
      title: 'Revenue per day',
      chart: { type: 'bar', series: [{ name: 'Days before' }, { name: 'This period' }] },
    })
  })

  it.each([
    [['affiliates', 'advertisers'], 'Revenue'],
    [['affiliates'], 'Payout'],
  ] as const)('of %s is of the first report that has revenue, as the headline is', async (reports, of) => {
    const { digest } = await composed(BUSY, asked({ reports: [...reports], sections: ['chart'] }))
    expect(digest.message.text).toContain(`: ${of} `)
    expect(digest).toMatchObject({ chart: { title: `${of} and conversions per day`, bars: { name: of } } })
  })
})
