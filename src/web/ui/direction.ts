/** Which way a text runs: as its first letter does. What Google shows in Arabic or Hebrew, it shows from the right. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text)?.[0] ?? ''
  const runsLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
  return runsLeft.test(first) ? 'rtl' : 'ltr'
}
