-- Sets that a standing edit or deletion took out: the one it names, and those that one had replaced in turn.
create or replace temp table removed as
with recursive chain as (
    select r.set_id, r.change_id from removals r join imports i on i.import_id = r.change_id where i.undone_at is null
    union
    select s.replaces, c.change_id from chain c join sets s using (set_id) where s.replaces is not null
)
select set_id, max(change_id) as change_id from chain group by set_id;
