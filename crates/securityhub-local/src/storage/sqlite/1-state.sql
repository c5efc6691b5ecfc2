-- The order of changes, a line of versions a Region.
CREATE TABLE regions (
    region TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hubs (
    region TEXT NOT NULL,
    account TEXT NOT NULL,
    subscribed_at INTEGER NOT NULL,
    control_finding_generator TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (region, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE relationships (
    region TEXT NOT NULL,
    administrator TEXT NOT NULL,
    member TEXT NOT NULL,
    email TEXT,
    status TEXT NOT NULL CHECK (status IN ('Created', 'Invited', 'Enabled', 'Removed', 'Resigned', 'Deleted')),
    invited_at INTEGER,
    updated_at INTEGER NOT NULL,
    invitation_id TEXT,
    declined INTEGER NOT NULL CHECK (declined IN (0, 1)),
    PRIMARY KEY (region, administrator, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX received ON relationships (region, member, administrator);

-- An account has one administrator at most.
CREATE UNIQUE INDEX one_administrator ON relationships (region, member) WHERE status = 'Enabled';

-- What page tokens are signed with.
CREATE TABLE secret (value BLOB NOT NULL) STRICT;
INSERT INTO secret VALUES (randomblob(32));
