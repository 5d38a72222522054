import type { Case, Fault, Play, Scenario, Target } from './play.ts'
import { play } from './play.ts'
import type { Random } from './campaigns.ts'
import { TIMEOUT_MS } from './stage.ts'

const UPLOAD = ['begin', 'journal', 'journalled', 'sending', 'answered', 'finish', 'finished', 'done'].map(
  (place) => `UPLOAD_ASSET:${place}`,
)
const MUTATE = ['begin', 'journal', 'journalled', 'sending', 'answered', 'finish', 'finished', 'done'].map(
  (place) => `MUTATE:${place}`,
)
const VERIFY = ['begin', 'read', 'compared', 'done'].map((place) => `VERIFY:${place}`)
const REMOVAL = ['journal', 'journalled', 'sending', 'answered', 'finish', 'finished'].map(
  (place) => `VERIFY:${place}`,
)
const ACTIVATE = MUTATE.map((point) => point.replace('MUTATE', 'ACTIVATE'))
const AROUND = ['claim:before', 'claim:after', 'success:inside', 'success:after']

/** Every place that a worker passes when nothing else goes wrong. */
const POINTS: Record<Scenario, readonly string[]> = {
  create: [...AROUND, ...UPLOAD, ...MUTATE, ...VERIFY, 'VERIFY:store', ...ACTIVATE],
  structure: [...AROUND, ...UPLOAD, ...MUTATE, ...VERIFY, ...REMOVAL],
  ad: ['MUTATE:journal', 'MUTATE:sending', 'MUTATE:answered', 'MUTATE:finish', ...VERIFY, ...REMOVAL],
  values: [...AROUND, ...MUTATE, ...VERIFY, 'VERIFY:store'],
  pause: [...AROUND, ...ACTIVATE],
  resume: [...AROUND, ...ACTIVATE],
}
/** And those that it passes when the answer to its mutate was lost. */
const LOOK_UP = [
  'end:inside',
  'end:after',
  'MUTATE:lookup',
  'MUTATE:looked',
  'MUTATE:adopt',
  'MUTATE:adopted',
]
const LOOK_UP_IN_VAIN = ['end:inside', 'end:after', 'MUTATE:lookup', 'MUTATE:looked']

const LOST: Fault = { kind: 'lose_response' }
const RESET: Fault = { kind: 'reset_before' }
const SLOW_COMMIT: Fault = { kind: 'delay', beforeMs: TIMEOUT_MS + 500 }
const SLOW_ANSWER: Fault = { kind: 'delay', afterMs: TIMEOUT_MS + 500 }

const FAULTS: Record<string, Fault> = {
  'answer lost': LOST,
  'answer lost three times': { kind: 'lose_response', count: 3 },
  'reset before': RESET,
  'commit after the timeout': SLOW_COMMIT,
  'answer after the timeout': SLOW_ANSWER,
  '500 before': { kind: 'error', httpStatus: 500, when: 'before' },
  '500 after': { kind: 'error', httpStatus: 500, when: 'after' },
  '503 twice': { kind: 'error', httpStatus: 503, count: 2 },
  '429 with a delay': {
    kind: 'error',
    code: 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
    retryDelay: '0.2s',
    count: 2,
  },
  'concurrent modification': { kind: 'error', code: 'databaseError.CONCURRENT_MODIFICATION', count: 2 },
}

/** Requests that each scenario sends. */
const TARGETS: Record<Scenario, readonly Target[]> = {
  create: ['upload', 'mutate', 'search', 'status'],
  structure: ['upload', 'mutate', 'search', 'guard'],
  ad: ['mutate', 'guard'],
  values: ['mutate', 'search'],
  pause: ['status'],
  resume: ['status'],
}

const scenarios = Object.keys(POINTS) as Scenario[]

function makeCase(group: string, name: string, script: Play): Case {
  return { group, name, play: (stage, random) => play(stage, random, script) }
}

const kills: Case[] = scenarios.flatMap((scenario) =>
  POINTS[scenario].map((point) =>
    makeCase(`kill, ${scenario}`, `${scenario}: killed at ${point}`, {
      scenario,
      at: { point, signal: 'SIGKILL' },
    }),
  ),
)

