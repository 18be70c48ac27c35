/* Documents for the tests of relate, from a few lines of text with their mentions marked.
 *
 *   # heading          a heading                  > text     a line of the margin
 *   1. text, - text    a list item                ~ text     a header or footer
 *   | a | b |          a row of a table           text       a paragraph
 *
 *   {{type:value|text}} {{type:value;key=value;key=value|text}}    a mention, may be nested
 *
 * The first row of a table is its header. Sentences end at ". " before a capital or digit, and at
 * the end of a block; {{...}} is never cut. */
#ifndef RELATE_FIXTURE_H
#define RELATE_FIXTURE_H

#include "annotation.h"

/* A document of the marked text. Free with document_free(). */
struct document *fixture_document(const char *path, const char *marked);

/* The facts as "predicate subject object qualifiers" lines, sorted. Free with g_free(). */
char *fixture_facts(struct document *document);

#endif
