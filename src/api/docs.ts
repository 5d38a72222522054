import Fastify, { type FastifyInstance } from 'fastify'
import { openApiDocument } from './openapi.ts'
import { sendPage } from './web-files.ts'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <title>Google Ads Campaign Manager: API</title>
    <meta charset="utf-8">
    <meta property="csp-nonce" content="%STYLE_NONCE%">
    <meta name="viewport" content="width=device-width, initial-scale=1">
  </head>
  <body>
    <div id="app"></div>
    <script src="/api/v1/docs/start.js"></script>
    <script src="/api/v1/docs/reference.js"></script>
  </body>
</html>
`

// The library asks for the nonce for one of its three sheets of styles alone: this gives it to the others, so it comes before.
const START = `const { content } = document.querySelector('meta[property=csp-nonce]')
const create = document.createElement.bind(document)
document.createElement = (name, options) => {
  const made = create(name, options)
  if (name === 'style') made.nonce = content
  return made
}
addEventListener('DOMContentLoaded', () => Scalar.createApiReference('#app', ${JSON.stringify({
  url: '/api/v1/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  proxyUrl: '',
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})}))\n`

/** The reference brings its styles and icons with its script. The few attributes of style that it writes as text are refused, and not missed. */
const policyOf = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'nonce-${nonce}'; img-src 'self' data:; font-src 'self' data:; ` +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** The description of the API for programs, and the same for people. Both are open: they hold nothing of anybody. */
export async function registerDocs(app: FastifyInstance): Promise<void> {
  let document: string | undefined
  let reference: Promise<string> | undefined
  app.get('/openapi.json', async (_, reply) => {
    document ??= JSON.stringify(openApiDocument())
    return await reply
      .header('cache-control', 'no-cache')
      .type('application/json; charset=utf-8')
      .send(document)
  })
  app.get('/docs', async (_, reply) => await sendPage(reply, PAGE, policyOf))
  app.get('/docs/start.js', async (_, reply) => {
    return await reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(START)
  })
  app.get('/docs/reference.js', async (_, reply) => {
    reference ??= loadReference()
    return await reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/javascript; charset=utf-8')
      .send(await reference)
  })
}

/** The package holds its script as a 5 MB string: loading it takes half a second, so only who reads the docs pays. */
async function loadReference(): Promise<string> {
  const { default: plugin } = await import('@scalar/fastify-api-reference')
  const app = Fastify()
  await app.register(plugin, { routePrefix: '/docs', configuration: { url: '/openapi.json' } })
  const { body } = await app.inject('/docs/js/scalar.js')
  await app.close()
  return body
}
