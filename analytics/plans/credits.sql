-- What one set of every strength exercise counts for: a row an exercise and muscle (muscle NULL: it trains none that is counted).
select
    e.id as exercise_id,
    case when e.set_credit > 0 and e.set_credit < 1 then fact('hard.ballistic_credit') else e.set_credit end as set_credit,
    e.kd_share,
    e.hd_share,
    e.pattern,
    e.unilateral,
    e.ham_length_bias = 'long' as is_long,
    r.is_main,
    m.muscle,
    m.weight,
    coalesce(m.is_direct, false) as is_direct
from exercises e
join lift_roles r on r.exercise_id = e.id
left join muscle_weights m on m.exercise_id = e.id and m.weight > 0
where e.kind = 'strength' and e.set_credit > 0
order by e.id, m.muscle
