drop trigger review_links_guard on review_links;
drop function review_links_guard();
grant insert (token_sha256) on review_links to gacm_app;
