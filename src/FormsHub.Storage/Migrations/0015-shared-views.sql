-- What a shared view is called and how it is shown, as it was when it was shared.

alter table shares add column shown jsonb;
