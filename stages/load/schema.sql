-- The database of Aktspor, version 5. aktspor-db(5) is its manual: tables, views, ten queries.
-- What changes here changes DATABASE_VERSION too, and migrations.c brings older files up to date.
--
-- A document is its bytes (SHA-256); a location is a path where they were found. Money is whole
-- øre, dates are an earliest and a latest day, offsets count code points. Rows of a document are
-- numbered as in the stream: mention n is m<n> there, fact n is f<n>, sentence n is s<n>.
-- Persons' numbers (CPR) are nowhere: their digits are written •, in the kept line too.

-- ---- what was loaded --------------------------------------------------------------------------

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    sha256 TEXT UNIQUE CHECK (length(sha256) = 64), -- NULL: its bytes could not be had
    media TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('text', 'mixed', 'image-only', 'empty', 'encrypted',
                                         'damaged', 'limit')),
    pages INTEGER NOT NULL,
    title TEXT,
    issued TEXT,          -- as in the stream: 2016-08, ...
    issued_from TEXT,     -- first and last day it may mean
    issued_to TEXT,
    municipality TEXT NOT NULL, -- whose paper it is; '' unknown
    stages TEXT NOT NULL, -- "extract=1.0;normalise=1.0/HASH;...": what has worked on it
    current INTEGER NOT NULL CHECK (current IN (0, 1)), -- 0: no path holds these bytes any more
    linked INTEGER NOT NULL DEFAULT 0 CHECK (linked IN (0, 1))
) STRICT;
CREATE INDEX document_unlinked ON document (id) WHERE NOT linked;

CREATE TABLE location (
    id INTEGER PRIMARY KEY,
    path ANY NOT NULL,    -- text; a blob where the file's name is not UTF-8
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    current INTEGER NOT NULL CHECK (current IN (0, 1)), -- 0: other bytes stand there now
    UNIQUE (path, document)
) STRICT;
CREATE UNIQUE INDEX location_current ON location (path) WHERE current;
CREATE INDEX location_document ON location (document);

-- What a list beside the papers says of a path: the meeting that the paper was for.
CREATE TABLE sidecar (
    path ANY PRIMARY KEY, -- as location.path
    committee TEXT NOT NULL,
    meeting TEXT NOT NULL,
    date TEXT NOT NULL,   -- in the forms of the stream; '' where the list does not say
    date_from TEXT,
    date_to TEXT
) STRICT, WITHOUT ROWID;

