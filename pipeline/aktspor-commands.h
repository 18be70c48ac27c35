/* The commands of aktspor that have a file of their own. Each is a whole program: it reads its own
 * options, says what is wrong, and returns the exit status. argv[0] is the command's name. */
#ifndef AKT_AKTSPOR_COMMANDS_H
#define AKT_AKTSPOR_COMMANDS_H

int diff_main(int argc, char **argv);
int export_main(int argc, char **argv);
int forget_main(int argc, char **argv);
int import_main(int argc, char **argv);

#endif
