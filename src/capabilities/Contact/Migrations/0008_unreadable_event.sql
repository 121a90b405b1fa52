-- Rows that cannot be read back into the vocabulary refuse, however old they are; usually there is none, and this index is empty.
CREATE INDEX contact_event_unreadable ON contact_event (institution_id, person_id)
WHERE (began_at < 0 OR account_ids NOT LIKE '[%]'
  OR channel NOT IN ('call', 'ai-call', 'prerecorded', 'sms', 'im', 'email', 'letter', 'visit')
  OR direction NOT IN ('outbound', 'inbound')
  OR purpose NOT IN ('collection', 'location', 'reply', 'confirm-stop', 'end-efforts', 'reminder', 'investigation', 'survey', 'marketing')
  OR outcome NOT IN ('busy', 'not-in-service', 'no-answer', 'dropped', 'voicemail', 'limited-content-voicemail', 'conversation', 'effective-talk', 'delivered', 'bounced', 'replied', 'refused')
  OR place NOT IN ('home', 'office', 'other', 'hospital', 'public'));
