const KEPT = 50

/** What each person has sent, newest last; it outlives the tab. */

/** @param {string} person @returns {string[]} */
function sentBy(person) {
  try {
    const kept = JSON.parse(localStorage.getItem(`history ${person}`) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    // Not ours, or cut off: as good as empty.
    return []
  }
}

/** @param {string} person @param {string} text */
export function remember(person, text) {
  const kept = [...sentBy(person).filter((one) => one !== text), text].slice(-KEPT)
  localStorage.setItem(`history ${person}`, JSON.stringify(kept))
}

/**
 * A walk through what was sent before: up is older, down is newer, and past the newest is the empty field again.
 *
 * @param {() => string} person
 */
export function historyWalk(person) {
  let steps = 0
  return {
    /**
     * @param {'up' | 'down'} way
     * @param {string} current what stands in the field
     * @returns {string | null} null: the key is not ours, the cursor moves as usual
     */
    step(way, current) {
      const sent = sentBy(person())
      const inWalk = steps > 0 && current === sent.at(-steps)
      if (!inWalk) steps = 0
      if (way === 'down' ? !inWalk : current !== '' && !inWalk) return null
      steps = way === 'up' ? Math.min(sent.length, steps + 1) : steps - 1
      return steps === 0 ? '' : (sent.at(-steps) ?? '')
    },
  }
}
