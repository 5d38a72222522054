import { z } from 'zod'
import {
  accountConnectSchema,
  accountSchema,
  reachableAccountSchema,
  sessionSchema,
} from '../contract/session.ts'
import { assetSchema } from '../contract/asset.ts'
import { auditEntrySchema } from '../contract/audit.ts'
import {
  campaignCreateSchema,
  campaignDocumentSchema,
  campaignListItemSchema,
  campaignPatchSchema,
  campaignSchema,
} from '../contract/campaign.ts'
import { apiKeySchema, invitationSchema, memberSchema, sessionListItemSchema } from '../contract/people.ts'
import { problemSchema } from '../contract/problem.ts'
import { findingSchema, planSchema, publicationSchema, revisionSchema } from '../contract/publication.ts'
import { type Route, routes } from '../contract/routes.ts'
import { notificationSchema } from '../contract/notifications.ts'
import { savedViewSchema } from '../contract/saved-views.ts'
import { templateDetailSchema, templateSchema } from '../contract/templates.ts'

type Json = Record<string, unknown>

/** Schemas that the document names instead of repeating; the same object in memory is the same component. */
const COMPONENTS: [name: string, schema: z.ZodType, io: 'input' | 'output'][] = [
  ['Session', sessionSchema, 'output'],
  ['Member', memberSchema, 'output'],
  ['Invitation', invitationSchema, 'output'],
  ['SessionListItem', sessionListItemSchema, 'output'],
  ['ApiKey', apiKeySchema, 'output'],
  ['Account', accountSchema, 'output'],
  ['AccountConnect', accountConnectSchema, 'input'],
  ['ReachableAccount', reachableAccountSchema, 'output'],
  ['CampaignListItem', campaignListItemSchema, 'output'],
  ['AuditEntry', auditEntrySchema, 'output'],
  ['Campaign', campaignSchema, 'output'],
  ['CampaignCreate', campaignCreateSchema, 'input'],
  ['CampaignPatch', campaignPatchSchema, 'input'],
  ['CampaignDocument', campaignDocumentSchema, 'output'],
  ['Finding', findingSchema, 'output'],
  ['Plan', planSchema, 'output'],
  ['Publication', publicationSchema, 'output'],
  ['Revision', revisionSchema, 'output'],
  ['Asset', assetSchema, 'output'],
  ['SavedView', savedViewSchema, 'output'],
  ['Notification', notificationSchema, 'output'],
  ['Template', templateSchema, 'output'],
  ['Problem', problemSchema, 'output'],
]

/** What is answered with its version. */
const TAGGED = new Set<Route['response']>([
  campaignSchema,
  savedViewSchema,
  memberSchema,
  templateSchema,
  templateDetailSchema,
])

const PROBLEMS: Record<string, string> = {
  '400': 'Malformed: not the shape that is described here',
  '401': 'Not signed in, or the API key is unknown or revoked',
  '403': 'Your role may not do this, or a foreign page asked',
  '404': 'There is no such thing in this workspace',
  '409': 'Not possible in the present state',
  '412': 'Somebody saved a newer version than the one that you name',
  '413': 'The body or the file is too large',
  '415': 'The body has a type that this call does not take',
  '422': 'Understood, but not allowed; errors[] names the fields',
  '428': 'If-Match is missing',
  '429': 'Too many requests; see Retry-After',
  '503': 'Not possible right now; see Retry-After',
}

/** The OpenAPI 3.1 description of every route, from the schemas that check it. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Google Ads Campaign Manager',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: [...new Set(Object.values(routes).map(({ tag }) => tag))].map((name) => ({ name })),
    paths: { ...paths(), '/assets/{id}/content': { get: assetContent() } },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: gacm_...' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'gacm_session',
          description: '__Host-gacm_session over https',
        },
      },
      schemas: Object.fromEntries(COMPONENTS.map(([name, schema, io]) => [name, toSchema(schema, io, name)])),
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, text]) => [`Problem${status}`, problem(text)]),
      ),
    },
  }
}

const DESCRIPTION = `Draft campaigns, check them, publish them to Google Ads.

- Errors are \`application/problem+json\` with \`code\`, \`detail\` and \`errors[]\` (\`path\`, \`code\`, \`message\`).
- Money is a string of micros. Unknown fields are refused.
- A POST with an \`Idempotency-Key\` takes effect once: the same request under the same key is answered with the first answer (kept for two days). Calls whose answer holds a secret take no such key, for nothing of them is kept.
- \`Gacm-Workspace\` names the workspace for people who are members of several; an API key belongs to one.`

function paths(): Json {
  const made: Record<string, Json> = {}
  for (const [name, route] of Object.entries(routes as Record<string, Route>)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    made[path] = { ...made[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return made
}

function operation(name: string, route: Route): Json {
  const parameters = [...fields(route.params, 'path'), ...fields(route.query, 'query'), ...headers(route)]
  const success: Json = { description: route.status === 204 ? 'Done' : route.summary }
  if (route.response !== null)
    success['content'] = { 'application/json': { schema: toSchema(route.response, 'output') } }
  if (route.download !== undefined)
    success['content'] = Object.fromEntries(
      route.download.map((type) => [type, { schema: { type: 'string' } }]),
    )
  const answered = answerHeaders(route)
  if (Object.keys(answered).length > 0) success['headers'] = answered
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.tag],
    ...(route.public === true ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body === undefined ? {} : { requestBody: requestBody(route) }),
    responses: { [route.status]: success, ...problems(route) },
  }
}

function fields(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties, required } = toSchema(schema, 'input') as {
    properties: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (required?.includes(name) ?? false),
    ...(property['several'] === undefined ? { schema: property } : severalOf(property)),
  }))
}

/** A parameter that takes several values, joined by commas. */
function severalOf({ several: items, description }: Json): Json {
  const words = description === undefined ? {} : { description }
  return { style: 'form', explode: false, schema: { type: 'array', items, minItems: 1, ...words } }
}

