drop trigger publications_protected on publications;
