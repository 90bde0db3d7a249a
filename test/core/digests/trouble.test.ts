import { describe, expect, it } from 'vitest'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import { compose } from '../../../src/core/digests/compose.ts'
import { json, type Came } from '../../cake/network.ts'
import { read } from '../../support/read.ts'
import { busy } from './days.ts'
import { asked, composed, world, type World } from './world.ts'

const did: World['did'] = (_, day) => busy(day)
const isOf = (came: Came, path: string, day?: string) =>
  came.url.includes(`/api/2/${path}`) && (day === undefined || came.query.get('start_date') === day)
const yesterday = '2026-11-20'

/** A network that answers some requests with an error. */
const failing = (which: (came: Came) => boolean, status = 503): World => ({
  did,
  fails: (came, res) => {
    if (!which(came)) return false
    json(res, {}, status)
    return true
  },
})

describe('numbers that cannot be had are not zero', () => {
  it('when CAKE fails', async () => {
    const { digest } = await composed(failing((came) => isOf(came, 'report/')))
    expect(digest).toMatchObject({ kind: 'none', why: 'CAKE cannot be reached.' })
    expect(checkBlocks(digest.message.blocks, 'message')).toEqual([])
    expect(read(digest.message)).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers · America/New_York · as of 09:00)
      ⚠️ The numbers cannot be had yet: CAKE cannot be reached. It is tried again for two hours; they will stand here as soon as they come."
    `)
  })

  it('when the report is empty, where there was traffic a week before; the next who asks has it read again', async () => {
    let isEmpty = true
    const { tools } = await world({
      did: (noun, day) => (isEmpty && day === yesterday ? [] : did(noun, day, new URLSearchParams())),
    })
    const none = await compose(tools, asked())
    expect(none).toMatchObject({
      kind: 'none',
      why: 'CAKE reports no traffic of offers at all for Friday 20 Nov 2026, but some for Friday 13 Nov 2026.',
    })
    expect(none.message.text).toContain('cannot be had yet')
    isEmpty = false
    expect(await compose(tools, asked())).toMatchObject({ kind: 'numbers' })
  })

  it.each([
    ['fails', 503],
    ['is refused', 403],
  ])('when page 2 of 3 %s', async (_, status) => {
    const many: World = {
      ...failing(
        (came) => isOf(came, 'report/offer', yesterday) && came.query.get('start_at_row') === '10001',
        status,
      ),
      did: () =>
        Array.from({ length: 25_000 }, (_row, at) => ({
          id: at + 1,
          clicks: 10,
          conversions: 1,
          payout: 1,
          revenue: 2,
        })),
    }
    const { digest } = await composed(many, asked({ sections: ['totals'] }))
    expect(digest.kind).toBe('none')
  })

  it('when CAKE sends a part of the rows that it speaks of', async () => {
    const half: World = {
      did,
      fails: (came, res) => {
        if (!isOf(came, 'report/offer', yesterday)) return false
        const offers = [{ offer_id: 1, clicks: 5 }]
        json(res, {
          response: {
            data: { offers: came.query.get('start_at_row') === '1' ? offers : [] },
            total_rows: 12,
          },
        })
        return true
      },
    }
    const { digest } = await composed(half)
    expect(digest).toMatchObject({ kind: 'none', why: 'CAKE spoke of 12 rows and sent 1.' })
  })

  it('of a few rows that CAKE spoke of and did not send it is said', async () => {
    const short: World = {
      did,
      fails: (came, res) => {
        if (!isOf(came, 'report/offer', yesterday)) return false
        const isFirst = came.query.get('start_at_row') === '1'
        const offers = Array.from({ length: isFirst ? 199 : 0 }, (_, at) => ({ offer_id: at + 1, clicks: 5 }))
        json(res, { response: { data: { offers }, total_rows: 200 } })
        return true
      },
    }
    const { digest } = await composed(short)
    expect(digest.kind).toBe('numbers')
    expect(read(digest.message)).toContain('CAKE spoke of 1 more offer than it sent.')
  })

  it('but those of other reports are shown', async () => {
    const { digest } = await composed(
      failing((came) => isOf(came, 'report/affiliate')),
      asked({ reports: ['offers', 'affiliates'] }),
    )
    if (digest.kind !== 'none') throw new Error('they were had')
    expect(checkBlocks(digest.over.blocks, 'message')).toEqual([])
    const sentences = read(digest.message).replace('cannot be had yet:', 'could not be had:')
    const again = 'It is tried again for two hours; they will stand here as soon as they come.'
    const over = 'They were asked for again for two hours; nothing more is tried for this one.'
    expect(read(digest.over)).toBe(sentences.replace(again, over))
    expect(read(digest.message)).toMatchInlineSnapshot(`
      "# Yesterday, Friday 20 Nov 2026
      (Offers, affiliates · America/New_York · as of 09:00 · changes against the Friday before)
      ⚠️ The numbers of affiliates cannot be had yet: CAKE cannot be reached. It is tried again for two hours; they will stand here as soon as they come.
      Offers
      Revenue 33,813 ▲ +6 %   ·   Payout 27,376 ▲ +6 %   ·   Margin 6,437, 19.0 % nearly the same
      Clicks 28,656 nearly the same   ·   Conversions 1,303 ▲ +7 %
      CVR 4.55 % ▲ +0.3 pts   ·   EPC 0.955 ▲ +7 %
      (Money as CAKE's report gives it.)"
    `)
  })

  it('unless totals are not wanted', async () => {
    const { digest } = await composed(
      failing((came) => isOf(came, 'report/affiliate')),
      asked({ reports: ['offers', 'affiliates'], sections: ['movers', 'table'] }),
    )
    expect(read(digest.message)).toContain('The numbers of affiliates cannot be had yet')
    expect(read(digest.message)).not.toContain('Clicks')
  })

  it('and a figure that CAKE leaves out of a row is not added up', async () => {
    const { digest } = await composed({
      did: (_, day) => busy(day).map((row) => (row.id === 12_350 ? { ...row, payout: undefined } : row)),
    })
    expect(digest).toMatchObject({ kind: 'numbers', totals: { offers: { payout: undefined } } })
    const shown = read(digest.message)
    expect(shown).toContain('Payout\u00a0–')
    expect(shown).toContain('CAKE leaves out the payout of some offers, so they are not added up.')
  })
})

describe('what is beside the numbers may be missing, which is said', () => {
  it.each([
    [
      'what they are compared with',
      'report/offer',
      '2026-11-13',
      'Not compared with Friday 13 Nov 2026: CAKE cannot be reached.',
    ],
    [
      'an earlier week',
      'report/offer',
      '2026-10-30',
      'Not all of the last four weeks could be read: CAKE cannot be reached.',
    ],
    ['a day of the chart', 'report/offer', '2026-11-17', 'No chart: CAKE cannot be reached.'],
    ['offers', 'offers.json', undefined, 'CAKE could not tell which offers expire: CAKE cannot be reached.'],
    [
      'campaigns',
      'campaigns.json',
      undefined,
      'CAKE could not tell which offers are not active while campaigns are',
    ],
    ['affiliates', 'affiliates.json', undefined, 'CAKE could not tell which affiliates wait for approval'],
  ])('%s', async (_, path, day, note) => {
    const { digest } = await composed(failing((came) => isOf(came, path, day)))
    expect(digest.kind).toBe('numbers')
    expect(read(digest.message)).toContain(note)
  })

  it('a day of the chart that came back empty, where there was traffic a week before: it is left open', async () => {
    const lost = '2026-11-17'
    const { digest } = await composed({ did: (_, day) => (day === lost ? [] : busy(day)) })
    expect(read(digest.message)).toContain(
      'Left open in the chart, since CAKE reports no traffic at all then but some a week before: 17 Nov.',
    )
    if (digest.kind !== 'numbers' || !digest.chart) throw new Error('there is no chart')
    const { days, alt } = digest.chart
    expect(days.find(({ label }) => label === '17 Nov')).toMatchObject({ bar: null, point: null })
    expect(days.filter(({ bar }) => bar === null)).toHaveLength(1)
    expect(alt).toMatch(/least [1-9].*Not known: 17 Nov\. Conversions/)
    const [chart] = digest.message.blocks.filter(({ type }) => (type as string) === 'data_visualization')
    expect(JSON.stringify(chart)).toContain('{"label":"17 Nov ?","value":0}')
    expect(checkBlocks(digest.message.blocks, 'message')).toEqual([])
  })

  it('but a day of the week that is always empty is zero, and is drawn as that', async () => {
    const sundays = ['2026-11-15', '2026-11-08', '2026-11-01']
    const { digest } = await composed({ did: (_, day) => (sundays.includes(day) ? [] : busy(day)) })
    expect(read(digest.message)).not.toContain('Left open')
    const days = digest.kind === 'numbers' ? (digest.chart?.days ?? []) : []
    expect(days.filter(({ bar }) => bar === 0).map(({ label }) => label)).toEqual(['8 Nov', '15 Nov'])
  })

  it('one of four weeks: the average is that of the others', async () => {
    const { digest } = await composed(
      failing((came) => isOf(came, 'report/offer', '2026-11-06')),
      asked({ compare: 'the average of the last 4 same weekdays', sections: ['totals'] }),
    )
    expect(read(digest.message)).toContain('on the average of 3 Fridays')
  })

  it('on a network without a list of affiliates the catalogue tells who waits', async () => {
    const { digest } = await composed({
      ...failing((came) => isOf(came, 'affiliates.json'), 404),
      known: [{ kind: 'affiliate', id: 7, name: 'Newcomer', status: 'pending' }],
    })
    expect(read(digest.message)).toContain('Affiliate 7 · 🕓 waits for approval [Approve…]')
  })

  it('of offers in several currencies that is said, and no sign is guessed', async () => {
    const known = busy(yesterday).map(({ id, name = '' }, at) => ({
      kind: 'offer' as const,
      id,
      name,
      currency: at % 2 === 0 ? 'EUR' : 'USD',
    }))
    const { digest } = await composed({ did, known })
    const shown = read(digest.message)
    expect(shown).toContain('Money of offers in EUR, USD is added up as if it were one.')
    expect(shown).not.toMatch(/[$€]/)
  })
})

describe('how a network means an end date', () => {
  const auto = { cake: { reportEndDate: 'auto' as const } }
  const checks = (came: readonly Came[]) =>
    came.filter(
      ({ query }) => query.get('start_date') === '2026-11-19' && query.get('end_date') === '2026-11-20',
    )

  it('is found out before the first digest of a day, once for all of them, and anew on the next', async () => {
    let now = new Date('2026-11-21T14:00:00Z')
    const { tools, net } = await world({ did, ...auto, now: () => now })
    const given = asked({ sections: ['totals'] })
    await Promise.all([compose(tools, given), compose(tools, given)])
    expect(checks(net.came)).toHaveLength(1)
    expect(net.came.at(0)?.query.get('start_date')).toBe('2026-11-19')
    now = new Date('2026-11-22T13:59:00Z')
    const before = net.came.length
    await compose(tools, asked({ sections: ['totals'] }, { now, slot: '2026-11-22 09:00' }))
    expect(net.came[before]?.query.get('start_date')).toBe('2026-11-20')
    expect(net.came.length - before).toBe(3 + 2)
  })

  it('and where it cannot be told there are no numbers', async () => {
    const { digest } = await composed({ did: () => [], ...auto })
    expect(digest).toMatchObject({
      kind: 'none',
      why: expect.stringContaining('set CAKE_REPORT_END_DATE') as string,
    })
  })
})

it('ends with its signal', async () => {
  const { tools } = await world({ did, fails: () => true })
  const ending = new AbortController()
  const composing = compose(tools, asked({}, { signal: ending.signal }))
  ending.abort(new Error('the process ends'))
  await expect(composing).rejects.toThrow('the process ends')
})
