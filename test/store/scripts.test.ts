import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { COMPILED } from '../support/compiled.ts'
import { pause } from './support/asked.ts'
import { databases, freshFolder, type Place } from './support/databases.ts'

const run = promisify(execFile)

interface Result {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script as npm does, for this database, from a folder without a .env. */
async function script(name: string, url: string, ...args: string[]): Promise<Result> {
  const file = join(import.meta.dirname, '../../scripts', name)
  const { SLACK_BOT_TOKEN: _, ...env } = process.env
  try {
    const done = await run(process.execPath, [file, ...args], {
      cwd: freshFolder(),
      env: { ...env, ...COMPILED, DATABASE_URL: url },
    })
    return { code: 0, ...done }
  } catch (error) {
    return error as Result
  }
}

async function filled(place: Place) {
  const store = await place.open()
  await store.changes.ask(pause())
  await store.changes.ask(pause())
  return store
}

describe.each(databases)('npm run audit:verify on $name', ({ fresh }) => {
  it('says that the chain is whole, while the bot runs', async () => {
    const place = await fresh()
    await filled(place)
    expect(await script('audit-verify.ts', place.url)).toEqual({
      code: 0,
      stdout: 'The audit chain is whole: 2 rows.\n',
      stderr: '',
    })
  })

  it('says where it breaks, and ends with 1', async () => {
    const place = await fresh()
    await filled(place)
    await place.byHand('update audit_head set seq = 1')
    expect(await script('audit-verify.ts', place.url)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The audit chain is broken at row 3: ') as string,
    })
  })

  it('says which change is not as the chain has it, and ends with 1', async () => {
    const place = await fresh()
    await filled(place)
    await place.byHand(`update change set state = 'applied' where id = 2`)
    expect(await script('audit-verify.ts', place.url)).toMatchObject({
      code: 1,
      stdout:
        'The audit chain is whole: 2 rows. But change 2 was altered beside it: it is applied, the record says waiting.\n',
    })
  })

  it('makes no schema where there is none', async () => {
    const place = await fresh()
    if (place.url.startsWith('postgres')) {
      const { code, stderr } = await script('audit-verify.ts', place.url)
      expect({ code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('number 0') as string,
      })
      await expect(place.byHand('select * from migration')).rejects.toThrow('does not exist')
    } else {
      const { code, stderr } = await script('audit-verify.ts', place.url)
      expect({ code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('There is no database at') as string,
      })
    }
  })
})

it('npm run backup takes one path, and copies nothing for two', async () => {
  const folder = freshFolder()
  const given = [join(folder, 'a.db'), join(folder, 'b.db')]
  expect(await script('backup.ts', `sqlite:${join(folder, 'cake.db')}`, ...given)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Only one path') as string,
  })
  expect(readdirSync(folder)).toEqual([])
})

it('npm run audit:verify names what is wrong with DATABASE_URL', async () => {
  const { code, stderr } = await script('audit-verify.ts', 'mysql://x')
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The audit chain could not be read\.\nDATABASE_URL must be /)
})

describe('npm run backup', () => {
  it('makes a whole copy while the bot writes, for its owner only', async () => {
    const place = await databases[0]!.fresh()
    const store = await filled(place)
    const to = join(freshFolder(), 'copy.db')
    const [{ code, stdout, stderr }] = await Promise.all([
      script('backup.ts', place.url, to),
      ...Array.from({ length: 20 }, () => store.changes.ask(pause())),
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`was copied to ${to}.`)
    expect(statSync(to).mode & 0o777).toBe(0o600)
    const copy = await openStore(`sqlite:${to}`, { now: place.clock.now, log: () => undefined })
    const { total } = await copy.changes.list()
    expect(total).toBeGreaterThanOrEqual(2)
    expect(await copy.verify()).toEqual({ whole: true, rows: total })
    await copy.close()
  })

  it('puts it beside the database where no name is given', async () => {
    const place = await databases[0]!.fresh()
    const store = await filled(place)
    await store.close()
    const path = place.url.slice('sqlite:'.length)
    expect(await script('backup.ts', place.url)).toMatchObject({ code: 0 })
    expect(readdirSync(join(path, '..')).toSorted()).toEqual([
      expect.stringMatching(/^cake-\d{4}-\d\d-\d\dT\d{6}Z\.db$/),
      'cake.db',
    ])
  })

  it('writes over nothing', async () => {
    const place = await databases[0]!.fresh()
    await filled(place)
    const to = join(freshFolder(), 'copy.db')
    writeFileSync(to, 'dear to somebody')
    const { code, stderr } = await script('backup.ts', place.url, to)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Nothing was copied\.\nEEXIST/)
    expect(readFileSync(to, 'utf8')).toBe('dear to somebody')
  })

  it('says where there is nothing to copy', async () => {
    const { code, stderr } = await script('backup.ts', `sqlite:${freshFolder()}/none.db`)
    expect(code).toBe(1)
    expect(stderr).toContain('There is no database at')
  })

  it('says what to do for PostgreSQL', async () => {
    const { code, stderr } = await script('backup.ts', 'postgres://cake:secret@127.0.0.1:1/cake')
    expect(code).toBe(1)
    expect(stderr).toContain('pg_dump --format=custom')
    expect(stderr).not.toContain('secret')
  })
})
