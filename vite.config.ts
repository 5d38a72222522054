import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { pathOf, type Route, routes } from './src/contract/routes.ts'

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

/** The program is fetched from the beginning, and started by `first-paint.js` when the frame of the page has been drawn. */
const startAfterPaint: Plugin = {
  name: 'start-after-paint',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const [tag, entry] = /<script type="module" crossorigin src="([^"]+)"><\/script>/.exec(html) ?? []
      if (tag === undefined) throw new Error('index.html does not load the program as it did.')
      return html
        .replace(tag, `<link rel="modulepreload" crossorigin href="${entry}">`)
        .replace('<script src="/first-paint.js">', `<script src="/first-paint.js" data-program="${entry}">`)
    },
  },
}

export default defineConfig({
  root: 'src/web',
  plugins: [
    routesWithoutSchemas,
    withoutReferenceWords(),
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
            // One file instead of thirty: over HTTP/1.1 a browser asks for six at once, and each asks for a turn of the line.
            { name: 'program', tags: ['$initial'] },
            // The controls that several pages share come in files for the pages that share them; small ones join their neighbours.
            {
              name: 'controls',
              test: /node_modules\/(@mantine|@floating-ui|@tabler)\/(?!charts)/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 12_000,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': API, '/health': API } },
})
