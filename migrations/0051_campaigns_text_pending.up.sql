-- What was written since the last clean-up of the index of names is read by every search, entry by entry: at most 256 kB of
-- it, and not the 4 MB that are the default.
-- Expand: readers and writers go on.

alter index campaigns_text_idx set (gin_pending_list_limit = 256);
