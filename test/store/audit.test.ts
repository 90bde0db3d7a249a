import { describe, expect, it } from 'vitest'
import { BEN, MIA, approved } from './support/asked.ts'
import { databases } from './support/databases.ts'

describe.each(databases)('the audit chain on $name', ({ fresh }) => {
  it('links each row to the one before', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    const first = await store.audit.note({ by: MIA, what: 'refused', detail: { click: 'Approve' } })
    expect(first).toEqual({
      seq: 1,
      at: clock.time,
      by: MIA,
      what: 'refused',
      changeId: null,
      from: null,
      to: null,
      detail: { click: 'Approve' },
      prevHash: '',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    const second = await store.audit.note({ by: 'bot', what: 'found', detail: {} })
    expect(second).toMatchObject({ seq: 2, by: 'bot', prevHash: first.hash })
    expect(await store.audit.list()).toEqual([second, first])
  })

  it('is listed by what and since when, page by page', async () => {
    const { open, clock } = await fresh()
    const store = await open()
    for (const what of ['a', 'b', 'a', 'a']) {
      await store.audit.note({ by: 'bot', what, detail: {} })
      clock.pass({ hours: 1 })
    }
    const seqs = async (filter: Parameters<typeof store.audit.list>[0]) =>
      (await store.audit.list(filter)).map(({ seq }) => seq)
    expect(await seqs({ what: 'a' })).toEqual([4, 3, 1])
    expect(await seqs({ what: 'a', limit: 2 })).toEqual([4, 3])
    expect(await seqs({ what: 'a', limit: 2, before: 3 })).toEqual([1])
    expect(await seqs({ since: new Date('2026-03-02T11:00:00.000Z') })).toEqual([4, 3])
  })

  it('stays whole when 200 rows are written at once by two processes', async () => {
    const { open } = await fresh()
    const stores = [await open(), await open()]
    expect(await stores[0]!.verify()).toEqual({ whole: true, rows: 0 })
    const notes = Array.from({ length: 200 }, (_, n) =>
      stores[n % 2]!.audit.note({ by: 'bot', what: 'note', detail: { n } }),
    )
    // Read while it is written to.
    const verdicts = await Promise.all([stores[0]!.verify(), stores[1]!.verify()])
    await Promise.all(notes)
    expect(verdicts.map(({ whole }) => whole)).toEqual([true, true])
    expect(await stores[1]!.verify()).toEqual({ whole: true, rows: 200 })
  })

  it('is read in pages', async () => {
    const { open, byHand } = await fresh()
    const store = await open()
    for (let at = 0; at < 11; at += 1) {
      await Promise.all(
        Array.from({ length: 100 }, () => store.audit.note({ by: 'bot', what: 'x', detail: {} })),
      )
    }
    expect(await store.verify()).toEqual({ whole: true, rows: 1100 })
    await unlocked(byHand, `update audit set at = '2020' where seq = 1050`)
    expect(await store.verify()).toMatchObject({ whole: false, seq: 1050 })
  })

  it.each([
    ['update', `update audit set actor = 'U0EVE' where seq = 1`],
    ['delete', 'delete from audit where seq = 2'],
    ['delete all', 'delete from audit'],
  ])('refuses to %s', async (_, sql) => {
    const { open, byHand } = await fresh()
    const store = await open()
    await approved(store)
    await expect(byHand(sql)).rejects.toThrow('audit rows are never changed or deleted')
    expect(await store.verify()).toEqual({ whole: true, rows: 2 })
  })

  it.each([
    ['another actor', `update audit set actor = 'U0EVE' where seq = 2`, 2, 'not what was written'],
    ['another detail', `update audit set detail = '{}' where seq = 1`, 1, 'not what was written'],
    ['another state', `update audit set to_state = 'rejected' where seq = 3`, 3, 'not what was written'],
    ['a row less', 'delete from audit where seq = 2', 2, 'row 2 is missing'],
    ['the last rows less', 'delete from audit where seq > 2', 3, 'rows 3 to 4 are missing'],
    ['the end moved', `update audit_head set seq = 2`, 5, 'end stands at row 2'],
    ['the end exchanged', `update audit_head set hash = 'x'`, 5, 'of another row'],
    ['the end gone', 'delete from audit_head', 5, 'not on record'],
    [
      'a row rewritten with a hash of its own',
      `update audit set actor = 'U0EVE', hash = 'abc' where seq = 2`,
      2,
      'not what was written',
    ],
    ['a link rewritten', `update audit set prev_hash = 'abc' where seq = 2`, 2, 'does not follow'],
  ])('finds %s', async (_, sql, seq, why) => {
    const { open, byHand } = await fresh()
    const store = await open()
    await approved(store)
    await approved(store)
    await unlocked(byHand, sql)
    const verdict = await store.verify()
    expect(verdict).toMatchObject({ whole: false, seq })
    expect('why' in verdict && verdict.why).toContain(why)
  })

  it.each([
    [
      'another state',
      `update change set state = 'applied' where id = 2`,
      'it is applied, the record says approved',
    ],
    ['a step more', 'update change set version = 3 where id = 2', 'it has taken 3 steps, the record has 2'],
    ['another payout', `update change set difference = '{"payout":99}' where id = 2`, 'not what was asked'],
    ['another offer', `update change set input = '{"offer":1}' where id = 2`, 'not what was asked'],
    ['no approval needed', 'update change set approvals_needed = 0 where id = 2', 'not what was asked'],
    ['another requester', `update change set requester = 'U0EVE' where id = 2`, 'somebody else asked for it'],
    ['a vote less', `update change set votes = '[]' where id = 2`, 'others have approved it'],
  ])('finds a change that was given %s beside it', async (_, sql, why) => {
    const { open, byHand } = await fresh()
    const store = await open()
    await approved(store)
    await approved(store)
    expect(await store.verify()).toEqual({ whole: true, rows: 4 })
    await byHand(sql)
    const verdict = await store.verify()
    expect(verdict).toMatchObject({ whole: false, rows: 4, change: 2 })
    expect('why' in verdict && verdict.why).toContain(why)
  })

  it('holds what is new to what was asked, also once it has its id', async () => {
    const store = await (await fresh()).open()
    await approved(store, { about: { kind: 'campaign', title: 'Summer Sale for Acme' } })
    const worker = 'worker'
    await store.queue.nextToApply(worker, 60_000)
    await store.changes.step(1, { step: 'startWrite', worker, leaseMs: 60_000 })
    await store.changes.step(1, { step: 'finish', worker, to: 'applied', answer: null, createdId: 98001 })
    expect(await store.changes.byId(1)).toMatchObject({ about: { id: 98001 } })
    expect(await store.verify()).toEqual({ whole: true, rows: 5 })
  })

  it('appends nothing to a chain without an end', async () => {
    const { open, byHand } = await fresh()
    const store = await open()
    await byHand('delete from audit_head')
    await expect(store.audit.note({ by: BEN, what: 'x', detail: {} })).rejects.toThrow('lost its end')
  })
})

/** What somebody with the rights of the database's owner can do. */
async function unlocked(byHand: (sql: string) => Promise<unknown>, sql: string): Promise<void> {
  const isPostgres = await byHand('select version()').then(
    () => true,
    () => false,
  )
  const drops = isPostgres
    ? ['drop trigger audit_no_change on audit', 'drop trigger audit_no_truncate on audit']
    : ['drop trigger audit_no_update', 'drop trigger audit_no_delete']
  for (const statement of [...drops, sql]) await byHand(statement)
}
