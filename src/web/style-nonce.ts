/** What the content policy lets styles in by that are made as the program runs; the server puts it into the page. */
export const styleNonce = document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content') ?? ''

declare global {
  // What keeps the page behind a dialog from scrolling reads it from here.
  var __webpack_nonce__: string
}
globalThis.__webpack_nonce__ = styleNonce
