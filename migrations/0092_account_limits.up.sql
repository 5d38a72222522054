-- The second wall of limits: in a transaction of somebody who is limited to accounts, the database refuses to change what a
-- campaign consists of, and to open or settle a publication, in an account where they may not. `app.accounts` holds the accounts
-- and roles as JSON; empty, which is what everybody else's transactions have, costs one comparison a row and calls nothing.
-- Expand: programs before this one never set it. Making the triggers stops writers of those tables for a moment, not readers.

-- Triggers and not policies: a policy for updates also hides rows from whoever only locks them, and refuses without a word.
create function refuse_beyond_limits() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  row_ jsonb := to_jsonb(case when tg_op = 'INSERT' then new else old end);
  here uuid := row_ ->> 'workspace_id';
  owner_ uuid := row_ ->> tg_argv[1];
  account uuid;
  role_ text;
begin
  account := case tg_argv[1]
    when 'account_id' then owner_
    when 'campaign_id' then (select c.account_id from campaigns c where c.workspace_id = here and c.id = owner_)
    when 'ad_group_id' then (
      select c.account_id from ad_groups g join campaigns c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
       where g.workspace_id = here and g.id = owner_)
    else (
      select c.account_id from ads d
        join ad_groups g on g.workspace_id = d.workspace_id and g.id = d.ad_group_id
        join campaigns c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
       where d.workspace_id = here and d.id = owner_)
  end;
  role_ := current_setting('app.accounts')::jsonb ->> account::text;
  -- Without an account its campaign is going, and was asked about; a reference to none is refused by its key.
  if account is not null and (role_ is null or role_ = 'viewer' or tg_argv[0] = 'publish' and role_ <> 'publisher') then
    raise exception 'This is beyond the accounts that the transaction is limited to.'
      using errcode = 'check_violation', table = tg_table_name, constraint = 'accounts_within_limits';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger campaigns_within_limits before insert or update or delete on campaigns for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'account_id');
create trigger ad_groups_within_limits before insert or update or delete on ad_groups for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'campaign_id');
create trigger campaign_criteria_within_limits before insert or update or delete on campaign_criteria for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'campaign_id');
create trigger campaign_assets_within_limits before insert or update or delete on campaign_assets for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'campaign_id');
create trigger criteria_within_limits before insert or update or delete on criteria for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'ad_group_id');
create trigger ads_within_limits before insert or update or delete on ads for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'ad_group_id');
create trigger ad_texts_within_limits before insert or update or delete on ad_texts for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'ad_id');
create trigger ad_assets_within_limits before insert or update or delete on ad_assets for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'ad_id');
create trigger ad_cards_within_limits before insert or update or delete on ad_cards for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('edit', 'ad_id');

-- What a member may do in an account.
create function member_role_in(member members, account uuid) returns text
  language sql stable set search_path = pg_catalog, public as $$
  select case when not member.limited then member.role
    else coalesce((select a.role from member_accounts a
                    where a.workspace_id = member.workspace_id and a.user_id = member.user_id and a.account_id = account), 'viewer') end
$$;

-- Who approves, and whose approvals count, goes by the account of the request.
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
create or replace function approvals_check() returns trigger
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
    where m.workspace_id = new.workspace_id and m.user_id = new.user_id and member_role_in(m, request.account_id) in ('approver', 'admin');
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

-- After the accounts of a member: whoever changes them writes the member's own row last.
create or replace trigger members_settle_approvals after update of role, limited or delete on members
  for each row execute function approvals_settle();

comment on function refuse_beyond_limits() is 'Refuses a change beyond the accounts in app.accounts, by the right that it needs and the column that leads to the account.';
comment on function member_role_in(members, uuid) is 'What a member may do in an account: their role, or that of the account where they are limited.';
