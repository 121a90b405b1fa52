CREATE INDEX contact_point_person ON contact_point (institution_id, person_id);
CREATE INDEX account_of_case ON account (institution_id, case_id);
CREATE INDEX case_file_of_institution ON case_file (institution_id, id);