function headers(route: Route): Json[] {
  const made: Json[] = []
  if (route.ifMatch !== undefined) {
    made.push(
      header('If-Match', 'The ETag of the version that you have seen', '"7"', route.ifMatch === 'required'),
    )
  }
  if (route.public === true) return made
  if (route.method === 'POST' && route.secret !== true && route.readsOnly !== true) {
    made.push(
      header(
        'Idempotency-Key',
        'Makes repeating this request harmless',
        '7c9e6679-7425-40de-944b-e07fc1f90ae7',
        false,
      ),
    )
  }
  made.push(header('Gacm-Workspace', 'Id of the workspace, for members of several', undefined, false))
  return made
}

function header(name: string, description: string, example: string | undefined, required: boolean): Json {
  const sample = example === undefined ? {} : { example }
  return { name, in: 'header', required, description, schema: { type: 'string' }, ...sample }
}

function answerHeaders(route: Route): Json {
  const text = (description: string): Json => ({ description, schema: { type: 'string' } })
  const made: Json = {}
  if (TAGGED.has(route.response)) made['ETag'] = text('The version, to be sent back as If-Match')
  if (route.status === 201 || route.status === 202) made['Location'] = text('Where the new thing is')
  return made
}

function requestBody(route: Route): Json {
  const body = route.body!
  const content: Json = { 'application/json': { schema: toSchema(body, 'input') } }
  if (route.upload === true) {
    const properties = { file: { type: 'string', contentMediaType: 'application/octet-stream' } }
    content['multipart/form-data'] = { schema: { type: 'object', properties, required: ['file'] } }
  }
  return { required: !(body instanceof z.ZodOptional), content }
}

/** Which refusals this route knows. */
function problems(route: Route): Json {
  const possible: Record<string, boolean> = {
    '400': true,
    '401': true,
    '403': true,
    '404': route.params !== undefined,
    '409': route.method !== 'GET',
    '412': route.ifMatch !== undefined || route.versions === true,
    '413': route.body !== undefined,
    '415': route.body !== undefined,
    '422': true,
    '428': route.ifMatch === 'required',
    '429': true,
    '503': true,
  }
  const statuses = Object.keys(possible).filter((status) => possible[status])
  const known = statuses.map(
    (status) => [status, { $ref: `#/components/responses/Problem${status}` }] as const,
  )
  return { ...Object.fromEntries(known), default: problem('Anything else') }
}

function problem(description: string): Json {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function assetContent(): Json {
  const binary = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } }
  const types = ['image/jpeg', 'image/png', 'image/gif']
  return {
    operationId: 'readAssetContent',
    summary: 'The bytes of one image',
    tags: ['assets'],
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: {
      '200': { description: 'The image', content: Object.fromEntries(types.map((type) => [type, binary])) },
      '304': { description: 'You have it already' },
      ...Object.fromEntries(
        ['400', '401', '403', '404', '429', '503'].map((status) => [
          status,
          { $ref: `#/components/responses/Problem${status}` },
        ]),
      ),
      default: problem('Anything else'),
    },
  }
}

/** JSON Schema of a zod schema; parts that are components become references. `self` is the component being made. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', self?: string): Json {
  const {
    $schema: _,
    '~standard': __,
    ...made
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const target = jsonSchema as Json
      const component = COMPONENTS.find(([name, known]) => name !== self && (known as unknown) === zodSchema)
      if (component !== undefined) replace(target, { $ref: `#/components/schemas/${component[0]}` })
      else if (io === 'output' && zodSchema._zod.def.type === 'pipe') {
        // A transform cannot be described; what goes in has the same shape here.
        replace(target, {
          ...toSchema((zodSchema as unknown as z.ZodPipe<z.ZodType>).in, 'output'),
          ...target,
        })
      }
    },
  }) as Json
  return made
}

function replace(target: Json, content: Json): void {
  for (const key of Object.keys(target)) delete target[key]
  Object.assign(target, content)
}
