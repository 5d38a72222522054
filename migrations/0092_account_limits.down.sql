-- What the walls were before: the limits are held by the program alone.

drop trigger campaigns_within_limits on campaigns;
drop trigger ad_groups_within_limits on ad_groups;
drop trigger campaign_criteria_within_limits on campaign_criteria;
drop trigger campaign_assets_within_limits on campaign_assets;
drop trigger criteria_within_limits on criteria;
drop trigger ads_within_limits on ads;
drop trigger ad_texts_within_limits on ad_texts;
drop trigger ad_assets_within_limits on ad_assets;
drop trigger ad_cards_within_limits on ad_cards;
drop function refuse_beyond_limits();

create or replace function approvals_given(workspace uuid, request uuid) returns integer
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
drop trigger members_settle_approvals on members;
create trigger members_settle_approvals after update of role or delete on members for each row execute function approvals_settle();
drop function member_role_in(members, uuid);
