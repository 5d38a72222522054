-- Approval bound to a plan's hash: policies, requests, approvals, comments, and links for clients without an account. No
-- publication is opened without the approvals that the policy asks for, whoever writes the row.
-- Expand: new tables, a column and triggers of publications, triggers of campaigns and baselines. Without a policy nothing
-- changes, and no workspace has one; making the triggers stops writers of those tables for a moment, not readers.
-- squawk-ignore prefer-bigint-over-int -- counts and versions, each bounded by a check or by what people do

create table approval_policies (
  workspace_id      uuid         not null,
  id                uuid         not null,
  account_id        uuid,
  number            integer      not null,
  inherits          boolean      not null default false,
  approvals         integer      not null,
  threshold_micros  bigint,
  currency_code     text,
  clients_count     boolean      not null default false,
  set_by            text         not null,
  created_at        timestamptz  not null default now(),
  constraint approval_policies_pkey primary key (workspace_id, id),
  -- Of two who set it at once one comes second, and is told.
  constraint approval_policies_number_key unique nulls not distinct (workspace_id, account_id, number),
  constraint approval_policies_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint approval_policies_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint approval_policies_number_positive check (number > 0),
  constraint approval_policies_approvals_range check (approvals between 0 and 5),
  constraint approval_policies_inherits_nothing_else check (not inherits or (account_id is not null and approvals = 0)),
  constraint approval_policies_threshold_positive check (threshold_micros > 0),
  constraint approval_policies_threshold_has_currency check ((threshold_micros is null) = (currency_code is null)),
  constraint approval_policies_threshold_has_approvals check (threshold_micros is null or approvals > 0),
  constraint approval_policies_currency_code_shape check (currency_code ~ '^[A-Z]{3}$'),
  constraint approval_policies_set_by_length check (char_length(set_by) between 1 and 255)
);

create table approval_requests (
  workspace_id       uuid         not null,
  id                 uuid         not null,
  campaign_id        uuid         not null,
  account_id         uuid         not null,
  campaign_name      text         not null,
  version            integer      not null,
  plan_hash          text         not null,
  baseline_version   integer      not null,
  rule_pack_version  text         not null,
  plan               jsonb        not null,
  sent               jsonb        not null,
  message            text         not null default '',
  due_at             timestamptz,
  reviewers          uuid[]       not null default '{}',
  authors            text[]       not null,
  state              text         not null default 'REQUESTED',
  approvals_needed   integer      not null default 1,
  void_cause         text,
  ended_by           text,
  ended_at           timestamptz,
  reminded_at        timestamptz,
  created_by         text         not null,
  created_at         timestamptz  not null default now(),
  constraint approval_requests_pkey primary key (workspace_id, id),
  constraint approval_requests_hash_key unique (workspace_id, id, plan_hash),
  constraint approval_requests_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint approval_requests_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint approval_requests_state_known check (
    state in ('REQUESTED', 'APPROVED', 'CHANGES_WANTED', 'VOID', 'CANCELLED', 'USED')),
  constraint approval_requests_void_has_cause check ((state = 'VOID') = (void_cause is not null)),
  constraint approval_requests_void_cause_known check (void_cause in ('EDITED', 'GOOGLE', 'RULES', 'DELETED')),
  constraint approval_requests_ended_has_time check ((state in ('REQUESTED', 'APPROVED')) = (ended_at is null)),
  constraint approval_requests_ended_by_whom check (state not in ('CHANGES_WANTED', 'CANCELLED') or ended_by is not null),
  constraint approval_requests_version_positive check (version > 0),
  constraint approval_requests_baseline_version_not_negative check (baseline_version >= 0),
  constraint approval_requests_plan_hash_hex check (plan_hash ~ '^[0-9a-f]{64}$'),
  constraint approval_requests_plan_object check (jsonb_typeof(plan) = 'object' and jsonb_typeof(sent) = 'object'),
  constraint approval_requests_rule_pack_version_length check (char_length(rule_pack_version) between 1 and 100),
  constraint approval_requests_campaign_name_length check (char_length(campaign_name) between 1 and 256),
  constraint approval_requests_message_length check (char_length(message) <= 2000),
  constraint approval_requests_reviewers_count check (cardinality(reviewers) <= 20),
  constraint approval_requests_authors_named check (cardinality(authors) > 0),
  constraint approval_requests_approvals_needed_range check (approvals_needed between 1 and 5),
  constraint approval_requests_ended_by_length check (char_length(ended_by) between 1 and 255),
  constraint approval_requests_created_by_length check (char_length(created_by) between 1 and 255)
);
create unique index approval_requests_one_open_key on approval_requests (workspace_id, campaign_id)
  where state in ('REQUESTED', 'APPROVED');
