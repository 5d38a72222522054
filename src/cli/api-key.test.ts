import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asProgram } from '../../test/database.ts'
import { startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { listApiKeys } from '../domain/api-keys.ts'
import { buildProgram } from './program.ts'

let server: TestServer
let workspace: TestWorkspace
const before = process.env['DATABASE_URL']
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  process.env['DATABASE_URL'] = asProgram(server.databaseUrl).url
})
afterAll(async () => {
  if (before === undefined) delete process.env['DATABASE_URL']
  else process.env['DATABASE_URL'] = before
  await server.close()
})

async function apiKey(command: string, ...options: string[]): Promise<string> {
  let printed = ''
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => (printed += String(text)) !== '')
  const complain = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  try {
    await buildProgram().parseAsync(['api-key', command, '--workspace', workspace.name, ...options], {
      from: 'user',
    })
    return printed
  } finally {
    write.mockRestore()
    complain.mockRestore()
  }
}

const daysOf = async (name: string): Promise<number | null> => {
  const key = (await listApiKeys(server.ctx, workspace.name)).find((each) => each.name === name)!
  return key.expiresAt === null ? null : (Date.parse(key.expiresAt) - Date.parse(key.createdAt)) / 864e5
}

test('a key works for 90 days, for as many as are asked for, or for good where the word is given', async () => {
  expect(await apiKey('create', '--name', 'plain')).toMatch(/^gacm_[0-9a-f]{32}_[\w-]{43}\n$/)
  await apiKey('create', '--name', 'month', '--expires', '30d')
  await apiKey('create', '--name', 'good', '--expires', 'never')
  expect([await daysOf('plain'), await daysOf('month'), await daysOf('good')]).toEqual([90, 30, null])
})

test.each(['0d', '366d', '30', 'forever', ''])('--expires %j is refused', async (expires) => {
  const made = apiKey('create', '--name', 'x', '--expires', expires)
  await expect(made).rejects.toMatchObject({ code: 'commander.invalidArgument' })
})

test('list shows no key, and revoke ends one by its name', async () => {
  const key = await apiKey('create', '--name', 'ending')
  expect(await apiKey('list')).toContain('ending')
  expect(await apiKey('revoke', '--name', 'ending')).toBe('The key ending is revoked.\n')
  const listed = await apiKey('list', '--json')
  expect(JSON.parse(listed)).toContainEqual(expect.objectContaining({ name: 'ending', state: 'REVOKED' }))
  expect(listed).not.toContain(key.trim().slice(-43))
  await expect(apiKey('revoke', '--name', 'ending')).rejects.toMatchObject({ code: 'not_found' })
})
