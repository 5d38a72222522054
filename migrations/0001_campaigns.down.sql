drop table criteria, ad_assets, ad_texts, ads, ad_groups, campaigns, account_assets, asset_contents, assets, accounts,
  api_keys, setup_links, sessions, members, users, workspaces;
drop function touch_updated_at();
drop extension pg_trgm;
