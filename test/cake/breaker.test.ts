import { expect, test } from 'vitest'
import { Breaker } from '../../src/cake/breaker.ts'
import { getOffer } from '../../src/cake/offers.ts'
import { HandClock } from './clock.ts'
import { client, errorOf, json, network, offersBody } from './network.ts'

function breaking() {
  const clock = new HandClock()
  const breaker = new Breaker({ failures: 3, firstMs: 1000, longestMs: 3000, clock })
  const fail = () => {
    const pass = breaker.enter()
    if (pass !== undefined) breaker.failed(pass)
    return pass
  }
  return { clock, breaker, fail }
}

test('opens after so many failures in a row', () => {
  const { breaker, fail } = breaking()
  fail()
  fail()
  breaker.enter()
  breaker.answered()
  fail()
  fail()
  expect(breaker.state).toBe('closed')
  fail()
  expect(breaker.state).toBe('open')
  expect(breaker.enter()).toBeUndefined()
})

test('lets one trial through after a while; what it brings decides', () => {
  const { clock, breaker, fail } = breaking()
  for (let n = 0; n < 3; n++) fail()
  clock.pass(999)
  expect(breaker.enter()).toBeUndefined()
  clock.pass(1)
  expect(breaker.state).toBe('half-open')
  expect(breaker.enter()).toBe('trial')
  expect(breaker.enter()).toBeUndefined()
  expect(breaker.state).toBe('half-open')
  breaker.failed('trial')
  expect(breaker.state).toBe('open')
  clock.pass(1999)
  expect(breaker.enter()).toBeUndefined()
  clock.pass(1)
  expect(fail()).toBe('trial')
  clock.pass(3000)
  expect(breaker.enter()).toBe('trial')
  breaker.answered()
  expect(breaker.state).toBe('closed')
  for (let n = 0; n < 3; n++) fail()
  clock.pass(1000)
  expect(breaker.enter()).toBe('trial')
})

test('a trial nobody waits for any more leaves the place to another', () => {
  const { clock, breaker, fail } = breaking()
  for (let n = 0; n < 3; n++) fail()
  clock.pass(1000)
  expect(breaker.enter()).toBe('trial')
  breaker.dropped('trial')
  expect(breaker.enter()).toBe('trial')
})

test('a failure of before does not end the trial under way', () => {
  const { clock, breaker, fail } = breaking()
  for (let n = 0; n < 3; n++) fail()
  clock.pass(1000)
  expect(breaker.enter()).toBe('trial')
  breaker.failed('ordinary')
  expect(breaker.enter()).toBeUndefined()
  breaker.answered()
  expect(breaker.state).toBe('closed')
})

test('a CAKE that keeps failing is left alone for a while, and found well again', async () => {
  let status = 503
  const { url, came } = await network((_, res) => json(res, offersBody(7, 8, 9), status))
  const clock = new HandClock()
  const { cake } = client(url, { failuresToOpen: 2, clock, waits: { backoffMs: 0, openMs: 1000 } })
  // Time stands still, so the pause before the second attempt has to be passed by hand.
  const first = errorOf(getOffer(cake, 7))
  await new Promise<void>((resolve) => {
    const look = () => {
      clock.pass(0)
      if (came.length >= 2) resolve()
      else setImmediate(look)
    }
    look()
  })
  expect(await first).toMatchObject({ kind: 'unreachable', status: 503 })
  expect(cake.health().circuit).toBe('open')

  const refused = await errorOf(getOffer(cake, 8))
  expect(refused).toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('left alone') as unknown,
  })
  expect(refused).not.toHaveProperty('status')
  expect(came).toHaveLength(2)

  status = 200
  clock.pass(1000)
  await expect(getOffer(cake, 9)).resolves.toMatchObject({ offer_id: 9 })
  expect(cake.health().circuit).toBe('closed')
})

test('what CAKE answers for its own reasons does not open it', async () => {
  const { url } = await network((one, res) => {
    const id = one.query.get('offer_id')
    if (id === '1') json(res, { success: false, message: 'No' })
    else if (id === '2') json(res, { message: 'x' }, 404)
    else res.end('<html>')
  })
  const { cake } = client(url, { failuresToOpen: 1 })
  for (const id of [1, 2, 3]) await errorOf(getOffer(cake, id))
  expect(cake.health().circuit).toBe('closed')
})
