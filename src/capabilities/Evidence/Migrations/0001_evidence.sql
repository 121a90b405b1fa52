CREATE TABLE ledger_entry (
  seq {serial},
  id TEXT NOT NULL UNIQUE,
  institution_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  idx BIGINT,
  act TEXT NOT NULL,
  case_id TEXT,
  subject_id TEXT,
  staff_id TEXT,
  received_at BIGINT NOT NULL,
  exhibit_id TEXT,
  leaf {blob} NOT NULL,
  leaf_hash {blob} NOT NULL
);
CREATE INDEX ledger_entry_pending ON ledger_entry (institution_id, year, seq) WHERE idx IS NULL;
CREATE UNIQUE INDEX ledger_entry_index ON ledger_entry (institution_id, year, idx) WHERE idx IS NOT NULL;
CREATE INDEX ledger_entry_case ON ledger_entry (institution_id, case_id, seq) WHERE case_id IS NOT NULL;

CREATE TABLE ledger_case_head (
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  leaf_hash {blob} NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (institution_id, case_id, year)
);

CREATE TABLE ledger_log (
  institution_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  origin TEXT NOT NULL,
  size BIGINT NOT NULL,
  published BIGINT NOT NULL,
  root {blob} NOT NULL,
  checkpoint TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (institution_id, year)
);

CREATE TABLE exhibit (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  subject_id TEXT,
  media_type TEXT NOT NULL,
  sealed_bytes BIGINT NOT NULL,
  wrapped_key {blob} NOT NULL,
  body {blob},
  object TEXT
);
CREATE INDEX exhibit_institution ON exhibit (institution_id, id);

CREATE TABLE ledger_verification (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  deep BIGINT NOT NULL,
  ok BIGINT NOT NULL,
  size BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  checks TEXT NOT NULL
);
CREATE INDEX ledger_verification_institution ON ledger_verification (institution_id, at);
