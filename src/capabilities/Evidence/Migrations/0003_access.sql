-- Who has seen a person's data: one index for exactly the acts of the report.
DROP INDEX ledger_entry_access;
CREATE INDEX ledger_entry_access ON ledger_entry (institution_id, subject_id, seq)
WHERE act IN ('person.unmask', 'exhibit.opened', 'conversation.read', 'access.break-glass');
