CREATE TABLE search_conversation (
  number {number},
  institution_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  team_id TEXT,
  kind TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  erased BIGINT NOT NULL
);
CREATE INDEX search_conversation_number ON search_conversation (institution_id, number);
CREATE INDEX search_conversation_started ON search_conversation (institution_id, started_at, number);
CREATE INDEX search_conversation_staff ON search_conversation (institution_id, staff_id, number);
CREATE INDEX search_conversation_case ON search_conversation (institution_id, case_id, number);
CREATE INDEX search_conversation_person ON search_conversation (institution_id, person_id);
CREATE INDEX search_conversation_erased ON search_conversation (number) WHERE erased = 1;

CREATE TABLE search_document (
  doc {number},
  version BIGINT NOT NULL,
  tokens {integers} NOT NULL
);
{sqlite}
CREATE VIRTUAL TABLE search_word USING fts5 (tokens, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
INSERT INTO search_word (search_word, rank) VALUES ('secure-delete', 1);
{end}
{postgres}
CREATE INDEX search_document_tokens ON search_document USING gin (tokens);
{end}

CREATE TABLE search_archive (
  institution_id TEXT PRIMARY KEY,
  asked_at BIGINT NOT NULL,
  asked_by TEXT,
  before_at BIGINT NOT NULL,
  before_id TEXT NOT NULL,
  archived BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  added BIGINT NOT NULL,
  unread BIGINT NOT NULL,
  ended_at BIGINT
);
