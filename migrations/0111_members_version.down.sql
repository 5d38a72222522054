-- squawk-ignore ban-drop-column -- no program before it reads the columns

alter table members drop column version, drop column changed_by;
