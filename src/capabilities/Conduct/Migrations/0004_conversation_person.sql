CREATE INDEX conversation_person ON conversation (institution_id, person_id, started_at);
