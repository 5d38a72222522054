/** What the browser, the device or the person with it did not do. Said in words; nothing is wrong with the page. */
export class PasskeyError extends Error {
  constructor(message: string, options: { cause: unknown }) {
    super(message, options)
    this.name = 'PasskeyError'
  }
}
