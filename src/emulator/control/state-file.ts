import { z } from 'zod'
import { type CommitEntry, type Row, TABLES } from '../state.ts'
import { type ActiveFault, faultSchema } from './faults.ts'

const FORMAT = 'gacm-emulator-state'
/** Raised with every change that an older emulator would misread. */
const VERSION = 1

/** All that an emulator holds, as one JSON value. */
export interface StateFile {
  format: typeof FORMAT
  version: typeof VERSION
  savedAt: string
  state: CommitEntry
  faults: readonly ActiveFault[]
}

const headSchema = z.object({ format: z.literal(FORMAT), version: z.number() })
const rowSchema = z.looseObject({
  table: z.enum(TABLES),
  name: z.string(),
  customerId: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAtMs: z.number(),
})
const fileSchema = z.object({
  state: z.looseObject({
    n: z.int().min(0),
    nextId: z.int().min(1),
    clockOffsetMs: z.number().min(0),
    accounts: z.array(z.looseObject({ id: z.string().regex(/^\d{10}$/), status: z.string() })).min(1),
    put: z.array(rowSchema),
  }),
  faults: z.array(faultSchema.extend({ id: z.int(), remaining: z.int().min(1) })),
})

export function toStateFile(state: CommitEntry, faults: readonly ActiveFault[], now: string): StateFile {
  return { format: FORMAT, version: VERSION, savedAt: now, state, faults }
}

/** What a file holds, or a line that says why it cannot be loaded. */
export function readStateFile(value: unknown): { state: CommitEntry; faults: ActiveFault[] } | string {
  const head = headSchema.safeParse(value)
  if (!head.success) return 'This is no saved state of the emulator.'
  if (head.data.version !== VERSION) {
    return `The state was saved in version ${head.data.version} of its format, and this emulator reads version ${VERSION}.`
  }
  const file = fileSchema.safeParse(value)
  if (!file.success) return `The saved state is damaged: ${z.prettifyError(file.error)}`
  const { state, faults } = file.data
  return {
    state: { ...(state as unknown as CommitEntry), put: state.put as unknown as Row[], del: [] },
    faults,
  }
}
