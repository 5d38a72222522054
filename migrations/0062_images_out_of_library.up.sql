-- An image that nothing shows can be taken out of the library. Its row and its bytes stay: revisions and publications name it, and
-- going back to one of them brings it into a campaign again.
-- Expand: a nullable column, which programs before this one neither read nor write.

alter table assets add column removed_at timestamptz;

grant update (removed_at) on assets to gacm_app;

comment on table assets is 'Tenant. Images. Facts are read from the bytes and never changed; the same bytes are kept once per workspace.';
comment on column assets.removed_at is 'When it was taken out of the library, where history keeps it; null: it is there. The same bytes sent again bring it back.';
