import { openApiDocument } from '../../src/api/openapi.ts'
import { ACCESS, type Access } from '../../src/contract/access.ts'
import { type Route, routes } from '../../src/contract/routes.ts'
import type { Schema } from './values.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: Schema
}

interface Described {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>
}

/** One call of the API as docs/openapi.json describes it, and whom it is for. */
export interface Operation {
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With `{id}`. */
  path: string
  parameters: Parameter[]
  body: Schema | undefined
  /** Its zod schema, which knows more than JSON Schema can say. */
  route: Route | undefined
  responses: Described['responses']
  access: Access
}

const document = openApiDocument() as unknown as {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema>; responses: Described['responses'] }
}

export const COMPONENTS = document.components.schemas

/** Every operation, from the OpenAPI document. Throws for one that ACCESS does not know. */
export const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]): Operation => {
    const { operationId: name, parameters = [], requestBody, responses } = described
    const access = (ACCESS as Record<string, Access | undefined>)[name]
    if (access === undefined)
      throw new Error(`Who may call ${name}? Add a line for it to ACCESS in src/contract/access.ts.`)
    return {
      name,
      method: method.toUpperCase() as Operation['method'],
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema,
      route: (routes as Record<string, Route>)[name],
      responses,
      access,
    }
  }),
)

export function operationOf(name: string): Operation {
  return OPERATIONS.find((operation) => operation.name === name)!
}

/** The schema of an answer; null: it has no JSON. Undefined: this status is not described. */
export function answerSchema(operation: Operation, status: number): Schema | null | undefined {
  const described =
    operation.responses[String(status)] ?? (status >= 400 ? operation.responses['default'] : undefined)
  const response =
    described?.$ref === undefined
      ? described
      : document.components.responses[described.$ref.split('/').at(-1)!]
  if (response === undefined) return undefined
  const [content] = Object.entries(response.content ?? {}).filter(([type]) =>
    /^application\/(problem\+)?json$/.test(type),
  )
  return content?.[1].schema ?? null
}

/** The whole document, for a validator that follows its references. */
export const DOCUMENT: object = document

/** What an answer without JSON may be instead. */
export function answerTypes(operation: Operation, status: number): string[] {
  return Object.keys(operation.responses[String(status)]?.content ?? {})
}
