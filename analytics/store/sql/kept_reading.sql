-- The newest standing import of a stamp, and what was told of it.
select r.import_id, r.told from readings r join imports i using (import_id)
where r.stamp = $stamp and i.undone_at is null
order by r.import_id desc limit 1;
