// Loaded into every Node process of a whole test run (NODE_OPTIONS in scripts/test.ts): keeps what the emulator was
// asked and answered, one file per exchange, for test/google-contract/contract.test.ts. Plain JavaScript, because the
// launcher's Node may be too old for TypeScript.
import { createHash } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env['GACM_TEST_EXCHANGES']
if (folder && existsSync(folder)) subscribe('gacm.emulator.exchange', (exchange) => keep(folder, exchange))

function keep(folder, exchange) {
  const text = JSON.stringify({ ...exchange, body: exchange.body?.toString('utf8') })
  // Ids and dates differ from run to run; what has the same form is looked at once.
  const form = text.replaceAll(/\d+/g, '0').replaceAll(/"[A-Za-z0-9_-]{22}"/g, '""')
  const file = join(folder, `${createHash('sha256').update(form).digest('hex')}.json`)
  if (!existsSync(file)) writeFileSync(file, text)
}
