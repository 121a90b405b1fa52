-- What is known of the sender of a contact. A missing row means that nothing has been stated; null in a row means not known.
CREATE TABLE institution_standing (
  institution_id TEXT PRIMARY KEY,
  listed BIGINT,
  licensed BIGINT,
  licensed_until TEXT,
  evaluated_on TEXT,
  lender_consent BIGINT,
  caller_id_shown BIGINT,
  premium_rate BIGINT,
  stated_by TEXT NOT NULL,
  stated_at BIGINT NOT NULL
);

CREATE TABLE staff_standing (
  staff_id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  trained_on TEXT,
  own_device BIGINT,
  stated_by TEXT NOT NULL,
  stated_at BIGINT NOT NULL
);
CREATE INDEX staff_standing_institution ON staff_standing (institution_id, staff_id);