const killsInLookUp: Case[] = (['create', 'structure', 'ad', 'values'] as const).flatMap((scenario) =>
  (
    [
      ['lost', LOST, LOOK_UP],
      ['never arrived', RESET, LOOK_UP_IN_VAIN],
    ] as const
  ).flatMap(([what, fault, points]) =>
    points.map((point) =>
      makeCase(`kill in the look-up, ${scenario}`, `${scenario}: ${what}, then killed at ${point}`, {
        scenario,
        faults: [{ target: 'mutate', fault }],
        at: { point, signal: 'SIGKILL' },
      }),
    ),
  ),
)

const killsOnTheWay: Case[] = scenarios.flatMap((scenario) =>
  TARGETS[scenario].flatMap((target) =>
    (
      [
        ['before Google has done it', { kind: 'delay', beforeMs: 500 }],
        ['after Google has done it', { kind: 'delay', afterMs: 500 }],
      ] as [string, Fault][]
    ).flatMap(([when, fault]) => [
      makeCase(`kill during a request, ${scenario}`, `${scenario}: killed during ${target}, ${when}`, {
        scenario,
        faults: [{ target, fault }],
        onArrival: 'SIGKILL',
      }),
    ]),
  ),
)

const faults: Case[] = scenarios.flatMap((scenario) =>
  TARGETS[scenario].flatMap((target) =>
    Object.entries(FAULTS).map(([name, fault]) =>
      makeCase(`fault, ${scenario}`, `${scenario}: ${target}, ${name}`, {
        scenario,
        faults: [{ target, fault }],
      }),
    ),
  ),
)

/** Places from which a stopped worker goes on after another one has finished. */
const ZOMBIES: [Scenario, string, Fault?][] = [
  ['create', 'claim:after'],
  ['create', 'UPLOAD_ASSET:journalled'],
  ['create', 'UPLOAD_ASSET:sending'],
  ['create', 'MUTATE:begin'],
  ['create', 'MUTATE:journalled'],
  ['create', 'MUTATE:sending'],
  ['create', 'MUTATE:answered'],
  ['create', 'MUTATE:looked', RESET],
  ['create', 'MUTATE:looked', LOST],
  ['create', 'MUTATE:finished'],
  ['create', 'VERIFY:compared'],
  ['create', 'ACTIVATE:journalled'],
  ['create', 'ACTIVATE:sending'],
  ['create', 'ACTIVATE:answered'],
  ['structure', 'MUTATE:begin'],
  ['structure', 'MUTATE:journalled'],
  ['structure', 'MUTATE:answered'],
  ['structure', 'MUTATE:looked', RESET],
  ['structure', 'VERIFY:compared'],
  ['structure', 'VERIFY:journalled'],
  ['structure', 'VERIFY:answered'],
  ['ad', 'MUTATE:journalled'],
  ['ad', 'MUTATE:looked', RESET],
  ['ad', 'VERIFY:journalled'],
  ['values', 'MUTATE:journalled'],
  ['values', 'MUTATE:sending'],
  ['pause', 'ACTIVATE:journalled'],
  ['pause', 'ACTIVATE:answered'],
  ['resume', 'ACTIVATE:journalled'],
]

const zombies: Case[] = ZOMBIES.map(([scenario, point, fault]) =>
  makeCase(
    `stopped past the lease, ${scenario}`,
    `${scenario}: stopped at ${point}${fault ? ` after ${fault.kind}` : ''}`,
    {
      scenario,
      at: { point, signal: 'SIGSTOP' },
      ...(fault === undefined ? {} : { faults: [{ target: 'mutate', fault }] }),
    },
  ),
)

const zombiesOnTheWay: Case[] = scenarios.flatMap((scenario) =>
  TARGETS[scenario]
    .filter((target) => target !== 'search')
    .map((target) =>
      makeCase(`stopped past the lease, ${scenario}`, `${scenario}: stopped while Google does ${target}`, {
        scenario,
        faults: [{ target, fault: { kind: 'delay', beforeMs: 300 } }],
        onArrival: 'SIGSTOP',
      }),
    ),
)

