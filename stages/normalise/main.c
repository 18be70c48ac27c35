#include "normalise/normalise.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_normalise, argc, argv);
}
