#include "recognise/recognise.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_recognise, argc, argv);
}
