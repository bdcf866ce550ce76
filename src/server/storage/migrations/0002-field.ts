/**
 * Kiosks with a key of their own, one-time codes for kiosks and for invited people, what staff decide about devices and
 * about items put aside, and what backups cover.
 */
export const FIELD = `
-- Codes that enrol one kiosk each. Only the hash is here: a copy of the database enrols nothing.
CREATE TABLE enrolment_codes (
  agency BLOB NOT NULL REFERENCES agencies (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  label TEXT NOT NULL,
  activities TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by BLOB,
  PRIMARY KEY (agency, hash),
  CHECK ((used_at IS NULL) = (used_by IS NULL))
) STRICT;

-- Raw point on P-256. NULL: a phone, or a kiosk of the first form, which came with a link.
ALTER TABLE devices ADD COLUMN public_key BLOB CHECK (length(public_key) = 65);
-- Which identity this is of those enrolled under the same label; 0 without a key.
ALTER TABLE devices ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE devices ADD COLUMN enrolled_at INTEGER;
ALTER TABLE devices ADD COLUMN revoked_at INTEGER;
ALTER TABLE devices ADD COLUMN revoked_by TEXT;
-- What the kiosk says of its own keeping, as JSON.
ALTER TABLE devices ADD COLUMN state TEXT;
-- Every number up to here that arrived is in the newest backup.
ALTER TABLE devices ADD COLUMN backed_up INTEGER NOT NULL DEFAULT 0;
-- A signed request names its device only: an identity with a key exists once in the whole deployment.
CREATE UNIQUE INDEX devices_with_key ON devices (id) WHERE public_key IS NOT NULL;

-- Activities of an enrolled kiosk: what it was sent to stays covered after it was sent elsewhere.
CREATE TABLE device_activities (
  agency BLOB NOT NULL,
  device BLOB NOT NULL,
  activity BLOB NOT NULL CHECK (length(activity) = 16),
  since INTEGER NOT NULL,
  -- Place among its present activities; NULL: no longer one of them.
  place INTEGER,
  PRIMARY KEY (agency, device, activity),
  FOREIGN KEY (agency, device) REFERENCES devices (agency, id)
) STRICT;

-- The latest contacts of each kiosk: one number with two nonces means two stores with one identity.
CREATE TABLE device_contacts (
  agency BLOB NOT NULL,
  device BLOB NOT NULL,
  number INTEGER NOT NULL,
  nonce BLOB NOT NULL CHECK (length(nonce) = 16),
  PRIMARY KEY (agency, device, number),
  FOREIGN KEY (agency, device) REFERENCES devices (agency, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE device_alarms (
  agency BLOB NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  device BLOB NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT,
  reason TEXT,
  PRIMARY KEY (agency, id),
  FOREIGN KEY (agency, device) REFERENCES devices (agency, id)
) STRICT;
-- An alarm rings once until somebody settles it.
CREATE UNIQUE INDEX device_alarms_open ON device_alarms (agency, device, kind) WHERE settled_at IS NULL;

-- What staff decided about an item put aside.
ALTER TABLE quarantine ADD COLUMN decision TEXT CHECK (decision IN ('accepted', 'refused'));
ALTER TABLE quarantine ADD COLUMN reason TEXT;
ALTER TABLE quarantine ADD COLUMN judged_at INTEGER;
ALTER TABLE quarantine ADD COLUMN judged_by TEXT;
CREATE INDEX quarantine_refused ON quarantine (agency, item) WHERE decision = 'refused';

-- Codes of invited people. Whether one was used is all that is kept: no time, and nothing that leads to an answer.
CREATE TABLE personal_codes (
  agency BLOB NOT NULL REFERENCES agencies (id),
  activity BLOB NOT NULL CHECK (length(activity) = 16),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  spent INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1)),
  PRIMARY KEY (agency, activity, hash)
) STRICT, WITHOUT ROWID;

-- Copies that were made and proven whole; what each covers is noted with the devices.
CREATE TABLE backups (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  made_at INTEGER NOT NULL,
  -- Last number of the commit order that is in it.
  seq INTEGER NOT NULL,
  -- SHA-256 of the file.
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (agency, id)
) STRICT;

-- How many phones answered for the first time at nearly the same moment.
CREATE INDEX first_responses ON responses (agency, activity, submitted_at) WHERE sequence = 1;
`;