create index approval_requests_campaign_idx on approval_requests (workspace_id, campaign_id, id desc);
create index approval_requests_author_idx on approval_requests (workspace_id, created_by, id desc);
create index approval_requests_state_idx on approval_requests (workspace_id, state, id desc);
create index approval_requests_due_idx on approval_requests (due_at) where state = 'REQUESTED' and reminded_at is null;

create table review_links (
  workspace_id  uuid         not null,
  id            uuid         not null,
  request_id    uuid         not null,
  token_sha256  text         not null,
  name          text         not null,
  created_by    text         not null,
  created_at    timestamptz  not null default now(),
  expires_at    timestamptz  not null,
  revoked_at    timestamptz,
  constraint review_links_pkey primary key (workspace_id, id),
  constraint review_links_token_key unique (workspace_id, token_sha256),
  -- What points here names the request too, so that nothing said through a link lands at another request.
  constraint review_links_request_key unique (workspace_id, request_id, id),
  constraint review_links_request_fkey foreign key (workspace_id, request_id) references approval_requests (workspace_id, id),
  constraint review_links_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint review_links_name_length check (char_length(name) between 1 and 100),
  constraint review_links_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint review_links_created_by_length check (char_length(created_by) between 1 and 255),
  constraint review_links_expires_later check (expires_at > created_at),
  -- In hours, which no time zone makes longer.
  constraint review_links_lifetime check (expires_at <= created_at + interval '2160 hours')
);

create table approvals (
  workspace_id    uuid         not null,
  id              uuid         not null,
  request_id      uuid         not null,
  plan_hash       text         not null,
  user_id         uuid,
  review_link_id  uuid,
  approved_by     text         not null,
  created_at      timestamptz  not null default now(),
  constraint approvals_pkey primary key (workspace_id, request_id, id),
  constraint approvals_user_key unique (workspace_id, request_id, user_id),
  constraint approvals_link_key unique (workspace_id, request_id, review_link_id),
  -- Of this request's own hash, and of no other.
  constraint approvals_hash_fkey foreign key (workspace_id, request_id, plan_hash)
    references approval_requests (workspace_id, id, plan_hash),
  constraint approvals_user_fkey foreign key (user_id) references users (id),
  constraint approvals_link_fkey foreign key (workspace_id, request_id, review_link_id)
    references review_links (workspace_id, request_id, id),
  constraint approvals_by_one check ((user_id is null) <> (review_link_id is null)),
  constraint approvals_approved_by_length check (char_length(approved_by) between 1 and 255)
);

create table approval_comments (
  workspace_id    uuid         not null,
  id              uuid         not null,
  request_id      uuid         not null,
  path            text         not null default '',
  body            text         not null,
  wants_changes   boolean      not null default false,
  review_link_id  uuid,
  created_by      text         not null,
  created_at      timestamptz  not null default now(),
  resolved_by     text,
  resolved_at     timestamptz,
  constraint approval_comments_pkey primary key (workspace_id, request_id, id),
  constraint approval_comments_request_fkey foreign key (workspace_id, request_id)
    references approval_requests (workspace_id, id),
  constraint approval_comments_link_fkey foreign key (workspace_id, request_id, review_link_id)
    references review_links (workspace_id, request_id, id),
  constraint approval_comments_body_length check (char_length(body) between 1 and 4000),
  constraint approval_comments_path_length check (char_length(path) <= 200),
  constraint approval_comments_created_by_length check (char_length(created_by) between 1 and 255),
  constraint approval_comments_resolved_by_whom check ((resolved_at is null) = (resolved_by is null)),
  constraint approval_comments_resolved_by_length check (char_length(resolved_by) between 1 and 255)
);

