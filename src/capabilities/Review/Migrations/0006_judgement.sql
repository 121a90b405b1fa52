CREATE TABLE judgement (
  finding_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  ask TEXT NOT NULL,
  turns BIGINT NOT NULL,
  on_no TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  lease_until BIGINT,
  asked_at BIGINT,
  problem TEXT,
  verdict TEXT,
  words {blob},
  model TEXT,
  prompt_hash TEXT,
  tokens_in BIGINT,
  tokens_out BIGINT,
  duration_ms BIGINT,
  cost_micros BIGINT,
  currency TEXT,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX judgement_waiting ON judgement (next_at) WHERE ended_at IS NULL;
CREATE INDEX judgement_asked ON judgement (institution_id, asked_at) WHERE asked_at IS NOT NULL;
CREATE INDEX judgement_created ON judgement (institution_id, created_at);

CREATE TABLE judge_day (
  institution_id TEXT NOT NULL,
  day BIGINT NOT NULL,
  currency TEXT NOT NULL,
  asked BIGINT NOT NULL,
  yes BIGINT NOT NULL,
  no BIGINT NOT NULL,
  unsure BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  tokens_in BIGINT NOT NULL,
  tokens_out BIGINT NOT NULL,
  cost_micros BIGINT NOT NULL,
  PRIMARY KEY (institution_id, day, currency)
);
