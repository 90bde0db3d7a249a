import { describe, expect, test } from 'vitest'
import { asSlackUser } from '../../src/slack/people.ts'

describe('what Slack says of a user', () => {
  const member = { id: 'U1', team_id: 'T1', name: 'mia', real_name: 'Mia Chen' }

  test('a full member', () => {
    expect(asSlackUser(member, 'U1', 'T1')).toEqual({
      id: 'U1',
      teamId: 'T1',
      name: 'Mia Chen',
      isBot: false,
      isDeactivated: false,
      isGuest: false,
      isStranger: false,
    })
  })

  test.each([
    ['a multi-channel guest', { is_restricted: true }, { isGuest: true }],
    ['a single-channel guest', { is_ultra_restricted: true }, { isGuest: true }],
    ['somebody of another company', { is_stranger: true }, { isStranger: true }],
    ['a bot', { is_bot: true }, { isBot: true }],
    ['a workflow', { is_workflow_bot: true }, { isBot: true }],
    ['a deactivated account', { deleted: true }, { isDeactivated: true }],
    ['somebody of another workspace', { team_id: 'T2' }, { teamId: 'T2' }],
    ['a record without a team', { team_id: undefined }, { teamId: '' }],
    [
      'an organisation’s member of this workspace',
      { team_id: 'T2', enterprise_user: { teams: ['T3', 'T1'] } },
      { teamId: 'T1' },
    ],
    [
      'an organisation’s member of other workspaces',
      { team_id: 'T2', enterprise_user: { teams: ['T3'] } },
      { teamId: 'T2' },
    ],
  ])('%s', (_, more, said) => {
    expect(asSlackUser({ ...member, ...more }, 'U1', 'T1')).toMatchObject(said)
  })

  test('Slackbot, whose record says that it is no bot', () => {
    expect(asSlackUser({ ...member, is_bot: false }, 'USLACKBOT', 'T1').isBot).toBe(true)
  })
})
