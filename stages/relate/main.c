#include "relate/relate.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_relate, argc, argv);
}
