/** A person who did something, by Slack's ids. */
export interface Actor {
  readonly userId: string
  readonly teamId: string
}

/** Whoever did something: a person, or the bot by itself (its clock, its worker). */
export type By = Actor | 'bot'

/** As it is stored: the bot has no team. */
export function actorColumns(by: By): { actor: string; actor_team: string } {
  return by === 'bot' ? { actor: 'bot', actor_team: '' } : { actor: by.userId, actor_team: by.teamId }
}

export function actorFrom(userId: string, teamId: string): By {
  return userId === 'bot' ? 'bot' : { userId, teamId }
}

/** True for the same Slack user, under whichever workspace's id they came: where in doubt it is the same person. */
export function isSamePerson(one: By, other: By): boolean {
  return one === 'bot' || other === 'bot' ? one === other : one.userId === other.userId
}
