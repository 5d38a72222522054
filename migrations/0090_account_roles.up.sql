-- Members, invitations and API keys that are limited to accounts, with a role in each; in every other account they are viewers.
-- Whether somebody is limited stands on their own row, so that the end of the last account never makes them unlimited.
-- Expand: a column with a constant default, which every program before this one leaves at “not limited”, and new tables. The
-- checks are NOT VALID: no scan under the lock. The next migration validates them.

alter table members
  add column limited boolean not null default false,
  add constraint members_admin_unlimited check (not (limited and role = 'admin')) not valid;
alter table invitations
  add column limited boolean not null default false,
  add constraint invitations_admin_unlimited check (not (limited and role = 'admin')) not valid;
alter table api_keys
  add column limited boolean not null default false,
  add constraint api_keys_admin_unlimited check (not (limited and role = 'admin')) not valid;

create table member_accounts (
  workspace_id  uuid  not null,
  user_id       uuid  not null,
  account_id    uuid  not null,
  role          text  not null,
  constraint member_accounts_pkey primary key (workspace_id, user_id, account_id),
  constraint member_accounts_member_fkey foreign key (workspace_id, user_id)
    references members (workspace_id, user_id) on delete cascade,
  constraint member_accounts_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint member_accounts_role_known check (role in ('editor', 'approver', 'publisher'))
);

create table invitation_accounts (
  workspace_id   uuid  not null,
  invitation_id  uuid  not null,
  account_id     uuid  not null,
  role           text  not null,
  constraint invitation_accounts_pkey primary key (workspace_id, invitation_id, account_id),
  constraint invitation_accounts_invitation_fkey foreign key (workspace_id, invitation_id)
    references invitations (workspace_id, id),
  constraint invitation_accounts_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint invitation_accounts_role_known check (role in ('editor', 'approver', 'publisher'))
);

create table api_key_accounts (
  workspace_id  uuid  not null,
  api_key_id    uuid  not null,
  account_id    uuid  not null,
  role          text  not null,
  constraint api_key_accounts_pkey primary key (workspace_id, api_key_id, account_id),
  constraint api_key_accounts_api_key_fkey foreign key (workspace_id, api_key_id) references api_keys (workspace_id, id),
  constraint api_key_accounts_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint api_key_accounts_role_known check (role in ('editor', 'approver', 'publisher'))
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['member_accounts', 'invitation_accounts', 'api_key_accounts']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
-- As with `members_of_user`: what a person may do is read with where they are a member.
create policy member_accounts_of_user on member_accounts for select
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

grant select on member_accounts, invitation_accounts, api_key_accounts to gacm_app;
grant select on member_accounts to gacm_readonly;
grant insert (workspace_id, user_id, account_id, role), delete on member_accounts to gacm_app;
-- An invitation and a key stay as they were made.
grant insert (workspace_id, invitation_id, account_id, role) on invitation_accounts to gacm_app;
grant insert (workspace_id, api_key_id, account_id, role) on api_key_accounts to gacm_app;
grant insert (limited), update (limited) on members to gacm_app;
grant insert (limited) on invitations, api_keys to gacm_app;

-- In whose name a worker goes on: with the limits that they had, as with their role.
alter table publish_batches
  add column acting_accounts jsonb,
  add constraint publish_batches_acting_accounts_object check (jsonb_typeof(acting_accounts) = 'object') not valid;
alter table spend_stops
  add column acting_accounts jsonb,
  add constraint spend_stops_acting_accounts_object check (jsonb_typeof(acting_accounts) = 'object') not valid;
grant insert (acting_accounts), update (acting_accounts) on publish_batches, spend_stops to gacm_app;

comment on column members.limited is 'Whether the role holds in no account but those in member_accounts, each with a role of its own.';
comment on column invitations.limited is 'Whether the member will be limited to the accounts in invitation_accounts.';
comment on column api_keys.limited is 'Whether the key is limited to the accounts in api_key_accounts.';
comment on table member_accounts is 'Tenant. What limited members may do where; in an account that is not here they are viewers.';
comment on column member_accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column member_accounts.user_id is 'The member.';
comment on column member_accounts.account_id is 'Where.';
comment on column member_accounts.role is 'What they may do there. Nobody administers one account: that is the workspace''s.';
comment on table invitation_accounts is 'Tenant. What those who are invited as limited members will be allowed where.';
comment on column invitation_accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column invitation_accounts.invitation_id is 'The invitation.';
comment on column invitation_accounts.account_id is 'Where.';
comment on column invitation_accounts.role is 'What they will be allowed there.';
comment on table api_key_accounts is 'Tenant. What limited API keys may do where; in an account that is not here they only read.';
comment on column api_key_accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column api_key_accounts.api_key_id is 'The key.';
comment on column api_key_accounts.account_id is 'Where.';
comment on column api_key_accounts.role is 'What it may do there.';
comment on column publish_batches.acting_accounts is 'And the accounts that this person was limited to, each with the role there; null: not limited.';
comment on column spend_stops.acting_accounts is 'And the accounts that this person was limited to, each with the role there; null: not limited.';
