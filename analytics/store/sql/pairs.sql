-- Workouts of two apps that may be one, of everyone whom the change concerns: they start in the same minute; or on the
-- same day, where an app writes dates without times (midnight); or whole quarters of an hour apart, where an app that
-- took over the history of another mistook local time for UTC.
create or replace temp table pairs as
with concerned as (
    select athlete from affected union select athlete from versions where import_id = $import_id
),
workouts as (select distinct athlete, source, minute, epoch(minute) as seconds from versions semi join concerned using (athlete))
select a.athlete, a.source, a.minute, b.source as other_source, b.minute as other_minute
from workouts a
join workouts b
    on b.athlete = a.athlete and b.source <> a.source
    and b.seconds % 900 = a.seconds % 900 and abs(b.seconds - a.seconds) <= 14 * 3600
union
select a.athlete, a.source, a.minute, b.source, b.minute
from workouts a
join workouts b on b.athlete = a.athlete and b.source <> a.source and b.minute::date = a.minute::date
where a.seconds % 86400 = 0 or b.seconds % 86400 = 0;
