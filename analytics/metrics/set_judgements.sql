-- What each current strength set of some days counts and why not, once a set and not once a muscle.
select set_id, is_hard, inferred_warmup, credit, why_not
from judged_sets
where athlete = $athlete and day between $from_date::date and $to_date::date
order by set_id
