/**
 * What a person did not get, in one sentence that says what did not happen and what to do. Not a bug: nothing is
 * logged as one. `suggestions` are command lines that help from here, each offered as a button that runs it.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly suggestions: readonly string[]

  constructor(sentence: string, suggestions: readonly string[] = []) {
    super(sentence)
    this.suggestions = suggestions
  }
}
