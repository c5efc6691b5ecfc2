-- The order of changes, a line of versions a Region. A transaction that writes holds the Region's row.
CREATE TABLE securityhub_local.regions (
    region TEXT COLLATE "C" PRIMARY KEY,
    version BIGINT NOT NULL
);

CREATE TABLE securityhub_local.hubs (
    region TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    subscribed_at BIGINT NOT NULL,
    control_finding_generator TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (region, account)
);

CREATE TABLE securityhub_local.relationships (
    region TEXT COLLATE "C" NOT NULL,
    administrator TEXT COLLATE "C" NOT NULL,
    member TEXT COLLATE "C" NOT NULL,
    email TEXT,
    status TEXT NOT NULL CHECK (status IN ('Created', 'Invited', 'Enabled', 'Removed', 'Resigned', 'Deleted')),
    invited_at BIGINT,
    updated_at BIGINT NOT NULL,
    invitation_id TEXT,
    declined BOOLEAN NOT NULL,
    PRIMARY KEY (region, administrator, member)
);

CREATE INDEX received ON securityhub_local.relationships (region, member, administrator);

-- An account has one administrator at most.
CREATE UNIQUE INDEX one_administrator ON securityhub_local.relationships (region, member) WHERE status = 'Enabled';

-- What page tokens are signed with.
CREATE TABLE securityhub_local.secret (value BYTEA NOT NULL);
INSERT INTO securityhub_local.secret
    VALUES (sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea));
