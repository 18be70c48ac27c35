#include "link/link.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_link, argc, argv);
}