-- The document's line of the stream, zlib; masked: persons' numbers were replaced in it.
CREATE TABLE stream (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    size INTEGER NOT NULL,
    masked INTEGER NOT NULL CHECK (masked IN (0, 1)),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE issue (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    n INTEGER NOT NULL,
    tag TEXT NOT NULL,
    page INTEGER NOT NULL, -- 0: the whole document
    text TEXT NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE page (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: the full-text index counts on it
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    n INTEGER NOT NULL,
    state TEXT NOT NULL,
    characters INTEGER NOT NULL,
    text_hash INTEGER NOT NULL, -- of the text that the index holds
    UNIQUE (document, n)
) STRICT;

-- The words of each page (rowid is page.id), with å as å.
CREATE VIRTUAL TABLE page_text USING fts5 (
    text, content = '', tokenize = 'unicode61 remove_diacritics 0'
);

-- ---- what the stages found --------------------------------------------------------------------

CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    n INTEGER NOT NULL,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,
    attrs TEXT NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    end_page INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    end_column INTEGER NOT NULL,
    start_offset INTEGER NOT NULL, -- code points of the reading text, half-open
    end_offset INTEGER NOT NULL,
    sentence INTEGER,              -- n of the sentence, from 1
    cert TEXT NOT NULL,
    rule TEXT NOT NULL,
    amount_min_ore INTEGER,        -- amounts in kroner
    amount_max_ore INTEGER,
    earliest TEXT,                 -- dates and periods: days
    latest TEXT,
    name INTEGER REFERENCES name,  -- projects, programmes, organisations, cases, persons, places
    UNIQUE (document, n)
) STRICT;
CREATE INDEX mention_name ON mention (name, document) WHERE name IS NOT NULL;
CREATE INDEX mention_short ON mention (text, name) WHERE name IS NOT NULL AND text <> value;

CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    n INTEGER NOT NULL,
    predicate TEXT NOT NULL,
    subject_type TEXT NOT NULL,    -- 'document', 'text' or a mention's type
    subject TEXT NOT NULL,
    subject_mention INTEGER,       -- n of the mention
    subject_name INTEGER REFERENCES name,
    object_type TEXT NOT NULL,
    object TEXT NOT NULL,
    object_mention INTEGER,
    object_name INTEGER REFERENCES name,
    qualifiers TEXT NOT NULL,      -- all of them, as akt-show prints them; and one by one:
    status TEXT,
    period TEXT,
    period_from TEXT,
    period_to TEXT,
    date TEXT,
    date_from TEXT,
    date_to TEXT,
    per TEXT,
    source TEXT,
    grantor TEXT,
    recipient TEXT,
    approx TEXT,
    "of" TEXT,
    committee TEXT,
    item TEXT,
    verdict TEXT,
    "by" TEXT,
    note TEXT,
    amount_min_ore INTEGER,        -- the object, if it is an amount in kroner
    amount_max_ore INTEGER,
    earliest TEXT,                 -- the object, if it is a date or period
    latest TEXT,
    cert TEXT NOT NULL,
    rule TEXT NOT NULL,
    key TEXT NOT NULL DEFAULT '',  -- from place and rule family: the same after a reload (keys.c)
    UNIQUE (document, n),
    FOREIGN KEY (document, subject_mention) REFERENCES mention (document, n),
    FOREIGN KEY (document, object_mention) REFERENCES mention (document, n)
) STRICT;
CREATE INDEX fact_predicate ON fact (predicate);
CREATE INDEX fact_subject_name ON fact (subject_name) WHERE subject_name IS NOT NULL;
CREATE INDEX fact_object_name ON fact (object_name) WHERE object_name IS NOT NULL;
CREATE INDEX fact_meeting ON fact (date)
 WHERE predicate IN ('considered', 'decision') AND date_from = date_to;

-- The spans that show a fact: a sentence or a mention, with its printed words.
CREATE TABLE evidence (
    fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE,
    n INTEGER NOT NULL,
    sentence INTEGER, -- n of the sentence, or
    mention INTEGER,  -- n of the mention
    text TEXT NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    end_page INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    end_column INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    PRIMARY KEY (fact, n),
    CHECK ((sentence IS NULL) <> (mention IS NULL))
) STRICT, WITHOUT ROWID;

-- ---- across documents: filled by akt-link -----------------------------------------------------

-- Who or what is meant, under all its names.
CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,   -- its best name
    scope TEXT NOT NULL,  -- the municipality it belongs to; '' everywhere or unknown
    UNIQUE (kind, name, scope)
) STRICT;

-- A name as papers of one municipality write it; loaded with the papers, given its entity by link.
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,   -- project, programme, organisation, case, person, place
    class TEXT NOT NULL,  -- of organisations and programmes: committee, fund, ...; of cases the scheme
    value TEXT NOT NULL,
    scope TEXT NOT NULL,
    entity INTEGER REFERENCES entity,
    compared INTEGER NOT NULL DEFAULT 0 CHECK (compared IN (0, 1, 2)), -- 1: all is known of it;
                          -- 0: link has not met it; 2: a paper that named it went or was read anew
    UNIQUE (kind, value, class, scope)
) STRICT;
CREATE INDEX name_entity ON name (entity);
CREATE INDEX name_anew ON name (compared) WHERE compared <> 1;

