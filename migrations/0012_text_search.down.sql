-- Takes the extension away. The mark on ILIKE stays: it is true of it, and others may rely on it.

drop extension if exists btree_gin;