alter table publications add column approval_request_id uuid,
  add constraint publications_approval_request_fkey foreign key (workspace_id, approval_request_id)
    references approval_requests (workspace_id, id) not valid;

-- The policy that counts for an account: its own, or else the workspace's. No row: none.
create function approval_policy_of(workspace uuid, account uuid) returns setof approval_policies
  language sql stable set search_path = pg_catalog, public as $$
  select p.* from (
    (select o.* from approval_policies o
      where o.workspace_id = workspace and o.account_id = account order by o.number desc limit 1)
    union all
    (select w.* from approval_policies w
      where w.workspace_id = workspace and w.account_id is null order by w.number desc limit 1)) p
   where not p.inherits order by p.account_id nulls last limit 1
$$;

-- An amount in another currency says nothing about this account: then its approvals are always asked for.
create function approvals_needed(workspace uuid, account uuid, worst_day numeric) returns integer
  language sql stable set search_path = pg_catalog, public as $$
  select coalesce((
    select case when p.currency_code = a.currency_code and worst_day <= p.threshold_micros then 0 else p.approvals end
      from approval_policy_of(workspace, account) p
      join accounts a on a.workspace_id = workspace and a.id = account), 0)
$$;

-- People count while they are members who may approve. Of clients, where they count at all, one does, and not through a link
-- that one of the authors made: whoever makes a link can open it.
create function approvals_given(workspace uuid, request uuid) returns integer
  language sql stable set search_path = pg_catalog, public as $$
  select (count(*) filter (where m.role in ('approver', 'admin'))
          + least(1, count(*) filter (where p.clients_count and l.revoked_at is null and l.created_by <> all (r.authors))))::integer
    from approval_requests r
    join approvals a on a.workspace_id = r.workspace_id and a.request_id = r.id
    left join members m on m.workspace_id = a.workspace_id and m.user_id = a.user_id
    left join review_links l on l.workspace_id = a.workspace_id and l.id = a.review_link_id
    left join lateral approval_policy_of(workspace, r.account_id) p on true
   where r.workspace_id = workspace and r.id = request
$$;

-- Of what was published the approvals stay, also of people who have left or may approve no more.
create function approvals_kept(workspace uuid, request uuid) returns integer
  language sql stable set search_path = pg_catalog, public as $$
  select greatest(0, approvals_given(workspace, request), (
    select count(*) from approvals a
     where a.workspace_id = workspace and a.request_id = request and a.user_id is not null))::integer
$$;

