-- The first of as many numbers of sets as are needed, which follow each other.
select min(id) from (select nextval('set_ids') as id from range($sets::bigint));
