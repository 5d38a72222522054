import { z } from 'zod'
import type { Route } from './routes.ts'

const deletedDemoDataSchema = z.strictObject({
  campaigns: z.int(),
  images: z.int(),
  publications: z.int(),
  revisions: z.int(),
})
export type DeletedDemoData = z.infer<typeof deletedDemoDataSchema>

export const workspaceRoutes = {
  deleteDemoData: {
    method: 'POST',
    path: '/workspace/delete-demo-data',
    summary: 'Delete what the demo put into this workspace, for good; what people made stays',
    tag: 'people',
    body: z.strictObject({
      name: z.string().max(100).describe('The name of the workspace: there is no way back'),
    }),
    status: 200,
    response: deletedDemoDataSchema,
  },
} as const satisfies Record<string, Route>
