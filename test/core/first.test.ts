import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstOf } from '../../src/core/first.ts'

it('the first of all are what sorting all of them would bring to the top, of equals those that came first', () => {
  const things = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 400 })
  fc.assert(
    fc.property(things, fc.integer({ min: 1, max: 30 }), (values, most) => {
      const all = values.map((value, at) => ({ value, at }))
      const compare = (a: { value: number }, b: { value: number }) => b.value - a.value
      expect(firstOf(all, most, compare)).toEqual(all.toSorted(compare).slice(0, most))
      expect(firstOf(all, Infinity, compare)).toEqual(all.toSorted(compare))
    }),
  )
})