-- What may be spent on one day at worst: twice a daily budget, all of a total one. The larger of what the campaign says and
-- what stands in the operations, so that neither can be made to look small.
create function worst_day_of(daily bigint, total bigint, operations jsonb) returns numeric
  language sql immutable set search_path = pg_catalog, public as $$
  select greatest(coalesce(total, daily::numeric * 2, 0),
    (select max((v #>> '{}')::numeric) * 2 from jsonb_path_query(operations, '$.**.amountMicros') v),
    (select max((v #>> '{}')::numeric) from jsonb_path_query(operations, '$.**.totalAmountMicros') v))
$$;

create function approval_requests_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  here record;
begin
  select c.account_id, c.version, c.name, c.daily_budget_micros, c.total_budget_micros, coalesce(c.published_version, 0) as published
    into here from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if here.version is distinct from new.version or here.account_id is distinct from new.account_id then
    raise exception 'Approval is asked for the campaign as it stands.'
      using errcode = 'check_violation', table = 'approval_requests', constraint = 'approval_requests_current_version';
  end if;
  new.campaign_name := here.name;
  -- Whoever asks, and whoever changed what is to be published: people, and those who made the keys that did.
  with names as (
    select new.created_by as name
    union
    select r.created_by from revisions r
     where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id
       and r.number > least(here.published, new.version - 1) and r.number <= new.version)
  select array_agg(name order by name) into new.authors from (
    select name from names
    union
    select k.created_by from api_keys k join names on names.name = k.name where k.workspace_id = new.workspace_id) n;
  new.approvals_needed := greatest(1, approvals_needed(new.workspace_id, new.account_id,
    worst_day_of(here.daily_budget_micros, here.total_budget_micros, new.sent)));
  return new;
end
$$;
create trigger approval_requests_begin before insert on approval_requests
  for each row execute function approval_requests_begin();

create function approval_requests_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'A request for approval that has ended stays so.'
    using errcode = 'check_violation', table = 'approval_requests', constraint = 'approval_requests_ended_final';
end
$$;
create trigger approval_requests_guard before update on approval_requests for each row
  when (old.state not in ('REQUESTED', 'APPROVED')) execute function approval_requests_guard();

-- The request is locked first: of two who approve at once the second sees the first, and neither meets an edit half done.
create function approvals_check() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  request approval_requests;
begin
  select * into request from approval_requests r
    where r.workspace_id = new.workspace_id and r.id = new.request_id for update;
  if request.state is null or request.state not in ('REQUESTED', 'APPROVED') then
    raise exception 'This request for approval has ended.'
      using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_request_open';
  end if;
  if new.user_id is null then
    select l.name into new.approved_by from review_links l
      where l.workspace_id = new.workspace_id and l.id = new.review_link_id and l.revoked_at is null and l.expires_at > now();
    if not found then
      raise exception 'This review link opens nothing.'
        using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_link_open';
    end if;
    return new;
  end if;
  select u.email into new.approved_by from members m join users u on u.id = m.user_id
    where m.workspace_id = new.workspace_id and m.user_id = new.user_id and m.role in ('approver', 'admin');
  if not found then
    raise exception 'Only an approver or an administrator approves.'
      using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_by_approver';
  end if;
  if new.approved_by = any (request.authors) then
    raise exception 'Nobody approves what they made or asked for.'
      using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_not_by_author';
  end if;
  return new;
end
$$;
create trigger approvals_check before insert on approvals for each row execute function approvals_check();

-- How many a request needs, and whether it has them: after an approval, a new policy, or a change of who may approve.
create function approvals_settle() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  row_ jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  update approval_requests r
     set approvals_needed = s.needed, state = case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end
    from (select o.id, approvals_given(o.workspace_id, o.id) as given,
                 greatest(1, approvals_needed(o.workspace_id, o.account_id,
                   worst_day_of(c.daily_budget_micros, c.total_budget_micros, o.sent))) as needed
            from approval_requests o
            left join campaigns c on c.workspace_id = o.workspace_id and c.id = o.campaign_id
           where o.workspace_id = (row_ ->> 'workspace_id')::uuid and o.state in ('REQUESTED', 'APPROVED')
             and (tg_table_name <> 'approvals' or o.id = (row_ ->> 'request_id')::uuid)) s
   where r.workspace_id = (row_ ->> 'workspace_id')::uuid and r.id = s.id and r.state in ('REQUESTED', 'APPROVED')
     and (r.approvals_needed, r.state)
         is distinct from (s.needed, case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end);
  return null;
end
$$;
create trigger approvals_settle after insert on approvals for each row execute function approvals_settle();
create trigger approval_policies_settle after insert on approval_policies for each row execute function approvals_settle();
create trigger review_links_settle after update of revoked_at on review_links for each row execute function approvals_settle();
create trigger members_settle_approvals after update of role or delete on members for each row execute function approvals_settle();

create trigger approvals_append_only before update or delete or truncate on approvals
  for each statement execute function refuse_history_change();
create trigger approval_policies_append_only before update or delete or truncate on approval_policies
  for each statement execute function refuse_history_change();

-- What was looked at is no more what would be published.
create function approval_requests_void() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  campaign uuid;
begin
  if tg_table_name = 'campaigns' then
    campaign := old.id;
  else
    campaign := old.campaign_id;
  end if;
  update approval_requests r set state = 'VOID', ended_at = now(), void_cause = tg_argv[0]
   where r.workspace_id = old.workspace_id and r.campaign_id = campaign and r.state in ('REQUESTED', 'APPROVED');
  return null;
end
$$;
create trigger campaigns_void_approval after update of version on campaigns for each row
  when (new.version <> old.version) execute function approval_requests_void('EDITED');
create trigger campaigns_void_approval_of_deleted after delete on campaigns for each row
  execute function approval_requests_void('DELETED');
create trigger campaign_baselines_void_approval after update of version on campaign_baselines for each row
  when (new.version <> old.version) execute function approval_requests_void('GOOGLE');

-- The last wall: whatever opens a publication comes through here. A pause is free, because stopping money needs nobody's
-- approval. A resume sends nothing new: it goes by the approvals of what was published last.
create function publications_approval_gate() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  here record;
  request approval_requests;
  needed integer;
  last uuid;
begin
  new.approval_request_id := null;
  if new.kind = 'PAUSE' or not exists (
      select from approval_policies p where p.workspace_id = new.workspace_id
      union all select from approval_requests r where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id) then
    return new;
  end if;
  select c.version, c.daily_budget_micros as daily, c.total_budget_micros as total into here
    from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if new.kind = 'RESUME' then
    needed := approvals_needed(new.workspace_id, new.account_id, worst_day_of(here.daily, here.total,
      (select b.resources from campaign_baselines b
        where b.workspace_id = new.workspace_id and b.campaign_id = new.campaign_id)));
    select p.approval_request_id into last from publications p
     where p.workspace_id = new.workspace_id and p.campaign_id = new.campaign_id
       and p.kind = 'PUBLISH' and p.state = 'SUCCEEDED' order by p.id desc limit 1;
    if needed > approvals_kept(new.workspace_id, last) then
      raise exception 'What would be resumed was published without the approvals that are needed.'
        using errcode = 'check_violation', table = 'publications', constraint = 'publications_resume_approved';
    end if;
    return new;
  end if;
  needed := approvals_needed(new.workspace_id, new.account_id, worst_day_of(here.daily, here.total, new.plan));
  -- Exactly what was looked at: the hash, the revision and every operation. An approval is good for one publication, and for
  -- the next try where that one failed.
  select * into request from approval_requests r
   where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id and r.plan_hash = new.plan_hash
     and r.version = new.version and r.version = here.version and r.sent = new.plan
     and (r.state in ('REQUESTED', 'APPROVED') or r.state = 'USED' and not exists (
       select from publications p
        where p.workspace_id = r.workspace_id and p.approval_request_id = r.id and p.state <> 'FAILED'))
   order by r.id desc limit 1 for update;
  if needed > 0 and (request.id is null or needed > approvals_given(new.workspace_id, request.id)) then
    raise exception 'This plan does not have the approvals that it needs.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_approved';
  end if;
  new.approval_request_id := request.id;
  update approval_requests r set state = 'USED', ended_at = now(), ended_by = nullif(left(new.created_by, 255), '')
   where r.workspace_id = new.workspace_id and r.id = request.id and r.state in ('REQUESTED', 'APPROVED');
  return new;
end
$$;
create trigger publications_approval_gate before insert on publications
  for each row execute function publications_approval_gate();

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['approval_policies', 'approval_requests', 'review_links', 'approvals', 'approval_comments']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
-- On top of it: an approval is written as the person whose it is.
create policy approvals_of_user on approvals as restrictive for insert
  with check (user_id is null or user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy approval_requests_for_worker on approval_requests for select to gacm_worker using (true);

grant select on approval_policies, approval_requests, review_links, approvals, approval_comments to gacm_app;
grant select on approval_policies, approval_requests, approvals, approval_comments to gacm_readonly;
grant insert (workspace_id, id, account_id, number, inherits, approvals, threshold_micros, currency_code, clients_count, set_by)
  on approval_policies to gacm_app;
grant insert (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version, rule_pack_version, plan, sent,
    message, due_at, reviewers, created_by),
  update (state, approvals_needed, void_cause, ended_by, ended_at, reminded_at) on approval_requests to gacm_app;
grant insert (workspace_id, id, request_id, token_sha256, name, created_by, expires_at), update (revoked_at)
  on review_links to gacm_app;
grant insert (workspace_id, id, request_id, plan_hash, user_id, review_link_id) on approvals to gacm_app;
grant insert (workspace_id, id, request_id, path, body, wants_changes, review_link_id, created_by),
  update (resolved_by, resolved_at) on approval_comments to gacm_app;
grant select (workspace_id, id, state, due_at, reminded_at) on approval_requests to gacm_worker;

comment on table approval_policies is 'Tenant. How many approvals a publication needs: each row is a state of the policy, and the last one counts.';
comment on column approval_policies.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approval_policies.id is 'UUIDv7, made by the program.';
comment on column approval_policies.account_id is 'The account whose policy it is, instead of the workspace''s; null: the workspace''s.';
comment on column approval_policies.number is 'Counts the states of this policy, from 1; the last one counts.';
comment on column approval_policies.inherits is 'Whether the account goes by the workspace''s policy again.';
comment on column approval_policies.approvals is 'How many approvals a publication needs; 0: none.';
comment on column approval_policies.threshold_micros is 'Only where more than this may be spent on one day at worst, in millionths of currency_code; null: always.';
comment on column approval_policies.currency_code is 'Of the threshold. Accounts in another currency always need the approvals; null: no threshold.';
comment on column approval_policies.clients_count is 'Whether the approval of a client, through a review link, counts as one.';
comment on column approval_policies.set_by is 'Who set it, as in the audit log.';
comment on column approval_policies.created_at is 'Since when it counts.';

comment on table approval_requests is
  'Tenant. Somebody asks for approval of exactly one plan. No foreign key to the campaign: a deleted draft leaves its history.';
comment on column approval_requests.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approval_requests.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column approval_requests.campaign_id is 'Whose plan; the campaign may be gone.';
comment on column approval_requests.account_id is 'The campaign''s account, whose policy counts.';
comment on column approval_requests.campaign_name is 'Its name when approval was asked for; set by trigger.';
comment on column approval_requests.version is 'The revision that the plan is made from, and that reviewers see.';
comment on column approval_requests.plan_hash is 'What is approved: the hash of the plan.';
comment on column approval_requests.baseline_version is 'What was known of Google''s side.';
comment on column approval_requests.rule_pack_version is 'The rules it was made under.';
comment on column approval_requests.plan is 'The plan as reviewers see it, which later edits do not change.';
comment on column approval_requests.sent is 'What a publication of it writes into its journal, operation by operation; nothing else is published on its approvals.';
comment on column approval_requests.message is 'What the author says to the reviewers; empty: nothing.';
comment on column approval_requests.due_at is 'Until when an answer is wanted; null: no matter when.';
comment on column approval_requests.reviewers is 'Members who are asked; empty: all who may approve. Others may approve too.';
comment on column approval_requests.authors is 'Who asked or changed what is to be published, as in revisions: none of them approves. Set by trigger.';
comment on column approval_requests.state is 'REQUESTED and APPROVED are open. CHANGES_WANTED, VOID, CANCELLED and USED are final.';
comment on column approval_requests.approvals_needed is 'How many approvals make it APPROVED, by the policy; at least 1. Set by triggers.';
comment on column approval_requests.void_cause is 'What made another plan of it: EDITED here, changed at GOOGLE, other RULES, or the draft was DELETED; null: it is not void.';
comment on column approval_requests.ended_by is 'Who ended it, as in the audit log; null: it is open, or nobody in particular.';
comment on column approval_requests.ended_at is 'When it ended; null: it is open.';
comment on column approval_requests.reminded_at is 'When reviewers were reminded, which happens once; null: not yet.';
comment on column approval_requests.created_by is 'Who asked, as in the audit log.';
comment on column approval_requests.created_at is 'When approval was asked for.';

comment on table review_links is 'Tenant. Links by which somebody without an account sees one request, and no later state, and answers it.';
comment on column review_links.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column review_links.id is 'UUIDv7, made by the program.';
comment on column review_links.request_id is 'The one request that it shows.';
comment on column review_links.token_sha256 is 'SHA-256 of the token in the link, in hex; the token itself is kept nowhere.';
comment on column review_links.name is 'Whom it is for, as comments and approvals through it are signed.';
comment on column review_links.created_by is 'Who made it, as in the audit log.';
comment on column review_links.created_at is 'When it was made.';
comment on column review_links.expires_at is 'From when on it opens nothing; at most 90 days later.';
comment on column review_links.revoked_at is 'When it was taken back; null: it was not.';

comment on table approvals is 'Tenant. Who approved which hash, and when. Rows are inserted only.';
comment on column approvals.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approvals.id is 'UUIDv7, made by the program.';
comment on column approvals.request_id is 'The request that was answered.';
comment on column approvals.plan_hash is 'The hash of the plan that was approved.';
comment on column approvals.user_id is 'Who approved; null: a client, through a link.';
comment on column approvals.review_link_id is 'The link of a client; null: a member.';
comment on column approvals.approved_by is 'The address of the member, or the name on the client''s link, at that time; set by trigger.';
comment on column approvals.created_at is 'When it was approved.';

comment on table approval_comments is 'Tenant. What reviewers say about a request, as a whole or about a field.';
comment on column approval_comments.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approval_comments.id is 'UUIDv7, made by the program; the order of comments.';
comment on column approval_comments.request_id is 'The request that it is about.';
comment on column approval_comments.path is 'The field of the campaign, like adGroups[0].ads[0].headlines[1].text; empty: the whole.';
comment on column approval_comments.body is 'What is said.';
comment on column approval_comments.wants_changes is 'Whether changes were asked for with it.';
comment on column approval_comments.review_link_id is 'The link of a client; null: a member, or an API key.';
comment on column approval_comments.created_by is 'Who said it: as in the audit log, or the name on the client''s link.';
comment on column approval_comments.created_at is 'When it was said.';
comment on column approval_comments.resolved_by is 'Who marked it as done; null: nobody.';
comment on column approval_comments.resolved_at is 'When it was marked as done; null: it is open.';

comment on column publications.approval_request_id is 'The request whose approvals it goes by; null: it needed none. Set by trigger.';

comment on function approval_policy_of(uuid, uuid) is 'The policy of approvals that counts for an account; no row: none was ever set.';
comment on function approvals_needed(uuid, uuid, numeric) is 'How many approvals a publication in this account needs that may spend so much on one day.';
comment on function approvals_given(uuid, uuid) is 'How many approvals of a request count now.';
comment on function approvals_kept(uuid, uuid) is 'How many approvals what was published had.';
comment on function worst_day_of(bigint, bigint, jsonb) is 'What may be spent on one day at worst, by budgets and by operations, in millionths.';
comment on function approval_requests_begin() is 'Fills in a new request: its authors, and how many approvals it needs.';
comment on function approval_requests_guard() is 'Refuses to change a request that has ended.';
comment on function approvals_check() is 'Refuses an approval by somebody who may not give it, or of a request that has ended.';
comment on function approvals_settle() is 'Keeps how many approvals open requests need, and whether they have them.';
comment on function approval_requests_void() is 'Ends the open request of a campaign whose plan is another one now.';
comment on function publications_approval_gate() is 'Refuses a publication without the approvals that the policy asks for.';
