CREATE TABLE contact_plan (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  request TEXT NOT NULL,
  status TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  beat_at BIGINT NOT NULL,
  as_of BIGINT,
  finished_at BIGINT,
  cases_total BIGINT NOT NULL,
  cases_done BIGINT NOT NULL,
  rows_total BIGINT NOT NULL,
  summary TEXT NOT NULL,
  words TEXT NOT NULL,
  packs TEXT NOT NULL,
  error TEXT
);
CREATE INDEX contact_plan_staff ON contact_plan (institution_id, staff_id, asked_at);
CREATE INDEX contact_plan_expiry ON contact_plan (expires_at);

CREATE TABLE contact_plan_page (
  plan_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  institution_id TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  facets TEXT NOT NULL,
  body {blob} NOT NULL,
  PRIMARY KEY (plan_id, number)
);
