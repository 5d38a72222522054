-- Nobody approves their own work by a detour: not through keys that made keys, and not through a client's link that they made.
-- Expand: functions that are replaced, and the authors of open requests, which are few.

-- Whoever asks, and whoever changed what is to be published; and who made the keys that did, however many keys are between.
create or replace function approval_authors(workspace uuid, campaign uuid, asking text[]) returns text[]
  language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with recursive names (name) as (
    (select unnest(asking)
      union
     select r.created_by from campaigns c
       join revisions r on r.workspace_id = c.workspace_id and r.campaign_id = c.id
        and r.number > least(coalesce(c.published_version, 0), c.version - 1) and r.number <= c.version
      where c.workspace_id = workspace and c.id = campaign)
    union
    select k.created_by from names n join api_keys k on k.workspace_id = workspace and k.name = n.name)
  select array_agg(name order by name) from names
$$;

-- Whoever makes a link can open it. So one counts only where its maker is a member who could have approved with their own name;
-- a key is no member, also one that is called like a member.
create or replace function approvals_given(workspace uuid, request uuid) returns integer
  language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select (count(*) filter (where member_role_in(m, r.account_id) in ('approver', 'admin') and a.approved_by <> all (r.authors))
          + least(1, count(*) filter (where p.clients_count and l.revoked_at is null and l.created_by <> all (r.authors)
              and member_role_in(o, r.account_id) in ('approver', 'admin')
              and not exists (select from api_keys k where k.workspace_id = workspace and k.name = l.created_by))))::integer
    from approval_requests r
    join approvals a on a.workspace_id = r.workspace_id and a.request_id = r.id
    left join members m on m.workspace_id = a.workspace_id and m.user_id = a.user_id
    left join review_links l on l.workspace_id = a.workspace_id and l.id = a.review_link_id
    left join users u on u.email = l.created_by
    left join members o on o.workspace_id = a.workspace_id and o.user_id = u.id
    left join lateral approval_policy_of(workspace, r.account_id) p on true
   where r.workspace_id = workspace and r.id = request
$$;

do $$
declare
  of_transaction text := current_setting('app.workspace_id', true);
  tenant uuid;
begin
  for tenant in select id from workspaces loop
    perform set_config('app.workspace_id', tenant::text, true);
    update approval_requests r set authors = approval_authors(r.workspace_id, r.campaign_id, r.authors)
     where r.workspace_id = tenant and r.state in ('REQUESTED', 'APPROVED')
       and r.authors <> approval_authors(r.workspace_id, r.campaign_id, r.authors);
  end loop;
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
end
$$;

comment on function approvals_given(uuid, uuid) is
  'How many approvals count: of people who may approve and are no authors, and one of a client through a link of such a person.';
