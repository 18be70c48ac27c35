#include "extract/extract.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_extract, argc, argv);
}
