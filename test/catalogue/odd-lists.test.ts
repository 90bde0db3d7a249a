import { describe, expect, it } from 'vitest'
import type { CakeReader } from '../../src/cake/contract.ts'
import { pagesOf } from '../../src/cake/paging.ts'
import type { Catalogue } from '../../src/catalogue/contract.ts'
import { affiliate, all, catalogueOf, offer, some, testNetwork, time, type TestNetwork } from './network.ts'

const size = (catalogue: Catalogue) => catalogue.state().sizes.offer

describe('a list that CAKE can hardly mean', () => {
  const filled = async () => {
    const network = testNetwork({ offers: some(120), affiliates: [affiliate(5, 'Papaya')] })
    network.pageSize = 50
    const { clock, now } = time()
    const catalogue = catalogueOf(network, { clock, now })
    await catalogue.refresh()
    return { network, catalogue, clock, first: now() }
  }

  it.each([
    ['an empty one', 0],
    ['a small part', 20],
  ])('%s takes nothing away, and says so with the age of what is held', async (_, left) => {
    const { network, catalogue, clock, first } = await filled()
    clock.pass(60_000)
    network.offers = some(left)
    await catalogue.refresh()
    expect(size(catalogue)).toBe(120)
    expect(catalogue.state()).toMatchObject({
      asOf: first,
      lastFailure: {
        sentence: `CAKE listed only ${left} of 120 offers; the others are kept until it does so again.`,
      },
    })
  })

  it('is believed when the next read says the same', async () => {
    const { network, catalogue } = await filled()
    network.offers = some(20)
    await catalogue.refresh()
    await catalogue.refresh()
    expect(size(catalogue)).toBe(20)
    expect(catalogue.state().lastFailure).toBeUndefined()
  })

  it('is doubted again after one that was as usual', async () => {
    const { network, catalogue } = await filled()
    for (const left of [0, 120, 0]) {
      network.offers = some(left)
      await catalogue.refresh()
    }
    expect(size(catalogue)).toBe(120)
  })

  it('is not meant when half or more is still there, or when there were few', async () => {
    const { network, catalogue } = await filled()
    network.offers = some(60)
    await catalogue.refresh()
    expect(size(catalogue)).toBe(60)
    network.offers = []
    await catalogue.refresh()
    expect(size(catalogue)).toBe(0)
  })
})

/** A network whose pages are what `page` answers, read as the real client reads them. */
function paged(page: (from: number, limit: number) => { rows: number[]; total?: number }): {
  network: TestNetwork
  asked: [from: number, limit: number][]
} {
  const network = testNetwork()
  const asked: [number, number][] = []
  const cake: CakeReader = {
    ...network.cake,
    pages: (endpoint, params, options = {}) =>
      endpoint.path !== 'offers.json'
        ? network.cake.pages(endpoint, params, options)
        : pagesOf(endpoint, params, options, async (sent) => {
            const { start_at_row = 0, row_limit = 0 } = sent as { start_at_row?: number; row_limit?: number }
            asked.push([start_at_row, row_limit])
            const { rows, total } = page(start_at_row, row_limit)
            return endpoint.answer.read({
              offers: rows.map((id) => offer(id, `Offer ${id}`)),
              total_rows: total,
            })
          }),
  }
  return { network: { ...network, cake }, asked }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

describe('pages', () => {
  it('may be smaller than asked for', async () => {
    const { network, asked } = paged((from) => ({ rows: numbers(from + 1, Math.min(from + 500, 1200)) }))
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    expect(size(catalogue)).toBe(1200)
    expect(asked.map(([from]) => from)).toEqual([0, 500, 1000])
  })

  it('may say the same twice, and come in another order the next time', async () => {
    const order = [[3, 1, 2], [2, 3, 4], [4, 5], []]
    const { network } = paged((from) => ({ rows: order[Math.ceil(from / 3)] ?? [], total: 9 }))
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([1, 2, 3, 4, 5])
    order.splice(0, 4, [5, 4, 3], [2, 1, 5], [], [])
    await catalogue.refresh()
    expect(all(catalogue)).toEqual([1, 2, 3, 4, 5])
    expect(catalogue.state().lastFailure).toBeUndefined()
  })

  it('take nothing away when rows moved up while they were read, until the next read', async () => {
    let list = numbers(1, 9)
    let isDeleting = false
    const { network } = paged((from) => {
      const rows = list.slice(from, from + 3)
      const total = list.length
      // Offer 1 is deleted once the first page is out: 4 moves to where nobody looks any more.
      if (isDeleting) list = list.filter((id) => id !== 1)
      return { rows, total }
    })
    const catalogue = catalogueOf(network)
    await catalogue.refresh()
    expect(all(catalogue)).toEqual(numbers(1, 9))
    isDeleting = true
    await catalogue.refresh()
    expect(all(catalogue)).toEqual(numbers(1, 9))
    await catalogue.refresh()
    expect(all(catalogue)).toEqual(numbers(2, 9))
  })
})
