-- squawk-ignore ban-drop-table -- the way back takes out what the way up made

drop table criteria, ad_assets, ad_texts, ads, ad_groups, campaigns, account_assets, asset_contents, assets, accounts,
  api_keys, setup_links, sessions, members, users, workspaces;
drop function touch_updated_at(), campaigns_guard(), api_keys_guard();
drop extension pg_trgm;
