#!/bin/sh
# make demo: the papers of fixtures/ into build/demo.db, and what a person would look at first.
set -eu
bin=${BUILD:-build}/bin
db=${BUILD:-build}/demo.db
report=${BUILD:-build}/demo-report
rm -rf "$db" "$db"-* "$report"

show() { sqlite3 -cmd '.mode box --wrap 46 --ww' "$db" "$1"; }
head() { printf '\n\033[1m%s\033[0m\n' "$1"; }

head "Papers in, facts out: aktspor run fixtures/pdf fixtures/html -o $db"
"$bin/aktspor" run fixtures/pdf fixtures/html -o "$db"

head "What was granted, for which years, and the page that says it"
show "SELECT project, replace(printf('%,d', kroner), ',', '.') AS kroner, status, period, source,
             replace(path, rtrim(path, replace(path, '/', '')), '') || ' p. ' || page AS page
        FROM funding
       WHERE kind IN ('project', 'programme') AND status IN ('granted', 'allocated')
         AND kroner IS NOT NULL
       GROUP BY project, kroner, period ORDER BY municipality, project, period LIMIT 14"

head "Sums that the papers announce, done again"
show "SELECT * FROM (SELECT verdict, sum, evidence FROM sum_checks WHERE verdict = 'consistent'
                       AND length(evidence) BETWEEN 60 AND 220 GROUP BY sum ORDER BY length(sum) DESC LIMIT 2)
      UNION ALL
      SELECT * FROM (SELECT verdict, sum, evidence FROM sum_checks WHERE verdict = 'off' GROUP BY sum
                      ORDER BY length(evidence) DESC LIMIT 2)"

head "The same project in two papers, and where they disagree"
show "SELECT l.reason AS 'why they are one', a.value AS 'in one paper', b.value AS 'in another'
        FROM link AS l JOIN name AS a ON a.id = l.from_name JOIN name AS b ON b.id = l.to_name
       WHERE l.kind = 'same' AND a.kind = 'project' AND a.value <> b.value
       ORDER BY l.score DESC LIMIT 3"
show "SELECT subject, value, other_value AS 'or', reason FROM discrepancy WHERE kind = 'contradiction' LIMIT 2"

head "Every fact held against its original: akt-audit verify $db"
"$bin/akt-audit" verify "$db"
"$bin/akt-audit" report "$db" -o "$report" >/dev/null

cat <<END

The report, a page a paper with every fact marked on it:  $report/index.html
Ask the database what you like:                           sqlite3 $db "SELECT * FROM funding"
END
