// Proves that migrations stop nobody: up, down and up again while clients read and write. Exits with 1 on any failed request.
// node scripts/prove-migrations.ts [--campaigns 50000] [--clients 8] [--seconds 60] [--down-to 1]
import { parseArgs } from 'node:util'
import { startThrowawayPostgres } from '../src/cli/throwaway-postgres.ts'
import { holds, report } from './prove-migrations/report.ts'
import { prove } from './prove-migrations/run.ts'

const { values } = parseArgs({
  options: {
    campaigns: { type: 'string', default: '50000' },
    clients: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '60' },
    'down-to': { type: 'string', default: '1' },
  },
})
const options = {
  campaigns: Number(values.campaigns),
  clients: Number(values.clients),
  seconds: Number(values.seconds),
  downTo: Number(values['down-to']),
  betweenMs: 1_000,
  onStep: (line: string) => console.log(line),
}
const server = await startThrowawayPostgres()
try {
  const proof = await prove(server.url, options)
  console.log(report(proof, options))
  if (!holds(proof)) process.exitCode = 1
} finally {
  await server.stop()
}