-- In which blocks link put a name: names that share one are compared. No export has it.
CREATE TABLE block (
    key INTEGER NOT NULL, -- a hash
    name INTEGER NOT NULL,
    PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;

-- The dictionary rows and the version of link that all links were made with.
CREATE TABLE linked_with (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    dictionaries TEXT NOT NULL
) STRICT;

-- Where a paper says that two names are one: "A hedder nu B".
CREATE TABLE renaming (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    from_name INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
    to_name INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
    quote TEXT NOT NULL,
    PRIMARY KEY (document, from_name, to_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX renaming_from ON renaming (from_name);
CREATE INDEX renaming_to ON renaming (to_name);

-- Why two names are one ('same', 'not-same'), or which paper points to which ('refers').
CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('same', 'not-same', 'refers')),
    from_name INTEGER REFERENCES name ON DELETE CASCADE,
    to_name INTEGER REFERENCES name ON DELETE CASCADE,
    from_document INTEGER REFERENCES document ON DELETE CASCADE,
    to_document INTEGER REFERENCES document ON DELETE CASCADE,
    entity INTEGER REFERENCES entity ON DELETE CASCADE, -- the case or committee that papers share
    day TEXT,             -- of the committee's meeting
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    reason TEXT NOT NULL,
    CHECK ((kind = 'refers') = (from_document IS NOT NULL AND to_document IS NOT NULL)),
    CHECK ((kind <> 'refers') = (from_name IS NOT NULL AND to_name IS NOT NULL)),
    UNIQUE (kind, from_name, to_name),
    UNIQUE (kind, from_document, to_document, reason)
) STRICT;
CREATE INDEX link_entity ON link (entity, day) WHERE entity IS NOT NULL;
CREATE INDEX link_to_name ON link (to_name) WHERE to_name IS NOT NULL;
CREATE INDEX link_from_document ON link (from_document) WHERE from_document IS NOT NULL;
CREATE INDEX link_to_document ON link (to_document) WHERE to_document IS NOT NULL;

-- What was checked: an announced sum (one fact), or two facts that speak of the same: they do not
-- agree, or the later paper has it otherwise, or has it no more.
CREATE TABLE "check" (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sum', 'contradiction', 'change', 'vanished')),
    fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE,
    other INTEGER REFERENCES fact ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('consistent', 'off', 'unverified')),
    difference TEXT,      -- without sign, in the unit of what was checked; money in kroner
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX check_facts ON "check" (kind, fact, coalesce(other, 0));
CREATE INDEX check_other ON "check" (other) WHERE other IS NOT NULL;

-- What people judged. A verdict outlives its fact: it is found again by its words and place.
CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    fact INTEGER REFERENCES fact ON DELETE SET NULL,
    predicate TEXT NOT NULL,
    subject TEXT NOT NULL,
    object TEXT NOT NULL,
    qualifiers TEXT NOT NULL,
    quote TEXT NOT NULL,  -- the printed words of the first evidence
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'unsure')),
    note TEXT NOT NULL DEFAULT '',
    reviewer TEXT NOT NULL DEFAULT '',
    made TEXT,            -- when, as the program that judged says
    carried_from INTEGER REFERENCES verdict ON DELETE SET NULL, -- from the paper that this one replaced
    corrected TEXT,       -- of a rejected one: the value that the paper says
    sample INTEGER REFERENCES sample ON DELETE SET NULL -- that it was given in
) STRICT;
CREATE INDEX verdict_document ON verdict (document);
CREATE INDEX verdict_fact ON verdict (fact) WHERE fact IS NOT NULL;
CREATE INDEX verdict_carried ON verdict (carried_from) WHERE carried_from IS NOT NULL;
CREATE INDEX verdict_sample ON verdict (sample) WHERE sample IS NOT NULL;

-- What a page says and no fact does.
CREATE TABLE missed (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    page INTEGER NOT NULL,
    predicate TEXT NOT NULL, -- of the fact that should be there
    quote TEXT NOT NULL,     -- the printed words
    boxes TEXT NOT NULL DEFAULT '', -- "x0,y0,x1,y1 ...": where, in shares of the page as shown
    value TEXT NOT NULL DEFAULT '', -- what its object would be
    note TEXT NOT NULL DEFAULT '',
    reviewer TEXT NOT NULL DEFAULT '',
    made TEXT,
    sample INTEGER REFERENCES sample ON DELETE SET NULL,
    fact INTEGER REFERENCES fact ON DELETE SET NULL, -- better rules found it since
    carried_from INTEGER REFERENCES missed ON DELETE SET NULL
) STRICT;
CREATE INDEX missed_document ON missed (document, page);
CREATE INDEX missed_fact ON missed (fact) WHERE fact IS NOT NULL;
CREATE INDEX missed_sample ON missed (sample) WHERE sample IS NOT NULL;
CREATE INDEX missed_carried ON missed (carried_from) WHERE carried_from IS NOT NULL;

