-- From logged sets to hard sets, muscle sets and movement sets (rulebook C1). Views only; every threshold is a fact.
-- Layers: current_sets -> effort_sets -> exercise_day_tops -> session_best -> judgements, kept in the table `judged` -> judged_sets
-- -> session_credits, kept in `credited` (metrics join muscle_weights); lift_sets, kept in `lifted` (strength); and set_credits,
-- movement_sets (the sets behind a number).

create or replace view hard_set_limits as
-- One row: the facts that decide whether a set is a warm-up, hard, or fit for a strength estimate.
-- One pass over the facts, since a dozen calls of fact() cost more to plan than a log costs to read.
select
    max(number) filter (key = 'hard.max_rir') as max_rir,
    max(number) filter (key = 'hard.close_rir') as close_rir,
    max(number) filter (key = 'hard.min_reps') as min_reps,
    max(number) filter (key = 'hard.max_reps') as max_reps,
    max(number) filter (key = 'hard.min_load_pct') as min_load_pct,
    max(number) filter (key = 'hard.warmup_load_pct') as warmup_load_pct,
    max(number) filter (key = 'hard.warmup_infer_load_pct') as warmup_infer_load_pct,
    max(number) filter (key = 'hard.warmup_infer_rir') as warmup_infer_rir,
    max(number) filter (key = 'isometric.min_seconds') as min_hold_s,
    max(number) filter (key = 'hard.ballistic_credit') as ballistic_credit,
    max(number) filter (key = 'count.one_side') as one_side,
    max(number) filter (key = 'e1rm.k') as k,
    max(number) filter (key = 'e1rm.max_n_soft') as max_n,
    max(number) filter (key = 'e1rm.max_rir') as max_e1rm_rir,
    max(word) filter (key = 'hard.unknown_rir') = 'assume_hard' as is_unknown_effort_hard
from facts;

create or replace view lift_roles as
-- One row an exercise: a main lift moves several joints, both sides at once, with a load whose maximum can be estimated.
select
    id as exercise_id,
    e1rm in ('yes', 'lp') and not unilateral
        and pattern in ('squat', 'hinge', 'bridge', 'press', 'overhead', 'row', 'pulldown') as is_main
from exercises;

create or replace view effort_sets as
-- Strength sets and unrecognised sets, with how near to failure they went: a failure set without a logged RIR is 0 RIR.
-- `position` orders the sets of one exercise within a workout; a set logged for one side is half a set. An exercise that the
-- catalogue gives a part of a set (swings, cleans, sled, carries) gets the part that the fact says.
with credited as (
    select
        s.* replace (
            case when s.set_credit > 0 and s.set_credit < 1 then l.ballistic_credit else s.set_credit end as set_credit
        ),
        case when s.side in ('left', 'right') then l.one_side else 1 end as performed_sets
    from current_sets s, hard_set_limits l
    where s.kind = 'strength' or s.kind is null
)
select
    c.*,
    coalesce(c.rir, case when c.set_type = 'failure' then 0 end) as effort_rir,
    (c.block::bigint << 32) + c.set_number as position,
    coalesce(c.set_credit, 0) * c.performed_sets as credit_if_hard
from credited c;

create or replace view exercise_day_tops as
-- One row a workout, externally loaded exercise and side: the top load, where it was first lifted, and the best set e1RM. Sides
-- that are logged apart are compared apart: the weaker one, done first, is no warm-up for the other.
select
    s.athlete,
    s.started_at,
    s.exercise_id,
    s.side,
    max(s.weight_kg) as top_kg,
    arg_min(s.position, (-s.weight_kg, s.position)) as first_top_position,
    max(s.weight_kg * (1 + l.k * (s.reps + coalesce(s.effort_rir, 0) - 1)))
        filter (s.reps + coalesce(s.effort_rir, 0) <= l.max_n and coalesce(s.effort_rir, 0) <= l.max_e1rm_rir) as best_e1rm_kg
from effort_sets s, hard_set_limits l
where s.exercise_id is not null and s.load_kind = 'external' and s.set_type <> 'warmup' and s.weight_kg > 0 and s.reps > 0
group by all;

create or replace view session_best as
-- exercise_day_tops beside the lift's current strength S (rulebook C1.3): the median of its best set e1RM over the trailing weeks.
select
    *,
    median(best_e1rm_kg) over (
        partition by athlete, exercise_id, side order by started_at
        range between to_days((7 * fact('trend.window_weeks'))::integer) preceding and current row
    ) as usual_e1rm_kg
