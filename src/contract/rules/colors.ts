import type { Finding } from '../publication.ts'
import { error } from './finding.ts'

/** Main and accent colour come together or not at all. */
export function* checkColors(
  { main, accent }: { main: string | null; accent: string | null },
  paths: { main: string; accent: string },
  source: string,
): Generator<Finding> {
  if ((main === null) === (accent === null)) return
  const [missing, other] = main === null ? (['main', 'accent'] as const) : (['accent', 'main'] as const)
  yield error({
    path: paths[missing],
    code: `${missing}_color_required`,
    message: `There is ${other === 'main' ? 'a main' : 'an accent'} colour but no ${missing} colour. Google takes both or neither.`,
    fix: 'Choose the other colour too, or clear both: then Google chooses.',
    source,
  })
}
