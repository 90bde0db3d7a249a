import { afterEach, describe, expect, it, vi } from 'vitest'
import { HEIGHT, SCALE, WIDTH, type DaysChart } from '../../src/chart/chart.ts'
import { createDrawer, type Drawer } from '../../src/chart/draw.ts'
import { svgOf } from '../../src/chart/svg.ts'

const chart: DaysChart = {
  title: 'Revenue and conversions per day',
  bars: { name: 'Revenue', sign: '$' },
  line: { name: 'Conversions', isCount: true },
  days: Array.from({ length: 14 }, (_, at) => ({
    label: `${at + 7} Nov`,
    bar: 30_000 + at * 100,
    point: at % 2,
    isMarked: at === 13,
  })),
}

describe('a chart', () => {
  it('says what its bars and its line are, and how high', () => {
    const words = [...svgOf(chart).matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text)
    expect(words).toEqual(
      expect.arrayContaining(['Revenue', 'Conversions', 'Revenue and conversions per day', '$40K']),
    )
    // The marked day always has its label, and there is no half of a conversion.
    expect(words).toContain('20 Nov')
    expect(words.filter((text) => text === '0.5')).toEqual([])
  })

  it('marks this period by a darker bar', () => {
    const bars = [...svgOf(chart).matchAll(/fill="(#b0245f|#e8bfd1)"/g)].map(([, fill]) => fill)
    expect(bars.filter((fill) => fill === '#e8bfd1')).toHaveLength(13)
    // The last bar and the legend.
    expect(bars.filter((fill) => fill === '#b0245f')).toHaveLength(2)
  })

  it('leaves open what is not known: no bar, no point, and no line through it', () => {
    const days = chart.days.map((day, at) => (at === 7 ? { ...day, bar: null, point: null } : day))
    const svg = svgOf({ ...chart, days })
    expect([...svg.matchAll(/fill="#e8bfd1"/g)]).toHaveLength(12)
    expect(svg).toContain('14 Nov ?')
    // Where a path is begun anew: how often the pen is lifted.
    const begun = (drawn: string) => {
      const [line = ''] = drawn.match(/<path d="[^"]*" fill="none"[^>]*stroke="#1264a3"/) ?? []
      return line.match(/M/g)?.length
    }
    expect([begun(svgOf(chart)), begun(svg)]).toEqual([1, 2])
  })

  it('shows names as they are, whatever is in them', () => {
    expect(svgOf({ ...chart, title: '<script>&"' })).toContain('&lt;script&gt;&amp;')
  })
})

describe('a drawer', () => {
  let drawer: Drawer
  afterEach(() => drawer.close())

  it('draws PNGs of twice the size, several at once', async () => {
    drawer = createDrawer()
    const [png, other] = await Promise.all([drawer.draw(chart), drawer.draw({ ...chart, title: 'Other' })])
    const view = Buffer.from(png)
    expect(view.subarray(1, 4).toString()).toBe('PNG')
    expect([view.readUInt32BE(16), view.readUInt32BE(20)]).toEqual([WIDTH * SCALE, HEIGHT * SCALE])
    expect(Buffer.from(other).equals(view)).toBe(false)
  })

  it('says what could not be drawn, and draws the next', async () => {
    drawer = createDrawer()
    const broken = { ...chart, days: undefined } as unknown as DaysChart
    await expect(drawer.draw(broken)).rejects.toThrow(/^A chart could not be drawn: /)
    expect((await drawer.draw(chart)).length).toBeGreaterThan(10_000)
  })

  it.each([
    ['ends', 'process.exit(3)', 'The chart’s worker ended.'],
    ['throws', 'throw new Error("no memory")', 'no memory'],
  ])(
    'whose worker %s tells everybody who waits, and starts another for the next',
    async (_, code, message) => {
      drawer = createDrawer({ script: new URL(`data:text/javascript,${encodeURIComponent(code)}`) })
      const both = await Promise.allSettled([drawer.draw(chart), drawer.draw(chart)])
      expect(both).toMatchObject([
        { status: 'rejected', reason: { message } },
        { status: 'rejected', reason: { message } },
      ])
      await expect(drawer.draw(chart)).rejects.toThrow(message)
    },
  )

  it('that is closed tells who waits', async () => {
    drawer = createDrawer()
    const drawing = expect(drawer.draw(chart)).rejects.toThrow('The chart’s worker was ended.')
    await drawer.close()
    await drawing
  })

  it('lets its worker go when there was nothing to draw for a while, and has another for the next', async () => {
    const counting = `import { parentPort } from 'node:worker_threads'
      let drawn = 0
      parentPort.on('message', ({ id }) => parentPort.postMessage({ id, bytes: new Uint8Array([(drawn += 1)]) }))`
    drawer = createDrawer({
      idleMs: 1,
      script: new URL(`data:text/javascript,${encodeURIComponent(counting)}`),
    })
    expect([...(await drawer.draw(chart))]).toEqual([1])
    expect([...(await drawer.draw(chart))]).toEqual([2])
    await vi.waitFor(async () => expect([...(await drawer.draw(chart))]).toEqual([1]), { interval: 20 })
  })
})
