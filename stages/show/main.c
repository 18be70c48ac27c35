#include "show/show.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_show, argc, argv);
}
