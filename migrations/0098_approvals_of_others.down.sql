-- As before: keys are followed by one hand, and a link counts whoever made it but a named author.

create or replace function approval_authors(workspace uuid, campaign uuid, asking text[]) returns text[]
  language sql stable set search_path = pg_catalog, public as $$
  with names as (
    select unnest(asking) as name
    union
    select r.created_by from campaigns c
      join revisions r on r.workspace_id = c.workspace_id and r.campaign_id = c.id
       and r.number > least(coalesce(c.published_version, 0), c.version - 1) and r.number <= c.version
     where c.workspace_id = workspace and c.id = campaign)
  select array_agg(name order by name) from (
    select name from names
    union
    select k.created_by from api_keys k join names on names.name = k.name where k.workspace_id = workspace) n
$$;

create or replace function approvals_given(workspace uuid, request uuid) returns integer
  language sql stable set search_path = pg_catalog, public as $$
  select (count(*) filter (where member_role_in(m, r.account_id) in ('approver', 'admin'))
          + least(1, count(*) filter (where p.clients_count and l.revoked_at is null and l.created_by <> all (r.authors))))::integer
    from approval_requests r
    join approvals a on a.workspace_id = r.workspace_id and a.request_id = r.id
    left join members m on m.workspace_id = a.workspace_id and m.user_id = a.user_id
    left join review_links l on l.workspace_id = a.workspace_id and l.id = a.review_link_id
    left join lateral approval_policy_of(workspace, r.account_id) p on true
   where r.workspace_id = workspace and r.id = request
$$;

comment on function approvals_given(uuid, uuid) is 'How many approvals of a request count now.';
