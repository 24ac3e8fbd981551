-- Whether settling has anything to look at after a change: workouts that others speak of too, or an athlete with sets of two apps,
-- whose workouts may be the same. Asked first, since to find those costs several times as much to plan.
select
    exists (select 1 from affected)
    or exists (
        select 1 from versions
        where athlete in (select athlete from versions where import_id = $import_id)
        group by athlete having count(distinct source) > 1
    );
