/** The database cannot be used as it is. Its message is for whoever runs the bot: what is wrong, where, what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
