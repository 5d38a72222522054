// `npm run check`: everything that is found out without running the program. Side by side, for each of them leaves a
// processor idle at times; what one has to say comes when it has ended.
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

const CHECKS = ['typecheck', 'lint', 'lint:migrations', 'format:check']

const results = await Promise.all(CHECKS.map(passes))
process.exit(results.every(Boolean) ? 0 : 1)

async function passes(check: string): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', check], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject)),
  ])
  if (status !== 0) console.log(`${check} failed:`)
  process.stdout.write(output + errors)
  return status === 0
}
