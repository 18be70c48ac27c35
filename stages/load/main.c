#include "load/load.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_load, argc, argv);
}
