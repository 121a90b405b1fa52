CREATE TABLE inspection (
  conversation_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  team_id TEXT,
  started_at BIGINT NOT NULL,
  rulebook TEXT NOT NULL,
  finding_count BIGINT NOT NULL,
  worst BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  closed_at BIGINT,
  points DOUBLE PRECISION,
  deductions TEXT
);
CREATE INDEX inspection_started ON inspection (institution_id, started_at, conversation_id);
CREATE INDEX inspection_case ON inspection (institution_id, case_id);
CREATE INDEX inspection_closed ON inspection (institution_id, closed_at);

CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  category TEXT NOT NULL,
  severity BIGINT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  basis TEXT,
  utterance_seq BIGINT NOT NULL,
  span_from BIGINT NOT NULL,
  span_to BIGINT NOT NULL,
  start_s DOUBLE PRECISION,
  end_s DOUBLE PRECISION,
  confidence DOUBLE PRECISION NOT NULL,
  words {blob} NOT NULL,
  raised_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  leaf_hash TEXT NOT NULL,
  UNIQUE (conversation_id, rule, utterance_seq, span_from, span_to)
);
CREATE INDEX finding_raised ON finding (institution_id, raised_at);

CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  finding_id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL,
  severity BIGINT NOT NULL,
  team_id TEXT,
  raised_at BIGINT NOT NULL,
  acknowledged_by TEXT,
  acknowledged_at BIGINT,
  UNIQUE (institution_id, seq)
);
CREATE INDEX alert_open ON alert (institution_id, seq) WHERE acknowledged_at IS NULL;

CREATE TABLE alert_counter (
  institution_id TEXT PRIMARY KEY,
  last BIGINT NOT NULL
);

CREATE TABLE review (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  finding_id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  team_id TEXT,
  severity BIGINT NOT NULL,
  category TEXT NOT NULL,
  raised_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  claimed_by TEXT,
  lease_until BIGINT,
  verdict TEXT,
  note {blob},
  decided_by TEXT,
  decided_at BIGINT,
  undo_until BIGINT
);
CREATE INDEX review_queue ON review (institution_id, status, severity, raised_at, id);
CREATE INDEX review_decided ON review (institution_id, decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE live_epoch (
  institution_id TEXT PRIMARY KEY,
  epoch BIGINT NOT NULL
);
