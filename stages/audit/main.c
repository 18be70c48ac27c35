#include "audit/audit.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_audit, argc, argv);
}
