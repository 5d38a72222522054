alter index campaigns_text_idx reset (gin_pending_list_limit);
