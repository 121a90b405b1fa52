CREATE TABLE institution (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  zone TEXT NOT NULL,
  employer TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE team (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (institution_id, name)
);

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  sign_in_name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  team_id TEXT,
  active BIGINT NOT NULL,
  password TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (institution_id, sign_in_name)
);

CREATE TABLE staff_session (
  secret_hash TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX staff_session_staff ON staff_session (staff_id);

CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  name TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT
);
CREATE INDEX api_token_institution ON api_token (institution_id);
