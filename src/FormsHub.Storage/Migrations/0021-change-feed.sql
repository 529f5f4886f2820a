-- The order in which change sets became visible, for who follows them. A change set's id tells when it was begun; by xact, the
-- transaction that made it, and a snapshot it is known for sure which ones have been seen. What became visible after a change set
-- was made by its horizon or a later transaction. Change sets from before have neither: nobody goes on from them.
alter table change_sets add column xact xid8, add column horizon xid8;
alter table change_sets
  alter column xact set default pg_current_xact_id(),
  alter column horizon set default pg_snapshot_xmin(pg_current_snapshot());
create index change_sets_xact on change_sets (xact);
