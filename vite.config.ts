import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { pathOf, type Route, routes } from './src/contract/routes.ts'

type Chunk = Rolldown.OutputChunk

const API = `http://127.0.0.1:${process.env['PORT'] ?? '4180'}`

/**
 * The browser calls through the API's table and needs of it where each call goes. The schemas beside that, and zod with
 * them, are for the server: the web interface gets the table without them.
 */
const routesWithoutSchemas: Plugin = {
  name: 'routes-without-schemas',
  load: (id) => {
    if (!id.endsWith('/src/contract/routes.ts')) return null
    const places = Object.entries<Route>(routes).map(([name, { method, path, public: isPublic }]) => [
      name,
      { method, path, public: isPublic },
    ])
    const table = JSON.stringify(Object.fromEntries(places))
    return { code: `export const routes = ${table}\nexport ${pathOf.toString()}`, moduleType: 'js' }
  },
}

/**
 * Every control of the kit has an id, and the kit gives it another one as soon as it stands on the page, for pages that were
 * drawn by a server: each control would be drawn twice, the second time in one go. React's own id is good from the beginning.
 */
function idsOnce(): Plugin {
  let isReplaced = false
  return {
    name: 'ids-once',
    apply: 'build',
    load: {
      filter: { id: /\/@mantine\/hooks\/esm\/use-id\/use-id\.mjs$/ },
      handler: () => {
        isReplaced = true
        return `
          import { useId as useReactId } from 'react'
          export function useId(staticId) {
            const id = useReactId()
            return typeof staticId === 'string' ? staticId : 'mantine-' + id.replace(/\\W/g, '')
          }`
      },
    },
    buildEnd: (error) => {
      if (error === undefined && !isReplaced)
        throw new Error('The kit makes its ids elsewhere than in use-id.mjs.')
    },
  }
}

/** The words of the API's reference stand in the contract, and no page shows them: browsers do not load them. */
function withoutReferenceWords(): Plugin {
  const literal = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`
  const words = new RegExp(
    String.raw`\.describe\(\s*${literal},?\s*\)|^ +summary:\s+${literal},$|^ +tag: ${literal},$`,
    'gm',
  )
  return {
    name: 'without-reference-words',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/contract\/[a-z/-]+\.ts$/ },
      handler: (code) => ({ code: code.replace(words, ''), map: null }),
    },
  }
}

/**
 * What `first-paint.js` needs to know: the files of the program, each after those that it imports, its styles, and the files of
 * the editor, which has most. The program is fetched from the beginning, after what the first paint waits for, and started
 * when that has been.
 */
const startAfterPaint: Plugin = {
  name: 'start-after-paint',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {}, chunk }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const editor = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/campaign-edit-page.tsx'))
      if (chunk === undefined || editor === undefined) throw new Error('There is no program, or no editor.')
      const program = filesOf(chunk, chunks)
      const more = filesOf(editor, chunks).filter((file) => !program.includes(file))
      const styles = stylesOf(program, chunks)
      const preloads = [
        ...styles.map((href) => `<link rel="preload" as="style" crossorigin href="/${href}">`),
        ...program.map(
          (href) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${href}">`,
        ),
      ]
      const data = { program, styles, editor: [...stylesOf(more, chunks), ...more] }
      const attributes = Object.entries(data).map(
        ([name, files]) => `data-${name}="${files.map((file) => `/${file}`).join(' ')}"`,
      )
      return html
        .replaceAll(/ *<(script type="module"|link rel="(modulepreload|stylesheet)") crossorigin .*\n/g, '')
        .replace(
          '<script src="/first-paint.js"></script>',
          `<script src="/first-paint.js" ${attributes.join(' ')}></script>`,
        )
        .replace('</head>', `  ${preloads.join('\n    ')}\n  </head>`)
    },
  },
}

/** A chunk's file, after those that it imports. */
function filesOf(chunk: Chunk, chunks: readonly Chunk[], seen = new Set<Chunk>()): string[] {
  seen.add(chunk)
  const imported = chunks.filter(({ fileName }) => chunk.imports.includes(fileName))
  const before = imported.flatMap((one) => (seen.has(one) ? [] : filesOf(one, chunks, seen)))
  return [...before, chunk.fileName]
}

const stylesOf = (files: readonly string[], chunks: readonly Chunk[]): string[] =>
  files.flatMap((file) => [
    ...(chunks.find(({ fileName }) => fileName === file)?.viteMetadata?.importedCss ?? []),
  ])

export default defineConfig({
  root: 'src/web',
  plugins: [
    routesWithoutSchemas,
    withoutReferenceWords(),
    idsOnce(),
    react(),
    startAfterPaint,
    // Once and as small as it goes, instead of at each request: the server sends what lies beside a file.
    // The page itself differs with each answer.
    compression({ threshold: 1000, exclude: /index\.html$/, logLevel: 'silent' }),
  ],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The content policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Libraries change less often than pages: a chunk of their own stays cached over an update.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            {
              name: 'tanstack',
              test: /node_modules\/@tanstack\/(react-router|router-core|history|react-query|query-core|react-store|store)\//,
            },
            { name: 'kit', test: /node_modules\/(@mantine|@floating-ui|@tabler)\//, tags: ['$initial'] },
            // One file instead of thirty: over HTTP/1.1 a browser asks for six at once, and each asks for a turn of the line.
            { name: 'program', tags: ['$initial'] },
            // The controls that several pages share come in files for the pages that share them, but few.
            {
              name: 'controls',
              test: /node_modules\/(@mantine|@floating-ui|@tabler)\/(?!charts)/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 200_000,
            },
            // What the pages share on which campaigns are made.
            { name: 'drafting', test: /\/src\/web\/(forms|components\/ad-)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': API, '/health': API } },
})
