-- Publications of protected campaigns, and those beyond somebody's limits, are refused, by the functions of 0087 and 0092.
-- Expand: triggers that refuse nothing of programs before this one; making them stops writers for a moment. By themselves: who
-- claims locks a publication before its campaign, so together with triggers on campaigns they would give way again and again.

create trigger publications_protected after insert on publications for each row execute function publications_protected();
create trigger publications_within_limits before insert or update on publications for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function refuse_beyond_limits('publish', 'account_id');
