ALTER TABLE person_fact ADD COLUMN purpose TEXT;