-- A page that somebody read through: whatever is missing there is marked.
CREATE TABLE reading (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    page INTEGER NOT NULL,
    reviewer TEXT NOT NULL DEFAULT '',
    made TEXT,
    sample INTEGER REFERENCES sample ON DELETE SET NULL,
    carried_from INTEGER REFERENCES reading ON DELETE SET NULL
) STRICT;
CREATE INDEX reading_document ON reading (document, page);
CREATE INDEX reading_sample ON reading (sample) WHERE sample IS NOT NULL;
CREATE INDEX reading_carried ON reading (carried_from) WHERE carried_from IS NOT NULL;

-- What was taken back. Nothing that a person said is ever changed or deleted.
CREATE TABLE withdrawal (
    id INTEGER PRIMARY KEY,
    verdict INTEGER REFERENCES verdict ON DELETE CASCADE,
    missed INTEGER REFERENCES missed ON DELETE CASCADE,
    reading INTEGER REFERENCES reading ON DELETE CASCADE,
    reviewer TEXT NOT NULL DEFAULT '',
    made TEXT,
    CHECK ((verdict IS NOT NULL) + (missed IS NOT NULL) + (reading IS NOT NULL) = 1)
) STRICT;
CREATE INDEX withdrawal_verdict ON withdrawal (verdict) WHERE verdict IS NOT NULL;
CREATE INDEX withdrawal_missed ON withdrawal (missed) WHERE missed IS NOT NULL;
CREATE INDEX withdrawal_reading ON withdrawal (reading) WHERE reading IS NOT NULL;

