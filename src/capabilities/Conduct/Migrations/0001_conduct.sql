CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  person_role TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  team_id TEXT,
  kind TEXT NOT NULL,
  direction TEXT NOT NULL,
  zone TEXT NOT NULL,
  permit_id TEXT,
  contact_id TEXT,
  imported BIGINT NOT NULL,
  external_mark TEXT,
  head {blob} NOT NULL,
  started_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  ended_at BIGINT,
  closed_at BIGINT,
  outcome TEXT,
  utterance_count BIGINT NOT NULL,
  next_seq BIGINT NOT NULL,
  UNIQUE (institution_id, external_mark)
);
CREATE INDEX conversation_case ON conversation (institution_id, case_id, started_at);
CREATE INDEX conversation_started ON conversation (institution_id, started_at);
CREATE INDEX conversation_live ON conversation (institution_id, last_at) WHERE closed_at IS NULL;

CREATE TABLE utterance (
  conversation_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  exhibit_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  role TEXT NOT NULL,
  mark TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, seq)
);

CREATE TABLE conversation_entry (
  entry_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  act TEXT NOT NULL,
  leaf_hash TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX conversation_entry_conversation ON conversation_entry (conversation_id, entry_id);
