import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Route, routes } from '../contract/routes.ts'
import { openApiDocument } from './openapi.ts'

const document = openApiDocument() as unknown as {
  paths: Record<
    string,
    Record<
      string,
      { operationId: string; responses: Record<string, unknown>; parameters?: { name: string; in: string }[] }
    >
  >
  components: { schemas: Record<string, { properties: Record<string, unknown> }> }
}
const text = JSON.stringify(document)

test('docs/openapi.json is what the routes say; scripts/generate-openapi.ts writes it', () => {
  const committed = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')
  expect(JSON.parse(committed)).toEqual(JSON.parse(text))
})

test.each(Object.entries(routes as Record<string, Route>))(
  '%s is described with its status, its problems and its headers',
  (name, route) => {
    const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    expect(operation?.operationId).toBe(name)
    expect(Object.keys(operation!.responses)).toEqual(
      expect.arrayContaining([String(route.status), '400', '401', '422', '503']),
    )
    const names = (operation!.parameters ?? []).map((parameter) => parameter.name)
    expect(names.includes('If-Match')).toBe(route.ifMatch !== undefined)
    expect(names.includes('Idempotency-Key')).toBe(
      route.method === 'POST' && route.public !== true && route.secret !== true && route.readsOnly !== true,
    )
  },
)

test('every reference leads somewhere, and no schema is empty where the answer is known', () => {
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!)
  expect(references.length).toBeGreaterThan(100)
  for (const path of references) {
    const found = path
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
    expect([path, found === undefined]).toEqual([path, false])
  }
  expect(document.components.schemas['Campaign']!.properties).toMatchObject({
    id: { type: 'string', format: 'uuid' },
    dailyBudgetMicros: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    assets: { items: { $ref: '#/components/schemas/Asset' } },
  })
})

test('a change of one schema does not leak into another', () => {
  expect(JSON.stringify(openApiDocument())).toBe(text)
})
