// `npm run fuzz -- --seed 42 --runs 20000 [--seconds 600]`: the fuzz run of the tests, longer and with another seed. It goes on
// after a failure and tells at the end all that differ; `--shrink` stops at the first and makes it as small as it gets.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    runs: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '600' },
    shrink: { type: 'boolean', default: false },
  },
})
console.log(`Seed ${values.seed}, ${values.runs} requests or ${values.seconds} s, whichever is first.`)
const { status } = spawnSync('vitest', ['run', 'test/security/fuzz.test.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: {
    ...process.env,
    FUZZ_SEED: values.seed,
    FUZZ_RUNS: values.runs,
    FUZZ_SECONDS: values.seconds,
    ...(values.shrink ? {} : { FUZZ_COLLECT: '1' }),
  },
})
process.exit(status ?? 1)
