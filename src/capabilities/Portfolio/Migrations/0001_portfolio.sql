CREATE TABLE person (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  name {blob} NOT NULL,
  id_number {blob},
  masked_name TEXT NOT NULL,
  masked_id_number TEXT,
  name_print TEXT NOT NULL,
  id_number_print TEXT,
  zone TEXT NOT NULL,
  content_print TEXT NOT NULL,
  UNIQUE (institution_id, reference)
);
CREATE INDEX person_name ON person (institution_id, name_print);
CREATE INDEX person_id_number ON person (institution_id, id_number_print) WHERE id_number_print IS NOT NULL;

CREATE TABLE contact_point (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  point TEXT NOT NULL,
  value {blob} NOT NULL,
  masked TEXT NOT NULL,
  value_print TEXT NOT NULL,
  quality TEXT NOT NULL,
  basis TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (person_id, value_print)
);
CREATE INDEX contact_point_value ON contact_point (institution_id, value_print);

CREATE TABLE case_file (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  kind TEXT NOT NULL,
  person_id TEXT NOT NULL,
  product TEXT NOT NULL,
  currency TEXT NOT NULL,
  balance BIGINT NOT NULL,
  days_past_due BIGINT NOT NULL,
  bucket TEXT NOT NULL,
  assignee_id TEXT,
  team_id TEXT,
  last_contact_at BIGINT,
  open_findings BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  region TEXT NOT NULL,
  zone TEXT NOT NULL,
  UNIQUE (institution_id, reference)
);
CREATE INDEX case_file_assignee ON case_file (institution_id, assignee_id);
CREATE INDEX case_file_team ON case_file (institution_id, team_id);
CREATE INDEX case_file_person ON case_file (person_id);

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  product TEXT NOT NULL,
  currency TEXT NOT NULL,
  principal BIGINT NOT NULL,
  balance BIGINT NOT NULL,
  credit_limit BIGINT,
  days_past_due BIGINT NOT NULL,
  due_date TEXT NOT NULL,
  opened_on TEXT,
  region TEXT NOT NULL,
  attributes {blob} NOT NULL,
  content_print TEXT NOT NULL,
  UNIQUE (institution_id, reference)
);
CREATE INDEX account_case ON account (case_id);

CREATE TABLE party (
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  role TEXT NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE INDEX party_person ON party (person_id);

CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  zone TEXT NOT NULL,
  encoding TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  object TEXT,
  wrapped_key {blob} NOT NULL,
  status TEXT NOT NULL,
  preview {blob} NOT NULL,
  mapping TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  error TEXT
);
CREATE INDEX import_run_institution ON import_run (institution_id, id);

CREATE TABLE import_progress (
  institution_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL,
  rows_read BIGINT NOT NULL,
  rows_added BIGINT NOT NULL,
  rows_updated BIGINT NOT NULL,
  rows_unchanged BIGINT NOT NULL,
  rows_rejected BIGINT NOT NULL,
  done BIGINT NOT NULL,
  PRIMARY KEY (institution_id, kind, sha256, mapping)
);

CREATE TABLE import_reject (
  id {serial},
  institution_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL,
  line BIGINT NOT NULL,
  reject {blob} NOT NULL
);
CREATE INDEX import_reject_file ON import_reject (institution_id, kind, sha256, mapping, line);
