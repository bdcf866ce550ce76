/**
 * The first form of the database. The agency stands first in every key: one deployment serves many, no query crosses
 * them, and on a distributed store it is the distribution column. Times are milliseconds since 1970, ids 16-byte blobs.
 */
export const START = `
CREATE TABLE agencies (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 4294967295),
  -- Last number of the agency's commit order; every change takes the next one inside its own transaction.
  seq INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE secrets (
  agency BLOB NOT NULL REFERENCES agencies (id),
  name TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (agency, name)
) STRICT;

CREATE TABLE accounts (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  username TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  -- Parameters, salt and hash in one text; never the password.
  password TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (agency, id),
  UNIQUE (agency, username)
) STRICT;

CREATE TABLE sessions (
  agency BLOB NOT NULL,
  -- SHA-256 of the cookie's token: a copy of the database opens nothing.
  token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
  account BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (agency, token_hash),
  FOREIGN KEY (agency, account) REFERENCES accounts (agency, id)
) STRICT;
CREATE INDEX sessions_by_account ON sessions (agency, account);

CREATE TABLE links (
  agency BLOB NOT NULL REFERENCES agencies (id),
  channel TEXT NOT NULL CHECK (channel IN ('link', 'kiosk')),
  -- The activity of a survey link; the enrolment's own id for a kiosk.
  subject BLOB NOT NULL CHECK (length(subject) = 16),
  -- Raised by a revocation: tokens of an earlier generation are refused from then on.
  generation INTEGER NOT NULL DEFAULT 0,
  label TEXT NOT NULL,
  activities TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (agency, channel, subject)
) STRICT;

CREATE TABLE devices (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  channel TEXT NOT NULL CHECK (channel IN ('link', 'kiosk')),
  label TEXT NOT NULL,
  app_version TEXT NOT NULL,
  last_seen_at INTEGER NOT NULL,
  highest INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  announced_next INTEGER NOT NULL DEFAULT 1,
  unsent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (agency, id)
) STRICT;

-- Every link a device was opened with: what it was sent to stays covered after it was sent elsewhere.
CREATE TABLE device_links (
  agency BLOB NOT NULL,
  device BLOB NOT NULL,
  channel TEXT NOT NULL,
  subject BLOB NOT NULL,
  -- Of the token it came with: a revocation uncovers the link for this device too.
  generation INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (agency, device, channel, subject),
  FOREIGN KEY (agency, device) REFERENCES devices (agency, id),
  FOREIGN KEY (agency, channel, subject) REFERENCES links (agency, channel, subject)
) STRICT;

CREATE TABLE responses (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  activity BLOB,
  device BLOB,
  sequence INTEGER,
  previous_hash BLOB,
  import_batch BLOB,
  import_row INTEGER,
  submitted_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  -- Quality marks the endpoint adds to those in the body, separated by spaces.
  marks TEXT NOT NULL DEFAULT '',
  -- The frozen text, byte for byte as the device made it.
  body TEXT NOT NULL,
  CHECK ((device IS NULL) = (sequence IS NULL)),
  CHECK ((import_batch IS NULL) = (import_row IS NULL)),
  CHECK ((device IS NULL) <> (import_batch IS NULL))
) STRICT;
CREATE UNIQUE INDEX responses_by_id ON responses (agency, id);
CREATE UNIQUE INDEX responses_by_seq ON responses (agency, seq);
CREATE UNIQUE INDEX responses_by_place ON responses (agency, device, sequence) WHERE device IS NOT NULL;
CREATE UNIQUE INDEX responses_by_row ON responses (agency, import_batch, import_row) WHERE import_batch IS NOT NULL;

CREATE TABLE quarantine (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  item BLOB NOT NULL CHECK (length(item) = 16),
  -- SHA-256 of the body as received, whatever the sender claimed.
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  device BLOB,
  sequence INTEGER,
  received_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (agency, id),
  UNIQUE (agency, item, hash)
) STRICT;
CREATE INDEX quarantine_by_device ON quarantine (agency, device, sequence) WHERE device IS NOT NULL;

CREATE TABLE documents (
  agency BLOB NOT NULL REFERENCES agencies (id),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  body TEXT NOT NULL,
  -- JSON object: field name to the revision that last changed it.
  field_revisions TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (agency, kind, id)
) STRICT;
CREATE UNIQUE INDEX documents_by_seq ON documents (agency, seq);
CREATE UNIQUE INDEX imports_by_file ON documents (agency, json_extract(body, '$.fileHash')) WHERE kind = 'import';

CREATE TABLE conflicts (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  document TEXT NOT NULL,
  field TEXT NOT NULL,
  wanted TEXT NOT NULL,
  wanted_by TEXT NOT NULL,
  wanted_at INTEGER NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  PRIMARY KEY (agency, id)
) STRICT;
CREATE UNIQUE INDEX conflicts_by_seq ON conflicts (agency, seq);

-- Every edit that was judged, by the id its device gave it: a repeated edit gets the first answer again.
CREATE TABLE edits (
  agency BLOB NOT NULL REFERENCES agencies (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  status TEXT NOT NULL,
  revision INTEGER NOT NULL,
  fields TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (agency, id)
) STRICT;

-- Who changed what and when. Rows are only ever added.
CREATE TABLE history (
  number INTEGER PRIMARY KEY,
  agency BLOB NOT NULL REFERENCES agencies (id),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  -- JSON object: changed field to its new value.
  changes TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  made_by TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_document ON history (agency, kind, id, number);
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history BEGIN
  SELECT RAISE(ABORT, 'history is never changed');
END;
CREATE TRIGGER history_is_never_removed BEFORE DELETE ON history BEGIN
  SELECT RAISE(ABORT, 'history is never removed');
END;

CREATE TABLE clippings (
  agency BLOB NOT NULL REFERENCES agencies (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  media_type TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (agency, hash)
) STRICT;
`;
