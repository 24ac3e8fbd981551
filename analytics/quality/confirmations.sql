-- An athlete's answers "it is right", newest first: one row an answer with what was asked.
select confirmation_id, confirmed_at, undone_at, list(distinct said order by said) as said
from confirmed_values
where athlete = $athlete
group by confirmation_id, confirmed_at, undone_at
order by confirmation_id desc
