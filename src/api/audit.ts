import { routes } from '../contract/routes.ts'
import { exportAudit, listAudit } from '../domain/audit-log.ts'
import { endpoint } from './endpoint.ts'

/** Who did what. */
export const auditEndpoints = {
  listAudit: endpoint(routes.listAudit, ({ ctx, actor, query }) => listAudit(ctx, actor, query)),
  exportAudit: endpoint(
    routes.exportAudit,
    async ({ ctx, actor, query }) => ({ format: query.format, pieces: exportAudit(ctx, actor, query) }),
    ({ format, pieces }) => ({
      download: { type: format === 'csv' ? 'text/csv' : 'application/x-ndjson', pieces },
      headers: { 'content-disposition': `attachment; filename="audit.${format}"` },
    }),
  ),
}
