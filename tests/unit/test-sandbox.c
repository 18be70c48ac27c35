/* What a closed-in process can no longer do. Each question is asked in a child of its own. */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    NO_LANDLOCK = 77
};

/* Enters the sandbox in a child and asks there. Returns wait's status; NO_LANDLOCK as exit status
 * where the kernel has none. */
static int
ask(int (*question)(gboolean landlock))
{
    pid_t pid = fork();
    if (!pid) {
        gboolean landlock = FALSE;
        g_autoptr(GError) error = NULL;
        if (!sandbox_enter(&sandbox_default_limits, &landlock, &error))
            _exit(99);
        _exit(question(landlock));
    }
    int status = 0;
    waitpid(pid, &status, 0);
    return status;
}

static void
assert_yes(int status)
{
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, 0);
}

static int
no_network(gboolean landlock)
{
    (void)landlock;
    return !(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM);
}

static int
no_process(gboolean landlock)
{
    (void)landlock;
    if (fork() >= 0)
        return 1;
    char program[] = "/bin/true";
    char *argv[] = {program, NULL};
    execv(program, argv);
    return errno != EPERM;
}

static int
no_writing(gboolean landlock)
{
    (void)landlock;
    if (open("/tmp/akt-test-sandbox", O_WRONLY | O_CREAT, 0600) >= 0 || errno != EPERM)
        return 1;
    return !(unlink("/tmp/akt-test-sandbox") < 0 && errno == EPERM);
}

static int
no_reading(gboolean landlock)
{
    if (!landlock)
        return NO_LANDLOCK;
    return !(open("/proc/self/cmdline", O_RDONLY) < 0 && errno == EACCES);
}

static int
reads_usr(gboolean landlock)
{
    (void)landlock;
    return open("/usr/share", O_RDONLY | O_DIRECTORY) < 0;
}

static int
no_memory(gboolean landlock)
{
    (void)landlock;
    gsize size = (gsize)sandbox_default_limits.memory_bytes;
    return mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static int
no_time(gboolean landlock)
{
    (void)landlock;
    const struct sandbox_limits limits = {.cpu_ms = 50, .cpu_ms_page = 10};
    sandbox_clock(&limits, 5);
    for (volatile guint i = 0;; i++)
        continue;
    return 1;
}

static int
clock_stops(gboolean landlock)
{
    (void)landlock;
    const struct sandbox_limits limits = {.cpu_ms = 30};
    sandbox_clock(&limits, 0);
    sandbox_clock_stop();
    for (volatile guint i = 0; i < 100000000; i++)
        continue;
    return 0;
}

/* FALSE, and the test is skipped, in a build that has no limits. */
static gboolean
has_limits(void)
{
    if (!sandbox_is_built())
        g_test_skip("built with AddressSanitizer: no limits");
    return sandbox_is_built();
}

static void
test_forbidden(void)
{
    if (!has_limits())
        return;
    assert_yes(ask(no_network));
    assert_yes(ask(no_process));
    assert_yes(ask(no_writing));
    assert_yes(ask(reads_usr));
}

static void
test_landlock(void)
{
    if (!has_limits())
        return;
    int status = ask(no_reading);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_LANDLOCK)
        g_test_skip("this kernel has no Landlock");
    else
        assert_yes(status);
}

static void
test_memory(void)
{
    if (has_limits())
        assert_yes(ask(no_memory));
}

static void
test_time(void)
{
    if (!has_limits())
        return;
    int status = ask(no_time);
    g_assert_true(WIFSIGNALED(status));
    g_assert_cmpint(WTERMSIG(status), ==, SIGPROF);
    assert_yes(ask(clock_stops));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sandbox/forbidden", test_forbidden);
    g_test_add_func("/sandbox/landlock", test_landlock);
    g_test_add_func("/sandbox/memory", test_memory);
    g_test_add_func("/sandbox/time", test_time);
    return g_test_run();
}
