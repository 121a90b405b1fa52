-- One row for each person, written by the schedule; what decides is asked again at the moment of erasing.
CREATE TABLE retention_person (
  person_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  state TEXT NOT NULL,
  held BIGINT NOT NULL,
  due_at BIGINT,
  why TEXT NOT NULL,
  rule TEXT,
  title_zh TEXT,
  title_en TEXT,
  computed_at BIGINT NOT NULL
);
CREATE INDEX retention_person_due ON retention_person (institution_id, state, held, due_at, person_id);
CREATE INDEX retention_person_held ON retention_person (institution_id, held, person_id);
CREATE INDEX retention_person_all ON retention_person (institution_id, person_id);

CREATE TABLE retention_hold (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT,
  person_id TEXT,
  reason TEXT NOT NULL,
  reference TEXT,
  until BIGINT,
  placed_by TEXT NOT NULL,
  placed_at BIGINT NOT NULL,
  released_by TEXT,
  released_at BIGINT
);
CREATE INDEX retention_hold_newest ON retention_hold (institution_id, placed_at, id);
CREATE INDEX retention_hold_person ON retention_hold (institution_id, person_id) WHERE released_at IS NULL AND person_id IS NOT NULL;
CREATE INDEX retention_hold_case ON retention_hold (institution_id, case_id) WHERE released_at IS NULL AND case_id IS NOT NULL;

CREATE TABLE retention_request (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  basis TEXT NOT NULL,
  status TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at BIGINT NOT NULL,
  restricted BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  reason TEXT
);
CREATE INDEX retention_request_newest ON retention_request (institution_id, status, requested_at, id);
CREATE UNIQUE INDEX retention_request_open ON retention_request (person_id) WHERE status IN ('requested', 'waiting');

CREATE TABLE retention_run (
  institution_id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  after TEXT NOT NULL,
  people BIGINT NOT NULL
);
