grant insert (token_sha256) on review_links to gacm_app;
