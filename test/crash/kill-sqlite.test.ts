import { describe } from 'vitest'
import { databases } from '../store/support/databases.ts'
import { survivesKills } from './support/killed.ts'

describe.each(databases.filter(({ name }) => name === 'SQLite'))('killed, on $name', survivesKills)
