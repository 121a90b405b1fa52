ALTER TABLE case_file ADD COLUMN close_reason TEXT;
ALTER TABLE case_file ADD COLUMN closed_at BIGINT;
