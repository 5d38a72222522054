-- squawk-ignore ban-drop-column -- the way back: which accounts have which connection is lost
alter table accounts drop column connection_id;
revoke update (login_customer_id) on accounts from gacm_app;
