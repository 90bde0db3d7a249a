import { expect, it } from 'vitest'
import { csvFile } from '../../../src/core/csv.ts'
import { read } from '../../support/read.ts'
import { asked, composed, type Did } from './world.ts'

const ROWS = 10_000

/** Money to a hundredth of a cent, of which the binary dust is different in every row. */
function rows(day: string): Did[] {
  const seed = Number(day.slice(-2))
  return Array.from({ length: ROWS }, (_, at) => {
    const id = at + 1
    const clicks = 1 + ((id * 7919 + seed * 31) % 900)
    const conversions = (id * 31 + seed) % 17
    const revenue = ((id * 104_729 + seed * id * 7) % 9_999_999) / 10_000
    const payout = ((id * 15_485_863 + seed * 3) % 7_999_999) / 10_000
    return {
      id,
      name: id === 7 ? '=HYPERLINK("http://x")' : `Offer ${id}`,
      clicks,
      conversions,
      revenue,
      payout,
    }
  })
}

/** In millionths, without any rounding. */
function millionths(value: number | undefined): bigint {
  const [whole = '0', part = ''] = (value ?? 0).toFixed(6).split('.')
  return BigInt(`${whole}${part}`)
}

function exact(day: string, figure: 'clicks' | 'conversions' | 'revenue' | 'payout'): bigint {
  return rows(day).reduce((sum, row) => sum + millionths(row[figure]), 0n)
}

const [NOW, BEFORE] = ['2026-11-20', '2026-11-13']
const sections = ['totals', 'movers', 'table', 'csv'] as const

it('10,000 rows add up to the last digit, and what is shown is rounded once', async () => {
  const { digest } = await composed({ did: (_, day) => rows(day) }, asked({ sections: [...sections] }))
  if (digest.kind !== 'numbers') throw new Error(digest.why)
  const totals = digest.totals.offers
  for (const figure of ['clicks', 'conversions', 'revenue', 'payout'] as const)
    expect(millionths(totals?.[figure])).toBe(exact(NOW, figure))

  const shown = read(digest.message).replaceAll('\u00a0', ' ')
  const [revenue, payout] = [exact(NOW, 'revenue'), exact(NOW, 'payout')]
  const whole = (value: bigint) => Number((value + 500_000n) / 1_000_000n).toLocaleString('en-US')
  expect(shown).toContain(`Revenue ${whole(revenue)} `)
  expect(shown).toContain(`Payout ${whole(payout)} `)
  expect(shown).toContain(`Margin ${whole(revenue - payout)}, `)
  // Tenths of a percent of the unrounded sums, half away from zero.
  const tenths = Number(((revenue - payout) * 10_000n) / revenue) / 10
  expect(shown).toContain(`margin ${(Math.round(tenths) / 10).toFixed(1)} %`)
  const cvr = Number((exact(NOW, 'conversions') * 1_000_000n) / exact(NOW, 'clicks')) / 10_000
  expect(shown).toContain(`CVR ${cvr.toFixed(2)} %`)
})

it('the movers and the others together are the whole change', async () => {
  const { digest } = await composed({ did: (_, day) => rows(day) }, asked({ sections: ['movers'] }))
  const shown = read(digest.message)
  const amounts = [...shown.matchAll(/^(?:[▲▼] )?([+−])([\d,.]+) /gm)].map(
    ([, sign, amount = '']) => (sign === '−' ? -1 : 1) * Number(amount.replaceAll(',', '')),
  )
  expect(amounts).toHaveLength(6)
  const change = Number(exact(NOW, 'revenue') - exact(BEFORE, 'revenue')) / 1e6
  // Each line is rounded, to a cent or to one.
  expect(Math.abs(amounts.reduce((sum, amount) => sum + amount, 0) - change)).toBeLessThan(6 * 0.5)
  const earlier = rows(BEFORE)
  const changes = rows(NOW).map(({ revenue = 0 }, at) => Math.abs(revenue - (earlier[at]?.revenue ?? 0)))
  expect(Math.abs(amounts[0] ?? 0)).toBeCloseTo(Math.max(...changes), 1)
})

it('the file has all rows, plain numbers, ISO days and nothing that a spreadsheet runs', async () => {
  const { digest } = await composed({ did: (_, day) => rows(day) }, asked({ sections: [...sections] }))
  if (digest.kind !== 'numbers') throw new Error(digest.why)
  const [table] = digest.csv
  expect(table?.name).toBe('offers 2026-11-20')
  const all = [...(table?.rows ?? [])]
  expect(all).toHaveLength(ROWS)
  const revenue = table?.columns.indexOf('revenue') ?? -1
  const sum = all.reduce((sum, row) => sum + millionths(Number(row[revenue])), 0n)
  expect(sum).toBe(exact(NOW, 'revenue'))
  const { file, rows: written } = await csvFile(table!)
  const { name, content } = file
  expect(written).toBe(ROWS)
  expect(content.split('\n')).toHaveLength(1 + ROWS + 1)
  expect(content.lastIndexOf('\ufeff')).toBe(0)
  expect(name).toBe('offers 2026-11-20.csv')
  expect(content.startsWith('\ufefffrom,to,offer_id,offer_name,clicks,')).toBe(true)
  expect(content).toContain(`2026-11-20,2026-11-20,7,"'=HYPERLINK(""http://x"")",`)
})

it('what has ended since is in the file as well, with what it did before', async () => {
  const { digest } = await composed(
    { did: (_, day) => rows(day).slice(day === NOW ? 1 : 0, 3) },
    asked({ sections: ['csv'] }),
  )
  if (digest.kind !== 'numbers') throw new Error(digest.why)
  const [table] = digest.csv
  const last = [...(table?.rows ?? [])].at(-1)
  expect(last?.slice(0, 5)).toEqual([NOW, NOW, 1, 'Offer 1', undefined])
  expect(last?.at(-1)).toBe(rows(BEFORE)[0]?.revenue)
})
