import { NOW, type SeedStep } from './seed-steps.ts'

/** One campaign in fifty was edited together with others, in one of twenty edits of its workspace. */
export const EDITED = `(bench.draw(c.n, 21) < 20000)`
const EDIT_ID = `bench.id(${NOW} - (c.n % 20) * interval '1 day', c.w * 20 + c.n % 20, 'edit')`

/** Edits of many campaigns, and the revisions that they made. */
export const EDIT_STEPS: SeedStep[] = [
  {
    table: 'campaign_edits',
    sql: `insert into campaign_edits (workspace_id, id, campaigns, fields, door, created_by, created_at)
      select workspace_id, ${EDIT_ID}, least(2500, count(*)), '{objective}', 'web', 'bench', ${NOW} - (c.n % 20) * interval '1 day'
        from bench.campaigns c where ${EDITED} group by c.workspace_id, c.w, c.n % 20`,
  },
  {
    table: 'revisions',
    sql: `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by, created_at, edit_id)
      select r.workspace_id, r.campaign_id, 2, r.document || '{"objective": "SALES"}', '{objective}', 'Edited', 'web', 'bench',
             r.created_at + interval '1 minute', ${EDIT_ID}
        from bench.campaigns c join revisions r on r.workspace_id = c.workspace_id and r.campaign_id = c.id and r.number = 1
       where ${EDITED}`,
  },
  {
    // One campaign in fifty is protected.
    table: 'campaign_protections',
    sql: `insert into campaign_protections (workspace_id, campaign_id, reason, protected_by)
      select c.workspace_id, c.id, 'Agreed with the client', 'bench' from bench.campaigns c where bench.draw(c.n, 22) < 20000`,
  },
]

/** Two people in each workspace, who are not drawn themselves, with four views each, beside four of the team. */
const USER_ID = `bench.id(timestamptz '2023-11-01 00:00:00+00', s.n * 2 + u, 'user')`

/** As the interface keeps the view that nobody has changed: the table opens with the default one. */
const DEFINITION = `'${JSON.stringify({
  filters: { archived: 'false' },
  sort: '-createdAt',
  columns: ['name', 'status', 'type', 'dailyBudgetMicros', 'startDate', 'endDate', 'atGoogle', 'updatedAt'],
  widths: {},
})}'`

export const VIEW_STEPS: SeedStep[] = [
  {
    table: 'saved_views',
    sql: `insert into saved_views (workspace_id, id, user_id, name, definition, position, is_default, created_by)
      select s.id, bench.id(timestamptz '2023-11-01 00:00:00+00', (s.n * 3 + u) * 4 + v, 'view'), case when u < 2 then ${USER_ID} end,
             'View ' || v, ${DEFINITION}, v, v = 0, 'bench'
        from bench.workspaces s cross join generate_series(0, 2) as u cross join generate_series(0, 3) as v`,
  },
  {
    table: 'notifications',
    // One in ten is unread.
    sql: `insert into notifications (workspace_id, user_id, id, kind, target_kind, target_id, facts, read_at, created_at)
      select s.id, ${USER_ID}, bench.id(${NOW} - v * interval '20 hours', s.n * 2 + u, 'told'), 'PUBLICATION_SUCCEEDED', 'PUBLICATION',
             s.id, '{"campaignName": "Campaign"}', case when v % 10 > 0 then ${NOW} end, ${NOW} - v * interval '20 hours'
        from bench.workspaces s cross join generate_series(0, 1) as u cross join generate_series(0, 99) as v`,
  },
]

/** Twenty templates in each workspace, made of its first campaigns, with up to ten images each. */
const TEMPLATE_ID = `bench.id(timestamptz '2023-11-02 00:00:00+00', s.n * 20 + t, 'template')`

export const TEMPLATE_STEPS: SeedStep[] = [
  {
    table: 'campaign_templates',
    sql: `insert into campaign_templates (workspace_id, id, account_id, campaign_type, name, content, content_version, created_by)
      select s.id, ${TEMPLATE_ID}, r.account, 'DEMAND_GEN', 'Template ' || t,
             r.document - array['accountId', 'name', 'startDate', 'endDate', 'containsEuPoliticalAdvertising'], 1, 'bench'
        from bench.workspaces s cross join generate_series(0, 19) as t
       cross join lateral (
         select c.account_id as account, d.document from campaigns c
           join revisions d on d.workspace_id = c.workspace_id and d.campaign_id = c.id and d.number = 1
          where c.workspace_id = s.id order by c.id limit 1) r`,
  },
  {
    table: 'campaign_template_assets',
    sql: `insert into campaign_template_assets (workspace_id, template_id, asset_id)
      select s.id, ${TEMPLATE_ID}, a.id from bench.workspaces s cross join generate_series(0, 19) as t
       cross join lateral (select id from assets where workspace_id = s.id order by id limit 10) a`,
  },
]
