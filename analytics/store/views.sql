-- What is current, with the exercise it is resolved to: the user's mapping, else what the file said, else the catalogue.
create or replace macro fact(wanted) as (select number from facts where key = wanted);
create or replace macro fact_word(wanted) as (select word from facts where key = wanted);

create or replace view resolved_names as
select
    n.exercise,
    n.name_key,
    m.exercise_id = 'not_a_lift' as is_not_a_lift,
    case when m.exercise_id is null then n.exercise_id
         when m.exercise_id = 'not_a_lift' then null
         else m.exercise_id end as exercise_id,
    m.exercise_id is not null as is_mapped
from exercise_names n
left join mappings m using (name_key);

create or replace view current_sets as
select
    s.set_id,
    s.athlete,
    s.started_at,
    s.started_at::date as day,
    date_trunc('week', s.started_at)::date as week,
    s.workout,
    s.exercise,
    e.id as exercise_id,
    s.block,
    s.set_number,
    s.set_type,
    coalesce(s.stated_load_kind, e.load_kind, case when s.weight_kg is null then 'bodyweight' else 'external' end) as load_kind,
    s.weight_kg,
    s.reps,
    s.rir,
    s.distance_m,
    s.duration_s,
    s.side,
    s.note,
    s.source,
    s.import_id,
    s.source_line,
    i.file,
    case when n.is_not_a_lift then 'other' else e.kind end as kind,
    e.pattern,
    e.kd_share,
    e.hd_share,
    e.ham_function,
    e.ham_length_bias,
    e.unilateral,
    e.load_mode,
    e.e1rm,
    e.set_credit
from sets s
join imports i using (import_id)
left join resolved_names n on n.exercise = s.exercise
left join exercises e
    on e.id = case when n.is_mapped then n.exercise_id else coalesce(s.stated_exercise_id, n.exercise_id) end
where s.retired_by is null;
