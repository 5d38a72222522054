-- Nobody who writes as the program makes a link of the old kind any more, whose token they could choose: it would open without a
-- signature.
-- Contract: a program before this one that still runs is refused new review links until it is replaced. Links that exist, and all else
-- that it does, go on.

revoke insert (token_sha256) on review_links from gacm_app;
