revoke select (customer_id, connection_id) on accounts from gacm_worker;
