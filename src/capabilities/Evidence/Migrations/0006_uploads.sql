-- A recording that comes in chunks while it is made. It stays a week after the last chunk, so that a repeated request has its answer.
CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  thing TEXT NOT NULL,
  media_type TEXT NOT NULL,
  received BIGINT NOT NULL,
  chunks BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,
  sha256 TEXT,
  entry_id TEXT,
  leaf_hash TEXT,
  exhibit_id TEXT
);
CREATE INDEX upload_open ON upload (institution_id, staff_id) WHERE sha256 IS NULL;
CREATE INDEX upload_touched ON upload (touched_at);

-- The sealed bytes lie in the local folder, under a key that is wrapped under the subject's.
CREATE TABLE upload_chunk (
  upload_id TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  start BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  object TEXT NOT NULL,
  wrapped_key {blob} NOT NULL,
  PRIMARY KEY (upload_id, start)
);
