-- squawk-ignore ban-drop-table -- the way back takes out what the way up made

drop table criteria, ad_assets, ad_texts, ads, ad_groups, campaigns, account_assets, asset_contents, assets, accounts,
  api_keys, sign_in_limits, setup_links, sessions, invitations, members, users, workspaces;
drop function touch_updated_at(), campaigns_guard(), api_keys_guard(), members_guard(), invitations_guard();
drop extension pg_trgm;
