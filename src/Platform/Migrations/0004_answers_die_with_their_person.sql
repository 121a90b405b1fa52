ALTER TABLE idempotency ADD COLUMN subject_id TEXT;
UPDATE idempotency SET response = CAST('' AS {blob});
ALTER TABLE idempotency DROP COLUMN request_hash;
