CREATE TABLE contact_decision (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  exhibit_id TEXT NOT NULL
);
CREATE INDEX contact_decision_day ON contact_decision (institution_id, asked_at);

CREATE TABLE contact_refusal (
  decision_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  PRIMARY KEY (decision_id, rule)
);
CREATE INDEX contact_refusal_day ON contact_refusal (institution_id, asked_at);

CREATE TABLE contact_event (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  person_role TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  direction TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact_point_id TEXT,
  point TEXT,
  purpose TEXT NOT NULL,
  account_ids TEXT NOT NULL,
  place TEXT,
  staff_count BIGINT,
  status TEXT NOT NULL,
  reserved_until BIGINT,
  began_at BIGINT NOT NULL,
  outcome TEXT,
  outcome_at BIGINT,
  duration_seconds BIGINT
);
CREATE INDEX contact_event_person ON contact_event (institution_id, person_id, began_at);

CREATE TABLE contact_permit (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  contact_id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL,
  status TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX contact_permit_open ON contact_permit (expires_at) WHERE status = 'issued';

CREATE TABLE contact_promise (
  contact_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  due_date TEXT NOT NULL,
  status TEXT NOT NULL,
  promised_at BIGINT NOT NULL
);
CREATE INDEX contact_promise_case ON contact_promise (institution_id, case_id);

CREATE TABLE person_fact (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  form TEXT,
  from_time TEXT,
  to_time TEXT,
  counts_from BIGINT NOT NULL,
  until BIGINT,
  sent BIGINT,
  scope TEXT,
  channel TEXT,
  contact_point_id TEXT,
  point TEXT,
  place TEXT,
  account_ids TEXT NOT NULL,
  to_person_id TEXT,
  note_exhibit_id TEXT,
  recorded_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by TEXT
);
CREATE INDEX person_fact_person ON person_fact (institution_id, person_id);

CREATE TABLE contact_packs (
  institution_id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  chosen_at BIGINT NOT NULL
);