from exercise_day_tops;

create or replace view judgements as
-- One row a current strength (or unrecognised) set: is it hard, if not why not, and what it counts.
-- Reps left are inferred only to spot warm-ups, and only where none were logged.
with compared as (
    select
        s.*,
        b.top_kg,
        b.usual_e1rm_kg,
        s.set_type = 'working' and s.load_kind = 'external' and s.reps > 0 and s.position < b.first_top_position
            as is_before_top,
        -- rounded, so that 135 of 225 lb is 60 % in kilograms too
        round(100 * s.weight_kg / nullif(b.top_kg, 0), 3) as top_load_pct,
        coalesce(s.effort_rir, 1 + (b.usual_e1rm_kg / nullif(s.weight_kg, 0) - 1) / l.k - s.reps) as reps_left
    from effort_sets s
    cross join hard_set_limits l
    left join session_best b
        on b.athlete = s.athlete and b.started_at = s.started_at and b.exercise_id = s.exercise_id and b.side is not distinct from s.side
),
judged as (
    -- the first reason that applies; a hard set has none
    select
        c.*,
        case
            when c.set_type = 'warmup' then 'warm-up'
            when c.kind is null then 'not recognised'
            when c.set_credit is null or c.set_credit <= 0 then 'no credit'
            when c.is_before_top and c.top_load_pct <= l.warmup_load_pct then 'light warm-up'
            when c.is_before_top
                and c.top_load_pct <= l.warmup_infer_load_pct
                and c.reps_left > l.warmup_infer_rir then 'easy warm-up'
            when c.effort_rir > l.max_rir then 'easy'
            when c.effort_rir is null and not l.is_unknown_effort_hard then 'effort not logged'
            when c.load_mode = 'hold' and c.duration_s > 0 then
                case when c.duration_s < l.min_hold_s then 'short hold' end
            when c.load_mode = 'distance' and coalesce(c.reps, 0) = 0 and c.distance_m > 0 then null
            when c.reps <= 0 and (c.weight_kg > 0 or c.set_type = 'failure') then 'missed attempt'
            when c.reps is null or c.reps <= 0 then 'no reps'
            when c.reps < l.min_reps then 'few reps'
            when c.reps > l.max_reps then 'many reps'
            when c.load_kind = 'external' and c.weight_kg < c.usual_e1rm_kg * l.min_load_pct / 100 then 'light load'
        end as reason
    from compared c, hard_set_limits l
)
select
    j.* exclude (credit_if_hard, is_before_top, top_load_pct, reps_left, reason),
    j.reason is not null and j.reason in ('light warm-up', 'easy warm-up') as inferred_warmup,
    j.effort_rir is not null as effort_known,
    coalesce(j.effort_rir <= l.close_rir, false) as is_close,
    case j.reason
        when 'no credit' then 'this exercise earns no set credit'
        when 'light warm-up'
            then format('inferred warm-up: {:g} % or less of the day''s top load', l.warmup_load_pct)
        when 'easy warm-up' then format('inferred warm-up: about {:.0f} reps left, before the top set', j.reps_left)
        when 'easy' then format('{:g} reps left', j.effort_rir)
        when 'missed attempt' then 'missed attempt: no rep was done'
        when 'short hold' then format('held for less than {:g} s', l.min_hold_s)
        when 'few reps' then format('fewer than {:g} reps', l.min_reps)
        when 'many reps' then format('more than {:g} reps', l.max_reps)
        when 'light load' then format('load under {:g} % of the estimated 1RM', l.min_load_pct)
        else j.reason
    end as why_not,
    j.reason is null as is_hard,
    case when j.reason is null then j.credit_if_hard else 0 end as credit
from judged j, hard_set_limits l;

-- Every metric reads the judgements, and planning them costs more than reading a log. So they are kept as rows, made anew after a
-- change by Database.judge, athlete by athlete; and with them, in the order in which they are asked for, what many metrics make of them.
create or replace table judged as from judgements limit 0;
create or replace view judged_sets as from judged;

create or replace view credits_by_session as
-- One row a workout and exercise: its hard sets by credit, and how many of them had known or close effort.
select
    athlete,
    week,
    started_at,
    exercise_id,
    sum(credit) as hard_sets,
    sum(credit) filter (effort_known) as effort_known_sets,
    sum(credit) filter (is_close) as close_sets
