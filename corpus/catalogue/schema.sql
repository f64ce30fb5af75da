-- The catalogue of inspection reports: every report, section and passage that was read, the
-- acronyms they define, and every file that was looked at. docs/catalogue.md explains it for people and gives example queries.
--
-- Dates are calendar dates as ISO text ("2024-01-29"). What is unknown is NULL, and the table
-- "unknown" says why. Positions count from 0 in the order of print; pages count from 1.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,  -- schema_version | identity | revision
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    id                  TEXT NOT NULL PRIMARY KEY,  -- area, type and start of the inspection, as in web addresses
    title               TEXT NOT NULL,              -- as printed
    inspection_type     TEXT NOT NULL,              -- area-send, ilacs, jtai ...
    inspected_from      TEXT,
    inspected_to        TEXT,
    published           TEXT,
    previous_inspection TEXT,
    judgement           TEXT,                       -- overall, in the canonical words of its framework
    judgement_printed   TEXT,                       -- the words it was read from
    pages               INTEGER,                    -- NULL where the file has no pages
    licence             TEXT,
    authority_number    TEXT,                       -- the inspectorate's, from the name of the folder
    words               INTEGER,                    -- that a PDF prints; NULL for other files
    uncovered_words     INTEGER,                    -- how many of them are in nothing that was read
    path                TEXT NOT NULL,              -- the file it was read from
    sha256              TEXT NOT NULL UNIQUE,       -- of that file's content
    url                 TEXT                        -- the publisher's address, where known
);

