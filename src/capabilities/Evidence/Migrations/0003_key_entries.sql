CREATE INDEX ledger_entry_key ON ledger_entry (institution_id, year, idx) WHERE act LIKE 'key.%';