from judged_sets
where is_hard
group by all;

create or replace view sets_by_lift as
-- Sets whose load says something about strength: no warm-ups, marked or inferred. Of lifts of the whole body, the load is what was added.
-- Only those that are near enough to failure are fit for an estimate; what the rest of them says is reps at a load.
select
    s.athlete,
    s.exercise_id,
    s.day,
    s.started_at,
    s.position,
    s.set_id,
    coalesce(s.weight_kg, 0) as weight_kg,
    s.reps,
    s.effort_rir as rir,
    s.set_type = 'failure' as is_failure,
    s.e1rm = 'lp' as is_leg_press,
    s.e1rm = 'bw' as is_bodyweight,
    coalesce(s.effort_rir, 0) <= l.max_e1rm_rir as is_near_failure
from judged_sets s, hard_set_limits l
where s.reps >= 1
    and (
        (s.e1rm in ('yes', 'lp') and s.load_kind = 'external' and s.weight_kg > 0)
        or (s.e1rm = 'bw' and s.load_kind <> 'assisted' and coalesce(s.weight_kg, 0) >= 0)
    )
    and s.set_type <> 'warmup'
    and not s.inferred_warmup;

create or replace table credited as from credits_by_session limit 0;
create or replace view session_credits as from credited;
create or replace table lifted as from sets_by_lift limit 0;
create or replace view lift_sets as from lifted;

create or replace view counting_weights as
-- One row: what a set counts for a muscle, by the facts a user may change.
select
    max(number) filter (key = 'count.direct') as direct,
    max(number) filter (key = 'count.indirect') as indirect,
    max(number) filter (key = 'count.squat_hamstring') as squat_hamstring,
    max(number) filter (key = 'count.thrust_hamstring') as thrust_hamstring,
    max(number) filter (key = 'count.thrust_quads') as thrust_quads
from facts;

create or replace view muscle_weights as
-- How much of a set each muscle gets: the catalogue's contribution, under the counting facts.
select
    c.exercise_id,
    c.muscle,
    case
        when c.weight = 1 then w.direct
        when c.muscle = 'hamstrings' and e.pattern in ('squat', 'lunge') and c.weight = 0 and c.weight_liberal > 0
            then w.squat_hamstring
        when c.muscle = 'hamstrings' and e.pattern = 'bridge' and c.weight > 0 then w.thrust_hamstring
        when c.muscle = 'quads' and e.pattern = 'bridge' and c.weight = 0 and c.weight_liberal > 0 then w.thrust_quads
        when c.weight = 0.5 then w.indirect
        else c.weight
    end as weight,
    c.weight = 1 as is_direct
from contributions c
join exercises e on e.id = c.exercise_id
cross join counting_weights w;

create or replace view set_credits as
-- One row a judged set and muscle it works: the trace from a bar in a chart to its sets. Not-hard sets carry 0 and why.
select s.*, m.muscle, m.weight, m.is_direct, s.credit * m.weight as hard_sets
from judged_sets s
join muscle_weights m on m.exercise_id = s.exercise_id
where m.weight > 0;

create or replace view muscle_sets as
-- set_credits of hard sets only.
select * from set_credits where is_hard;

create or replace view movement_sets as
-- One row a hard set: how it is shared between the knee-dominant and the hip-dominant side.
select s.*, s.credit * s.kd_share as knee_dominant_sets, s.credit * s.hd_share as hip_dominant_sets
from judged_sets s
where s.is_hard;

create or replace macro week_of(of_day, days_before_monday) as
-- The first day of the week that holds a day: its Monday, or so many days before that.
date_trunc('week', of_day + days_before_monday::integer)::date - days_before_monday::integer;

create or replace macro weeks_of_log(of_athlete, as_of, days_before_monday := 0) as table
-- One row an ISO week (its Monday) from the athlete's first set to the last one, or to the day `as_of` where that is given.
-- A week may begin some days before Monday, for display alone.
select unnest(generate_series(
    week_of(first_day, days_before_monday), week_of(coalesce(as_of::date, last_day), days_before_monday), interval 7 days
))::date as week
from (
    select min(day) as first_day, max(day) as last_day from current_sets where athlete = of_athlete
) logged;
