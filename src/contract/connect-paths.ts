/** The page to which Google sends people back, below this server's own address. */
export const CONSENT_RETURN_PATH = '/connect/callback'
