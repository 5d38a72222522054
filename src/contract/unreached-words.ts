/** What a list of accounts within reach leaves out, and why: one line for each. */
export function unreachedWords({
  unread,
  notAsked,
}: {
  unread: readonly { customerId: string; message: string }[]
  notAsked: number
}): string[] {
  const lines = unread.map(({ customerId, message }) => {
    const stop = /[.!?]$/.test(message) ? '' : '.'
    return `What is below ${customerId} could not be read: ${message}${stop}`
  })
  if (notAsked === 0) return lines
  const more = notAsked === 1 ? 'One more account is' : `${notAsked} more accounts are`
  return [...lines, `${more} within reach, and not listed: connect those by their number.`]
}
