#include "error.h"

G_DEFINE_QUARK(akt - error - quark, akt_error)

enum akt_exit
akt_error_exit(const GError *error)
{
    if (!error)
        return AKT_EXIT_OK;
    if (error->domain == G_OPTION_ERROR)
        return AKT_EXIT_USAGE;
    if (error->domain != AKT_ERROR)
        return AKT_EXIT_FAILURE;
    switch ((enum akt_error)error->code) {
    case AKT_ERROR_USAGE:
        return AKT_EXIT_USAGE;
    case AKT_ERROR_DAMAGED:
    case AKT_ERROR_ENCRYPTED:
    case AKT_ERROR_LIMIT:
    case AKT_ERROR_CHANGED:
    case AKT_ERROR_UNSUPPORTED:
        return AKT_EXIT_SOME;
    case AKT_ERROR_IO:
    case AKT_ERROR_STREAM:
    case AKT_ERROR_DICTIONARY:
    case AKT_ERROR_DATABASE:
    case AKT_ERROR_LIBRARY:
        break;
    }
    return AKT_EXIT_FAILURE;
}
