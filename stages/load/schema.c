/* schema.sql as a string: the Makefile writes schema.inc from it, a literal a line. */
#include "database-private.h"

const char database_schema[] =
#include "stages/load/schema.inc"
    ;
