-- The credentials of the settings serve one workspace, and a customer is reached by them in one alone. Accounts that were connected
-- before stay as they are, so that this is asked when one is connected, and is no unique index. Expand: a grant on two columns.

grant select (customer_id, connection_id) on accounts to gacm_worker;
