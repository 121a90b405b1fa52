CREATE TABLE outbox (
  id {serial},
  consumer TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  failed_at BIGINT,
  error TEXT
);
CREATE INDEX outbox_pending ON outbox (consumer, id) WHERE failed_at IS NULL;

CREATE TABLE institution_key (
  institution_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  wrapped {blob} NOT NULL,
  PRIMARY KEY (institution_id, purpose)
);

CREATE TABLE subject_key (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  wrapped {blob} NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (institution_id, subject_id)
);

CREATE TABLE idempotency (
  institution_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  response {blob} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (institution_id, staff_id, idempotency_key)
);
