-- A plan changes the budget and the campaign that its own campaign has at Google, and none of another one, whose caps and approvals
-- were never asked; and a publication has one step of each kind, but for uploads: a second request would be seen by nobody.
-- Expand: refuses nothing that programs before this one write; making the trigger stops writers of publications for a moment.

create function publications_plan_own() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  budget text;
  campaign text;
begin
  select b.resources #>> '{budget,resourceName}', b.resources #>> '{campaign,resourceName}' into budget, campaign
    from campaign_baselines b where b.workspace_id = new.workspace_id and b.campaign_id = new.campaign_id;
  if exists (
      select from jsonb_path_query(new.plan, '$.operations[*].body') o,
        lateral (values
          (o #> '{campaignBudgetOperation,create,resourceName}', null, 'campaignBudgets'),
          (o #> '{campaignBudgetOperation,update,resourceName}', budget, null),
          (o #> '{campaignBudgetOperation,remove}', budget, null),
          (o #> '{campaignOperation,create,resourceName}', null, 'campaigns'),
          (o #> '{campaignOperation,update,resourceName}', campaign, null),
          (o #> '{campaignOperation,remove}', campaign, null),
          (o #> '{campaignOperation,create,campaignBudget}', budget, 'campaignBudgets'),
          (o #> '{campaignOperation,update,campaignBudget}', budget, 'campaignBudgets')) as n (named, own, made)
       where n.named is not null
         and (n.named #>> '{}') is distinct from n.own
         and (n.named #>> '{}') !~ coalesce('^customers/[0-9]+/' || n.made || '/-[0-9]+$', '^$'))
     or exists (
      select from jsonb_path_query(new.plan, '$.operations[*].body') o
       where o #> '{campaignBudgetOperation,update}' is not null and o #>> '{campaignBudgetOperation,update,resourceName}' is null
          or o #> '{campaignOperation,update}' is not null and o #>> '{campaignOperation,update,resourceName}' is null) then
    raise exception 'A plan names the budget or the campaign of another one.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_own';
  end if;
  return null;
end
$$;
comment on function publications_plan_own() is 'Refuses a plan that names another campaign''s budget at Google, or another campaign.';
-- After caps and approvals have had their word.
create trigger publications_their_own after insert on publications for each row
  when (new.kind = 'PUBLISH') execute function publications_plan_own();

-- Held for itself: of two who add steps to one publication the second sees those of the first.
create or replace function publication_steps_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  publication record;
begin
  for publication in
    select p.workspace_id, p.id, p.kind, p.activate, p.fence from publications p
     where (p.workspace_id, p.id) in (select a.workspace_id, a.publication_id from added a)
     order by p.workspace_id, p.id for no key update of p
  loop
    if publication.fence > 0 then
      raise exception 'A publication that was begun gets no further step.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_before_begin';
    end if;
    if exists (
        select from added a
         where a.workspace_id = publication.workspace_id and a.publication_id = publication.id
           and case when a.kind = 'ACTIVATE' then publication.kind = 'PUBLISH' and not publication.activate
                 else publication.kind <> 'PUBLISH' end) then
      raise exception 'This publication has no such step.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_fit_kind';
    end if;
    if exists (
        select from publication_steps s
         where s.workspace_id = publication.workspace_id and s.publication_id = publication.id and s.kind <> 'UPLOAD_ASSET'
         group by s.kind having count(*) > 1) then
      raise exception 'A publication has one step of each kind, but for uploads.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_one_of_a_kind';
    end if;
  end loop;
  return null;
end
$$;
comment on function publication_steps_begin() is 'Refuses steps that do not belong to their publication, are there already, or come after it was begun.';
