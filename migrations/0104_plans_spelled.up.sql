-- The operations of a plan are spelled as the program spells them. Google reads other spellings too (campaign_budget_operation,
-- amount_micros, a status by its number), which caps, approvals and the refusal of plans that enable would not see.
-- Expand: refuses nothing that programs before this one write; making the trigger stops writers of publications for a moment.

create function publications_plan_spelled() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if jsonb_path_exists(new.plan, '$.operations[*].body.keyvalue().key ? (!(@ like_regex "^(adGroupAd|adGroupCriterion|adGroup|ad|assetGroupAsset|assetGroupSignal|assetGroup|asset|campaignAsset|campaignBudget|campaignCriterion|campaignLabel|campaign|label)Operation$"))')
     or jsonb_path_exists(new.plan, '$.operations[*].body.** ? (@.type() == "object").keyvalue().key ? (@ like_regex "_")')
     or jsonb_path_exists(new.plan, '$.operations[*].body.campaignOperation.*.status ? (@.type() != "string")') then
    raise exception 'The operations of a plan are spelled as the program spells them.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_spelled';
  end if;
  return new;
end
$$;
comment on function publications_plan_spelled() is 'Refuses a plan whose operations are spelled in a way that caps and approvals do not read.';
create trigger publications_plan_spelled before insert on publications for each row
  when (new.kind = 'PUBLISH') execute function publications_plan_spelled();
