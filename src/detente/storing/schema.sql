-- The store: one DuckDB file. Rows are written whole by `loading.py` and never changed, save that a document read by
-- another coder is replaced with its events. What is computed (records, ties, voices) is not stored.
-- No primary keys on the large tables: one writer at a time, and every insert first removes or skips what is there, so
-- that they could only cost memory. A change here asks for a new `schema_version` in `versions.py`.

CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);

CREATE TABLE runs (
    id          VARCHAR NOT NULL,
    version     VARCHAR NOT NULL,     -- of the code
    model       VARCHAR NOT NULL,     -- hash of the language models
    lexicon     VARCHAR NOT NULL,     -- hash of kinds and lexicons
    command     VARCHAR NOT NULL,
    started     TIMESTAMP NOT NULL,   -- UTC
    ended       TIMESTAMP             -- NULL: still running, or killed
);

CREATE TABLE documents (
    id          VARCHAR NOT NULL,
    text        VARCHAR NOT NULL,
    title       VARCHAR,
    url         VARCHAR,
    publisher   VARCHAR,
    author      VARCHAR,
    language    VARCHAR,
    date        DATE,
    origin      VARCHAR,
    found       STRUCT(what VARCHAR, how VARCHAR)[] NOT NULL,
    fingerprint VARCHAR NOT NULL,     -- of the coder that read it
    run         VARCHAR NOT NULL,
    signature   BLOB                  -- MinHash: 32-bit little-endian numbers; NULL: never compared with others
);

CREATE TABLE events (
    id          VARCHAR NOT NULL,     -- made from what the event says, see `rows.py`
    document    VARCHAR NOT NULL,
    place_in    INTEGER NOT NULL,     -- which event of the document, from 0
    kind        VARCHAR NOT NULL,
    plover      VARCHAR,
    mode        VARCHAR,
    cameo       VARCHAR,
    quad        INTEGER,
    score       DOUBLE,
    contexts    VARCHAR[] NOT NULL,
    modality    VARCHAR NOT NULL,
    rule        VARCHAR NOT NULL,     -- evidence: rule, words, their place, who said them
    quote       VARCHAR NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end   INTEGER NOT NULL,
    said_by     VARCHAR,
    trigger     VARCHAR NOT NULL,
    day_start   DATE,
    day_end     DATE,
    precision   VARCHAR NOT NULL,
    day_text    VARCHAR,
    tie_kind    VARCHAR,
    tie_parties VARCHAR[],
    tie_status  VARCHAR,
    reciprocal  BOOLEAN NOT NULL,
    place       VARCHAR,
    confidence  DOUBLE NOT NULL,
    source      STRUCT(start INTEGER, "end" INTEGER, "text" VARCHAR, sentence INTEGER, head INTEGER, country VARCHAR,
                       body VARCHAR, "role" VARCHAR, "name" VARCHAR, person VARCHAR, office VARCHAR, how VARCHAR)[] NOT NULL,
    target      STRUCT(start INTEGER, "end" INTEGER, "text" VARCHAR, sentence INTEGER, head INTEGER, country VARCHAR,
                       body VARCHAR, "role" VARCHAR, "name" VARCHAR, person VARCHAR, office VARCHAR, how VARCHAR)[] NOT NULL,
    parts       STRUCT("role" VARCHAR, "text" VARCHAR, "value" VARCHAR)[] NOT NULL
);

-- Who takes part: one row per event, code (country, or body where there is none) and side.
CREATE TABLE event_parties (
    event       VARCHAR NOT NULL,
    document    VARCHAR NOT NULL,
    code        VARCHAR NOT NULL,
    side        VARCHAR NOT NULL      -- source, target or tie
);

-- Which dossiers were written, for what changed since the last one of a pair; a < b.
CREATE TABLE dossiers (
    a           VARCHAR NOT NULL,
    b           VARCHAR NOT NULL,
    as_of       DATE NOT NULL,
    made        TIMESTAMP NOT NULL    -- UTC
);

-- What people decided about the machine's reading: only ever added to. Matched by document, quotation and kind.
CREATE TABLE corrections (
    id          INTEGER NOT NULL,     -- 1, 2, 3 ... in the order of the decisions
    decided     TIMESTAMP NOT NULL,   -- UTC
    author      VARCHAR NOT NULL,
    action      VARCHAR NOT NULL,     -- accept, reject, change, merge, split, link, note or undo
    document    VARCHAR,
    quote       VARCHAR,
    kind        VARCHAR,
    sides       VARCHAR,              -- who > whom as the machine read it; NULL: every event of this kind and quotation
    start       INTEGER,              -- where the quotation stood, for readings that cut it otherwise
    others      STRUCT(document VARCHAR, quote VARCHAR, kind VARCHAR, sides VARCHAR, start INTEGER)[] NOT NULL,
    changes     STRUCT(field VARCHAR, "value" VARCHAR)[] NOT NULL,
    note        VARCHAR,
    undoes      INTEGER
);
