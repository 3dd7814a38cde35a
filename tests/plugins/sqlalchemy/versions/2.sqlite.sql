CREATE TABLE entity (
    school TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (school, kind, id)
);

CREATE TABLE journal (
    school TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    actor TEXT NOT NULL,
    purpose TEXT NOT NULL,
    ground TEXT NOT NULL,
    salt TEXT,
    details TEXT,
    digest TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (school, seq)
);

CREATE INDEX journal_record ON journal (school, kind, id);

CREATE TABLE outbox (
    school TEXT NOT NULL,
    "key" TEXT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    due BIGINT NOT NULL,
    hidden BIGINT NOT NULL,
    done BOOLEAN NOT NULL,
    PRIMARY KEY (school, "key")
);

CREATE INDEX outbox_due ON outbox (due, school, "key") WHERE done = 0;

CREATE TABLE schema_version (
    version INTEGER NOT NULL
);

CREATE TABLE school (
    school TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (school)
);

CREATE TABLE claim (
    school TEXT NOT NULL,
    resource TEXT NOT NULL,
    tick BIGINT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (school, resource, tick),
    FOREIGN KEY(school, kind, id) REFERENCES entity (school, kind, id) ON DELETE CASCADE
)
 WITHOUT ROWID;

CREATE INDEX claim_owner ON claim (school, kind, id);

CREATE TABLE entity_index (
    school TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (school, kind, name, value, id)
)
 WITHOUT ROWID;

CREATE INDEX entity_index_owner ON entity_index (school, kind, id);
