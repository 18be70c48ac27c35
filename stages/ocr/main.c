#include "ocr/ocr.h"

int
main(int argc, char **argv)
{
    return stage_main(&stage_ocr, argc, argv);
}
