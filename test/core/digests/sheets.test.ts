import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Sheets } from '../../../src/core/digests/sheets.ts'
import { totalsIn } from '../../../src/core/digests/sheet.ts'
import { json } from '../../cake/network.ts'
import { busy } from './days.ts'
import { NOW, world, type World } from './world.ts'

const did: World['did'] = (_, day) => busy(day)
const day = (which: string) => ({ from: which, to: which })
const yesterday = day('2026-11-20')

it('everybody who asks for the same report and days has one reading of it for an hour', async () => {
  let now = NOW
  const { tools, net } = await world({ did, now: () => now })
  const { sheets } = tools
  const [a, b] = await Promise.all([sheets.read('offers', yesterday), sheets.read('offers', yesterday)])
  expect(a).toBe(b)
  now = new Date(NOW.getTime() + 59 * 60_000)
  expect((await sheets.read('offers', yesterday)).asOf).toEqual(NOW)
  expect(net.came).toHaveLength(1)
  now = new Date(NOW.getTime() + 60 * 60_000)
  expect((await sheets.read('offers', yesterday)).asOf).toEqual(now)
  await sheets.read('affiliates', yesterday)
  await sheets.read('offers', day('2026-11-19'))
  await sheets.read('offers', yesterday, { narrow: { affiliate: 3 } })
  expect(net.came).toHaveLength(5)
})

it('a failure is not kept', async () => {
  let isDown = true
  const { tools } = await world({
    did,
    fails: (_, res) => {
      if (isDown) json(res, {}, 403)
      return isDown
    },
  })
  await expect(tools.sheets.read('offers', yesterday)).rejects.toMatchObject({ kind: 'refused' })
  isDown = false
  expect((await tools.sheets.read('offers', yesterday)).rows).toHaveLength(12)
})

it('who leaves takes nothing from who stays; when all have left, the reading ends', async () => {
  const { tools, net } = await world({ did, fails: () => true })
  const [first, second] = [new AbortController(), new AbortController()]
  const one = tools.sheets.read('offers', yesterday, { signal: first.signal })
  const two = tools.sheets.read('offers', yesterday, { signal: second.signal })
  await net.has(1)
  first.abort(new Error('gone'))
  await expect(one).rejects.toThrow('gone')
  second.abort(new Error('gone too'))
  await expect(two).rejects.toThrow('gone too')
  const third = new AbortController()
  const again = tools.sheets.read('offers', yesterday, { signal: third.signal })
  await net.has(2)
  third.abort(new Error('and gone'))
  await expect(again).rejects.toThrow('and gone')
})

it('keeps no more rows than it may: those unused for longest go first', async () => {
  const { tools, net } = await world({ did })
  const sheets = new Sheets({ cake: tools.cake, now: () => NOW, mostRows: 30 })
  await sheets.raw('offers', day('2026-11-20'))
  await sheets.raw('offers', day('2026-11-19'))
  await sheets.raw('offers', day('2026-11-20'))
  await sheets.raw('offers', day('2026-11-18'))
  expect(net.came).toHaveLength(3)
  await sheets.raw('offers', day('2026-11-20'))
  expect(net.came).toHaveLength(3)
  await sheets.raw('offers', day('2026-11-19'))
  expect(net.came).toHaveLength(4)
})

it('tells what one thing did, in whatever order things are asked for', async () => {
  const { tools } = await world({ did })
  const sheet = await tools.sheets.raw('offers', yesterday)
  const { rows } = sheet
  const inAnyOrder = fc.shuffledSubarray([...rows.map(({ id }) => id), 0, 999_999], { minLength: 1 })
  fc.assert(
    fc.property(inAnyOrder, (ids) => {
      for (const id of ids) expect(totalsIn(sheet, id)).toEqual(rows.find((row) => row.id === id)?.totals)
    }),
  )
})