-- What was drawn for review, with all that it takes to draw it again.
CREATE TABLE sample (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    method TEXT NOT NULL CHECK (method IN ('random', 'stratified', 'amounts', 'pages')),
    seed INTEGER NOT NULL,
    size INTEGER NOT NULL,       -- as asked for
    parameters TEXT NOT NULL,    -- what it was drawn from: "predicate=funding;cert=low"
    frame TEXT NOT NULL,         -- SHA-256 over all that could be drawn, in order
    population INTEGER NOT NULL, -- how many that were
    total_ore INTEGER,           -- amounts: their sum, and the interval between draws
    interval_ore INTEGER,
    made TEXT NOT NULL,
    program TEXT NOT NULL        -- name and version of what drew it
) STRICT;
CREATE TABLE stratum (
    sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE,
    name TEXT NOT NULL,
    population INTEGER NOT NULL,
    total_ore INTEGER,
    PRIMARY KEY (sample, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE draw (
    sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE,
    n INTEGER NOT NULL,          -- in the order of review
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    fact INTEGER REFERENCES fact ON DELETE SET NULL, -- NULL: of a page, or stated no more
    key TEXT NOT NULL,           -- fact.key; '' of a page
    page INTEGER NOT NULL,
    stratum TEXT NOT NULL,
    amount_ore INTEGER,
    hits INTEGER NOT NULL,       -- amounts: how many draws fell on it
    certain INTEGER NOT NULL CHECK (certain IN (0, 1)), -- it was drawn whatever the seed
    PRIMARY KEY (sample, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX draw_document ON draw (document);
CREATE INDEX draw_fact ON draw (fact) WHERE fact IS NOT NULL;

-- ---- views for people: only papers that still stand somewhere ---------------------------------

-- Every paper at every path, with what a list beside the papers says of it.
CREATE VIEW paper AS
SELECT location.path, document.state, document.pages, document.title, document.issued,
       document.municipality, document.sha256, document.id AS document,
       (SELECT group_concat(issue.tag || ': ' || issue.text, '; ') FROM issue
         WHERE issue.document = document.id) AS issues,
       sidecar.committee AS listed_committee, sidecar.meeting AS listed_meeting,
       sidecar.date AS listed_date
  FROM location JOIN document ON document.id = location.document
  LEFT JOIN sidecar ON sidecar.path = location.path
 WHERE location.current;

-- One path for each document: the first in the alphabet.
CREATE VIEW document_path AS
SELECT document, min(path) AS path FROM location WHERE current GROUP BY document;

-- Facts with path, first evidence, and the entities' names in place of the paper's spelling.
CREATE VIEW fact_read AS
SELECT fact.*, coalesce(se.name, fact.subject) AS subject_best,
       coalesce(oe.name, fact.object) AS object_best,
       document.municipality, document.issued, document.issued_from,
       evidence.text AS evidence, evidence.page, evidence.line, document_path.path,
       sn.entity AS subject_entity, onm.entity AS object_entity,
       'd' || substr(document.sha256, 1, 16) || '/' || fact.key AS stable_id
  FROM fact
  JOIN document ON document.id = fact.document AND document.current
  JOIN document_path ON document_path.document = fact.document
  LEFT JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1
  LEFT JOIN name AS sn ON sn.id = fact.subject_name
  LEFT JOIN entity AS se ON se.id = sn.entity
  LEFT JOIN name AS onm ON onm.id = fact.object_name
  LEFT JOIN entity AS oe ON oe.id = onm.entity;

-- Who got what: an amount or a share, its role, its time.
CREATE VIEW funding AS
SELECT subject_best AS project, subject_type AS kind, amount_min_ore / 100.0 AS kroner,
       amount_max_ore / 100.0 AS kroner_max,
       CASE object_type WHEN 'percent' THEN object END AS percent, status, per, period, date,
       source, grantor, recipient, approx, municipality, path, page, evidence, id AS fact,
       subject_entity AS entity, stable_id
  FROM fact_read WHERE predicate = 'funding';

-- What is said of a project or programme, in the order of time.
CREATE VIEW project_timeline AS
SELECT subject_best AS project, subject_type AS kind, municipality,
       coalesce(date_from, CASE predicate WHEN 'period' THEN earliest END, period_from,
                issued_from) AS day,
       predicate AS what, object_best AS value, status, period, date, path, page, evidence,
       id AS fact, subject_entity AS entity
  FROM fact_read
 WHERE subject_type IN ('project', 'programme')
 ORDER BY project, municipality, day, path, n;

-- A case through the papers: its own papers, where it was considered, what was decided.
CREATE VIEW case_history AS
SELECT subject_best AS "case", municipality, date_from AS day, 'considered' AS what,
       object_best AS committee, item,
       (SELECT group_concat(DISTINCT decision.object) FROM fact AS decision
         WHERE decision.document = considered.document AND decision.predicate = 'decision'
           AND decision.subject = considered.object AND decision.date IS considered.date
           AND decision.item IS considered.item) AS outcome,
       path, page, evidence, id AS fact, subject_entity AS entity
  FROM fact_read AS considered WHERE predicate = 'considered'
UNION ALL
SELECT object_best, municipality, issued_from, 'paper', NULL, NULL,
       (SELECT title FROM document WHERE document.id = own.document), path, page, evidence, id,
       object_entity
  FROM fact_read AS own WHERE predicate = 'case-number'
 ORDER BY 1, 2, 3, 8;

-- The meetings that papers speak of, with how much was dealt with there. What a paper decides
-- without a date is decided on its own day.
CREATE VIEW meetings AS
SELECT committee, municipality, day, count(DISTINCT item) AS items,
       count(DISTINCT "case") AS cases, sum(decision) AS decisions,
       count(DISTINCT document) AS papers, min(path) AS first_path
  FROM (SELECT object_best AS committee, municipality,
               CASE WHEN date IS NULL THEN issued_from WHEN date_from = date_to THEN date_from
               END AS day, item, subject_best AS "case", 0 AS decision, document, path
          FROM fact_read WHERE predicate = 'considered'
        UNION ALL
        SELECT subject_best, municipality,
               CASE WHEN date IS NULL THEN issued_from WHEN date_from = date_to THEN date_from
               END, item, NULL, 1, document, path
          FROM fact_read WHERE predicate = 'decision')
 WHERE day IS NOT NULL
 GROUP BY committee, municipality, day
 ORDER BY committee, municipality, day;

-- Every announced sum, and whether it holds.
CREATE VIEW sum_checks AS
SELECT "check".verdict, fact_read.object AS sum, fact_read.subject_type AS what,
       fact_read.subject AS whole, "check".difference, path, page, evidence,
       "check".fact, fact_read.municipality
  FROM "check" JOIN fact_read ON fact_read.id = "check".fact
 WHERE "check".kind = 'sum';

-- What does not agree: sums that are off, amounts that contradict each other, what changed from one
-- paper to the next.
CREATE VIEW discrepancy AS
SELECT "check".kind, "check".verdict, a.subject_best AS subject, "check".difference, "check".reason,
       a.object AS value, a.path, a.page, a.evidence,
       b.object AS other_value, b.path AS other_path, b.page AS other_page,
       b.evidence AS other_evidence, "check".score, "check".fact, "check".other
  FROM "check"
  JOIN fact_read AS a ON a.id = "check".fact
  LEFT JOIN fact_read AS b ON b.id = "check".other
 WHERE ("check".verdict = 'off' OR "check".kind <> 'sum') AND ("check".other IS NULL OR b.id IS NOT NULL);

-- What each reviewer says of a fact now: the last verdict that was not taken back.
CREATE VIEW verdict_standing AS
SELECT verdict.* FROM verdict
 WHERE NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.verdict = verdict.id)
   AND NOT EXISTS (SELECT 1 FROM verdict AS later
                    WHERE later.fact = verdict.fact AND later.reviewer = verdict.reviewer
                      AND (coalesce(later.made, ''), later.id)
                          > (coalesce(verdict.made, ''), verdict.id)
                      AND NOT EXISTS (SELECT 1 FROM withdrawal
                                       WHERE withdrawal.verdict = later.id));

-- Facts that nobody has judged, the least certain first.
CREATE VIEW unreviewed AS
SELECT id AS fact, predicate, subject_best AS subject, object_best AS object, qualifiers, cert,
       rule, path, page, line, evidence
  FROM fact_read
 WHERE NOT EXISTS (SELECT 1 FROM verdict_standing WHERE verdict_standing.fact = fact_read.id)
 ORDER BY CASE cert WHEN 'low' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, path, n;

-- Verdicts whose fact the papers no longer state in these words, and that no later paper took over.
CREATE VIEW verdicts_unfit AS
SELECT verdict.id AS verdict_id, verdict.verdict, verdict.predicate, verdict.subject,
       verdict.object, verdict.qualifiers, verdict.quote, path, verdict.page, verdict.line,
       verdict.note, verdict.reviewer, verdict.made
  FROM verdict JOIN document ON document.id = verdict.document
  LEFT JOIN document_path ON document_path.document = verdict.document
 WHERE (verdict.fact IS NULL OR (NOT document.current AND NOT EXISTS
       (SELECT 1 FROM verdict AS later WHERE later.carried_from = verdict.id)))
   AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.verdict = verdict.id)
 ORDER BY path, verdict.page, verdict.line, verdict.id;

-- Papers that could not be read, or that a stage failed on, and why.
CREATE VIEW documents_failed AS
SELECT path, state, issues FROM paper
 WHERE state IN ('damaged', 'limit')
    OR EXISTS (SELECT 1 FROM issue WHERE issue.document = paper.document
                AND issue.tag = 'stage-failed')
 ORDER BY path;

-- Papers that are no failures but have no words: images, empty ones, those that want a password.
CREATE VIEW documents_without_text AS
SELECT path, state, pages, issues FROM paper
 WHERE state IN ('image-only', 'empty', 'encrypted') ORDER BY path;
