CREATE INDEX case_file_opened ON case_file (institution_id, opened_at, id);
CREATE INDEX case_file_balance ON case_file (institution_id, balance, id);
CREATE INDEX case_file_days_past_due ON case_file (institution_id, days_past_due, id);
CREATE INDEX case_file_last_contact ON case_file (institution_id, (COALESCE(last_contact_at, 0)), id);
CREATE INDEX case_file_open_findings ON case_file (institution_id, open_findings, id);