CREATE TABLE report_areas (
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    area      TEXT    NOT NULL,                     -- the local authority's usual name
    region    TEXT,                                 -- that area's region
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE INDEX report_areas_by_area ON report_areas (area);

CREATE TABLE report_regions (                       -- the regions of the report as a whole, each once
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    region    TEXT    NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE judgements (                           -- one row a graded aspect
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    aspect    TEXT    NOT NULL,
    grade     TEXT    NOT NULL,                     -- canonical words
    printed   TEXT    NOT NULL,                     -- the word or figure in the report
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE inspectorates (
    report_id    TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    inspectorate TEXT    NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE lead_inspectors (
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE warnings (                             -- what a person should look at in this report
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    message   TEXT    NOT NULL,
    page      INTEGER,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE corrections (                          -- fields that a person's list of reports corrects
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    field     TEXT    NOT NULL,                     -- title, areas, judgement ...
    list      TEXT    NOT NULL,                     -- the path of the list
    read      TEXT,                                 -- what was read from the file, NULL for nothing
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE area_names (                           -- other names of its areas, from a list of areas beside the files
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    area      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE uncovered_pages (                      -- where words are printed that are in nothing that was read
    report_id TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    page      INTEGER NOT NULL,
    words     INTEGER NOT NULL,
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;

CREATE TABLE unknown (                              -- why a field of the report is empty
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    field     TEXT NOT NULL,                        -- published, judgement, inspected_from ...
    reason    TEXT NOT NULL,
    PRIMARY KEY (report_id, field)
) WITHOUT ROWID;

CREATE TABLE sections (
    report_id    TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    heading      TEXT    NOT NULL,                  -- as printed, may be empty
    level        INTEGER NOT NULL,                  -- 1 is outermost
    path         TEXT    NOT NULL,                  -- the headings above, outermost first, as a JSON list
    finding      TEXT    NOT NULL CHECK (finding IN ('strength', 'weakness', 'recommendation', 'mixed', 'context')),
    finding_rule TEXT    NOT NULL,                  -- what decided the finding
    judgement    TEXT,                              -- the section's own grade
    PRIMARY KEY (report_id, position)
);

CREATE TABLE passages (
    id               TEXT    NOT NULL PRIMARY KEY,  -- as in permalinks
    report_id        TEXT    NOT NULL,
    section_position INTEGER NOT NULL,
    position         INTEGER NOT NULL,              -- within the whole report
    kind             TEXT    NOT NULL CHECK (kind IN ('bullet', 'numbered', 'paragraph', 'table')),
    level            INTEGER NOT NULL,              -- list nesting, 1 is outermost
    number           TEXT,                          -- the printed paragraph number
    text             TEXT    NOT NULL,              -- exactly what is printed, lines re-joined
    page             INTEGER,
    page_end         INTEGER,
    time_scale       TEXT,                          -- by when a recommendation is to be met, in the words printed
    responsible      TEXT,                          -- who is to meet it, in the words printed beside it
    FOREIGN KEY (report_id, section_position)
        REFERENCES sections (report_id, position) ON DELETE CASCADE
);
CREATE UNIQUE INDEX passages_in_order ON passages (report_id, position);
CREATE INDEX passages_by_section ON passages (report_id, section_position);

CREATE TABLE acronyms (                             -- one row a definition: "long form (SHORT)" or "SHORT (long form)"
    report_id  TEXT    NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    short      TEXT    NOT NULL,                    -- as printed
    long       TEXT    NOT NULL,                    -- as printed
    short_key  TEXT    NOT NULL,                    -- without case, plural and marks: "EHC plans" is "ehcp"
    long_key   TEXT    NOT NULL,                    -- likewise, without "and", "of" and the like
    passage_id TEXT,                                -- the passage that prints it; NULL where a heading does
    PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE INDEX acronyms_by_key ON acronyms (short_key, long_key);

CREATE TABLE footnotes (                            -- which passages are footnotes, and where their marks stand
    passage_id TEXT NOT NULL PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    report_id  TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    mark       TEXT,                                -- as printed; NULL where none is
    of_passage TEXT REFERENCES passages (id) ON DELETE CASCADE,  -- the passage its mark stands in
    heading    TEXT,                                -- or else the heading
    at         INTEGER,                             -- characters of that text before the mark, which is no part of it
    CHECK ((at IS NULL) = (of_passage IS NULL AND heading IS NULL))
);
CREATE INDEX footnotes_by_report ON footnotes (report_id);
CREATE INDEX footnotes_by_place ON footnotes (of_passage);

CREATE TABLE files (                                -- every file that was looked at
    path            TEXT NOT NULL PRIMARY KEY,
    root            TEXT NOT NULL,                  -- the folder, or the file itself, that was asked for
    sha256          TEXT,                           -- NULL where the file was never opened
    size            INTEGER,                        -- bytes; NULL where the last attempt could not open it
    mtime_ns        INTEGER,                        -- nanoseconds since 1970; NULL likewise
    status          TEXT NOT NULL CHECK (status IN ('indexed', 'failed')),
    reason          TEXT,                           -- why it failed
    report_id       TEXT REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,  -- copies of one report share it
    reading_version TEXT,                           -- of what it was read by; NULL where it must be read again
    CHECK ((status = 'failed') = (reason IS NOT NULL)),
    CHECK (status = 'failed' OR report_id IS NOT NULL)
) WITHOUT ROWID;
CREATE INDEX files_by_sha256 ON files (sha256);
CREATE INDEX files_by_report ON files (report_id);

-- One row a report: areas and regions in one cell each, and how much was read.
CREATE VIEW reports_full AS
SELECT
    r.id,
    r.title,
    (SELECT group_concat(area, '; ') FROM (SELECT area FROM report_areas a WHERE a.report_id = r.id ORDER BY position)) AS areas,
    (SELECT group_concat(region, '; ') FROM (SELECT region FROM report_regions g WHERE g.report_id = r.id ORDER BY position)) AS regions,
    r.inspection_type,
    CAST(substr(coalesce(r.inspected_from, r.published), 1, 4) AS INTEGER) AS year,
    r.inspected_from,
    r.inspected_to,
    r.published,
    r.previous_inspection,
    r.judgement,
    r.authority_number,
    r.pages,
    r.words,
    r.uncovered_words,
    (SELECT count(*) FROM passages p WHERE p.report_id = r.id) AS passages,
    (SELECT count(*) FROM warnings w WHERE w.report_id = r.id) AS warnings,
    (SELECT group_concat(field, '; ') FROM (SELECT field FROM corrections c WHERE c.report_id = r.id ORDER BY position)) AS corrected,
    r.path,
    r.url
FROM reports r;

-- One row a passage, with its section and its report: what most questions need.
CREATE VIEW passages_full AS
SELECT
    p.id,
    p.text,
    p.page,
    p.kind,
    p.number,
    p.time_scale,
    p.responsible,
    s.heading,
    s.finding,
    s.judgement AS section_judgement,
    r.title,
    r.areas,
    r.regions,
    r.inspection_type,
    r.year,
    r.inspected_from,
    r.inspected_to,
    r.published,
    r.judgement,
    p.report_id,
    p.section_position,
    p.position
FROM passages p
JOIN sections s ON s.report_id = p.report_id AND s.position = p.section_position
JOIN reports_full r ON r.id = p.report_id;

-- One row a meaning of an acronym, in the printed forms that define it most often.
CREATE VIEW acronyms_full AS
SELECT
    (SELECT short FROM acronyms s WHERE s.short_key = a.short_key AND s.long_key = a.long_key
     GROUP BY short ORDER BY count(*) DESC, short LIMIT 1) AS short,
    (SELECT long FROM acronyms l WHERE l.short_key = a.short_key AND l.long_key = a.long_key
     GROUP BY long ORDER BY count(*) DESC, long LIMIT 1) AS long,
    count(DISTINCT a.report_id) AS reports,
    count(*) AS definitions,
    a.short_key,
    a.long_key
FROM acronyms a
GROUP BY a.short_key, a.long_key;

-- One row a file that could not become a report.
CREATE VIEW failed_files AS
SELECT path, reason, size, sha256 FROM files WHERE status = 'failed' ORDER BY path;
