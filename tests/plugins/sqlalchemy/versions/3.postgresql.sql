CREATE TABLE entity (
    school TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (school, kind, id)
);

CREATE TABLE journal (
    school TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    ground TEXT COLLATE "C" NOT NULL,
    salt TEXT,
    details TEXT,
    digest TEXT COLLATE "C" NOT NULL,
    previous_hash TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (school, seq)
);

CREATE INDEX journal_record ON journal (school, kind, id);

CREATE TABLE outbox (
    school TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    topic TEXT COLLATE "C" NOT NULL,
    body TEXT NOT NULL,
    due BIGINT NOT NULL,
    hidden BIGINT NOT NULL,
    done BOOLEAN NOT NULL,
    PRIMARY KEY (school, key)
);

CREATE INDEX outbox_due ON outbox (due, school, key) WHERE NOT done;

CREATE TABLE schema_version (
    version INTEGER NOT NULL
);

CREATE TABLE school (
    school TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (school)
);

CREATE TABLE claim (
    school TEXT COLLATE "C" NOT NULL,
    resource TEXT COLLATE "C" NOT NULL,
    tick BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (school, resource, tick),
    FOREIGN KEY(school, kind, id) REFERENCES entity (school, kind, id) ON DELETE CASCADE
);

CREATE INDEX claim_owner ON claim (school, kind, id);

CREATE TABLE entity_index (
    school TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (school, kind, name, value, id),
    FOREIGN KEY(school, kind, id) REFERENCES entity (school, kind, id) ON DELETE CASCADE
);

CREATE INDEX entity_index_owner ON entity_index (school, kind, id);
