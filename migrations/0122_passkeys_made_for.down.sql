-- squawk-ignore ban-drop-column -- no program before it reads the column

alter table passkeys drop column made_for;
