-- Other people's data sets. Made when something is first imported, so that older stores take them in too; nothing of
-- records, ties or measures looks into these tables.

CREATE TABLE IF NOT EXISTS outside_imports (
    id VARCHAR NOT NULL, form VARCHAR NOT NULL, dataset VARCHAR NOT NULL, title VARCHAR NOT NULL,
    terms VARCHAR NOT NULL, passes_on BOOLEAN NOT NULL, file VARCHAR NOT NULL, digest VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL, ended TIMESTAMP,
    rows BIGINT NOT NULL, kept BIGINT NOT NULL, repeated BIGINT NOT NULL, broken BIGINT NOT NULL,
    namesakes BIGINT NOT NULL
);

-- Events without sentences. `source` and `target` are ISO 3166-1 alpha-3; `print` tells rows with one id apart.
CREATE TABLE IF NOT EXISTS outside_events (
    dataset VARCHAR NOT NULL, import VARCHAR NOT NULL, id VARCHAR,
    day DATE NOT NULL, last_day DATE NOT NULL,
    source VARCHAR[] NOT NULL, source_code VARCHAR, source_name VARCHAR, source_role VARCHAR,
    target VARCHAR[] NOT NULL, target_code VARCHAR, target_name VARCHAR, target_role VARCHAR,
    code VARCHAR, plover VARCHAR, mode VARCHAR, label VARCHAR, contexts VARCHAR,
    quad INTEGER, scheme VARCHAR, score DOUBLE, scale VARCHAR,
    mentions INTEGER, articles INTEGER, deaths INTEGER,
    place VARCHAR, place_country VARCHAR, latitude DOUBLE, longitude DOUBLE,
    url VARCHAR, publisher VARCHAR, published DATE, print UINTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS outside_mentions (
    dataset VARCHAR NOT NULL, import VARCHAR NOT NULL, id VARCHAR NOT NULL, day DATE NOT NULL,
    publisher VARCHAR, url VARCHAR, sentence INTEGER, confidence DOUBLE, print UINTEGER NOT NULL
);

-- Votes, alliances, trade, treaties, leaders, posts, and columns of dyad-year tables.
CREATE TABLE IF NOT EXISTS outside_facts (
    dataset VARCHAR NOT NULL, import VARCHAR NOT NULL, sort VARCHAR NOT NULL,
    a VARCHAR NOT NULL, b VARCHAR, directed BOOLEAN NOT NULL, day DATE NOT NULL, last_day DATE,
    item VARCHAR NOT NULL, number DOUBLE, "text" VARCHAR, print UINTEGER NOT NULL
);