const lag = (lagMs: number): { target: Target; fault: Fault } => ({
  target: 'search',
  fault: { kind: 'search_lag', lagMs, count: 1000 },
})

const lags: Case[] = (['create', 'structure', 'ad', 'values'] as const).flatMap((scenario) =>
  (
    [
      ['alone'],
      ['answer lost', LOST],
      ['reset before', RESET],
      ['commit after the timeout', SLOW_COMMIT],
    ] as [string, Fault?][]
  ).map(([name, fault]) =>
    makeCase(`search lags, ${scenario}`, `${scenario}: search lags, ${name}`, {
      scenario,
      faults: [...(fault === undefined ? [] : [{ target: 'mutate' as const, fault }]), lag(900)],
    }),
  ),
)

const databases: Case[] = (['create', 'structure', 'pause'] as const).flatMap((scenario) =>
  TARGETS[scenario].flatMap((target) =>
    (['connections cut', 'server restarted'] as const).map((name) =>
      makeCase(`database, ${scenario}`, `${scenario}: ${name} during ${target}`, {
        scenario,
        faults: [{ target, fault: { kind: 'delay', afterMs: 400 } }],
        meanwhile: async ({ stage }) => {
          const { control } = stage.emulator
          for (const end = Date.now() + 10_000; Date.now() < end; ) {
            if (control.requests().some(({ fault, status }) => fault === 'delay' && status === 'open')) break
            await new Promise((resolve) => setTimeout(resolve, 5))
          }
          if (name === 'server restarted' && stage.restartDatabase) await stage.restartDatabase()
          else {
            await stage
              .sql(
                `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
              )
              .catch(() => {})
          }
        },
      }),
    ),
  ),
)

/** A kill at any place, with any fault before it, drawn by the seed. */
export function drawn(random: Random): Case {
  const scenario = random.pick(scenarios)
  const point = random.pick(POINTS[scenario])
  // The types with images, so that every place and every request comes up.
  const type =
    scenario === 'structure' || scenario === 'ad'
      ? 'DEMAND_GEN'
      : random.pick(['DEMAND_GEN', 'DISPLAY', 'PERFORMANCE_MAX'] as const)
  const withFault = random.below(2) === 1
  const target = random.pick(TARGETS[scenario])
  const [name, fault] = random.pick(Object.entries(FAULTS))
  return makeCase(
    'kill and fault, drawn',
    `${type}, ${scenario}: ${withFault ? `${target}, ${name}, ` : ''}killed at ${point}`,
    {
      scenario,
      type,
      at: { point, signal: 'SIGKILL' },
      ...(withFault ? { faults: [{ target, fault }] } : {}),
    },
  )
}

/** What is made and changed in one request differs by type; the protocol around it does not. */
const TYPED: Case[] = (['SEARCH', 'DISPLAY', 'PERFORMANCE_MAX'] as const).flatMap((type) => {
  const group = `other types, ${type}`
  const scenes = (['create', 'structure', 'values'] as const).flatMap((scenario) => [
    ...['MUTATE:journalled', 'MUTATE:answered', 'MUTATE:finish', 'VERIFY:compared'].map((point) =>
      makeCase(group, `${type}, ${scenario}: killed at ${point}`, {
        scenario,
        type,
        at: { point, signal: 'SIGKILL' },
      }),
    ),
    makeCase(group, `${type}, ${scenario}: stopped at MUTATE:journalled`, {
      scenario,
      type,
      at: { point: 'MUTATE:journalled', signal: 'SIGSTOP' },
    }),
    ...Object.entries(FAULTS).map(([name, fault]) =>
      makeCase(group, `${type}, ${scenario}: mutate, ${name}`, {
        scenario,
        type,
        faults: [{ target: 'mutate', fault }],
      }),
    ),
    makeCase(group, `${type}, ${scenario}: search lags, answer lost`, {
      scenario,
      type,
      faults: [{ target: 'mutate', fault: LOST }, lag(900)],
    }),
  ])
  return scenes
})

export const MATRIX: readonly Case[] = [
  ...kills,
  ...killsInLookUp,
  ...killsOnTheWay,
  ...zombies,
  ...zombiesOnTheWay,
  ...faults,
  ...lags,
  ...databases,
  ...TYPED,
]
