import { describe, expect, it } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()
const where = { in: channels.cakeDaily }

describe('/cake digest pause', () => {
  it('stops it, says so, and shows the list with the button that resumes it', async () => {
    await digest(bot)
    const said = await bot.reads('/cake digest pause 1', where)
    expect(said).toMatch(/^Paused digest 1 \(Offers, yesterday\)\.\n# Digests of this channel/)
    expect(said).toContain('⏸️ Paused by its owner 09:00\nNot sent yet')
    expect(said).toContain('[Resume]')
    expect(await bot.store.digests.byId(1)).toMatchObject({
      state: 'paused',
      paused: { by: { userId: people.manager } },
    })
    expect(await bot.reads('/cake digest pause 1', where)).toContain('It is paused already')
  })

  it('takes the place of the list that was clicked on', async () => {
    await digest(bot)
    const [list] = await bot.types('/cake digest', where)
    const [now] = await bot.clicks('Pause', list!)
    expect(now?.ts).toBe(list?.ts)
    expect(read(now!)).toContain('Paused digest 1')
  })

  it('is for its owner and admins, and says what is not there', async () => {
    await digest(bot)
    expect(await bot.reads('/cake digest pause 1', { as: people.approver })).toContain('somebody else')
    expect((await bot.store.digests.byId(1))?.state).toBe('on')
    expect(await bot.reads('/cake digest pause 1', { as: people.admin })).toContain('Paused digest 1')
    expect(await bot.reads('/cake digest pause 99')).toContain('There is no digest 99, or not any more.')
    expect(await bot.reads('/cake digest pause')).toContain('Which digest?')
  })
})
