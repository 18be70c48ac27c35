#include "sandbox.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_LIMITS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_LIMITS 0
#endif
#endif
#ifndef WITH_LIMITS
#define WITH_LIMITS 1
#endif

const struct sandbox_limits sandbox_default_limits = {
    .memory_bytes = 512ULL * 1024 * 1024, .cpu_ms = 20000, .cpu_ms_page = 20};

guint
sandbox_wall_seconds(const struct sandbox_limits *limits)
{
    const guint USUAL = 600;
    return limits->wall_seconds ? limits->wall_seconds : USUAL;
}

gboolean
sandbox_is_built(void)
{
    return WITH_LIMITS;
}

static gboolean
limit(int resource, rlim_t value, const char *what, GError **error)
{
    const struct rlimit both = {value, value};
    if (!setrlimit((__rlimit_resource_t)resource, &both))
        return TRUE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "the limit on %s cannot be set: %s", what,
                g_strerror(errno));
    return FALSE;
}

/* Adds a folder that may be read to a Landlock ruleset; one that is not there is passed over. */
static void
allow_reading(int ruleset, const char *folder)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
                                                                LANDLOCK_ACCESS_FS_READ_DIR,
                                              .parent_fd = open(folder, O_PATH | O_CLOEXEC)};
    if (rule.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

/* Fonts, character maps and converters are read from /usr and /etc; nothing else is opened. */
static gboolean
enter_landlock(void)
{
    const struct landlock_ruleset_attr attributes = {.handled_access_fs =
                                                         (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return FALSE;
    allow_reading(ruleset, "/usr");
    allow_reading(ruleset, "/etc");
    gboolean entered = !syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
    return entered;
}

/* System calls that reading a document never needs. */
static const char *const forbidden_calls[] = {"socket",
                                              "socketpair",
                                              "connect",
                                              "bind",
                                              "listen",
                                              "accept",
                                              "accept4",
                                              "execve",
                                              "execveat",
                                              "fork",
                                              "vfork",
                                              "ptrace",
                                              "process_vm_readv",
                                              "process_vm_writev",
                                              "kill",
                                              "tkill",
                                              "unlink",
                                              "unlinkat",
                                              "rename",
                                              "renameat",
                                              "renameat2",
                                              "mkdir",
                                              "mkdirat",
                                              "rmdir",
                                              "link",
                                              "linkat",
                                              "symlink",
                                              "symlinkat",
                                              "mknod",
                                              "mknodat",
                                              "creat",
                                              "truncate",
                                              "chmod",
                                              "fchmod",
                                              "fchmodat",
                                              "chown",
                                              "fchown",
                                              "lchown",
                                              "fchownat",
                                              "utime",
                                              "utimensat",
                                              "setxattr",
                                              "mount",
                                              "umount2",
                                              "chroot",
                                              "pivot_root",
                                              "setns",
                                              "unshare",
                                              "bpf",
                                              "perf_event_open",
                                              "keyctl",
                                              "add_key",
                                              "request_key",
                                              "io_uring_setup",
                                              "userfaultfd",
                                              "memfd_create",
                                              "personality"};

static gboolean
enter_seccomp(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return FALSE;
    int failed = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(forbidden_calls); i++) {
        int call = seccomp_syscall_resolve_name(forbidden_calls[i]);
        if (call != __NR_SCMP_ERROR)
            failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
    }
    /* a new process, but not a thread; clone3 hides its flags, so libc is told to use clone */
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                               SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    /* files opened for writing */
    for (int mode = O_WRONLY; mode <= O_RDWR; mode++) {
        failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1,
                                   SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, (scmp_datum_t)mode));
        failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1,
                                   SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE, (scmp_datum_t)mode));
    }
    failed |= seccomp_load(filter);
    seccomp_release(filter);
    return !failed;
}

static void
silence_stderr(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
}

gboolean
sandbox_enter(const struct sandbox_limits *limits, gboolean *ret_landlock, GError **error)
{
    gboolean landlock = FALSE;
#if !WITH_LIMITS
    (void)limits, (void)limit, (void)enter_landlock, (void)enter_seccomp, (void)silence_stderr,
        (void)error;
#else
    silence_stderr();
    if (!limit(RLIMIT_CORE, 0, "core files", error) ||
        !limit(RLIMIT_AS, limits->memory_bytes, "memory", error) ||
        !limit(RLIMIT_FSIZE, limits->file_bytes, "written files", error))
        return FALSE;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "no new privileges: %s",
                    g_strerror(errno));
        return FALSE;
    }
    landlock = enter_landlock();
    if (!enter_seccomp()) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "system calls cannot be filtered");
        return FALSE;
    }
#endif
    if (ret_landlock)
        *ret_landlock = landlock;
    return TRUE;
}

static void
set_clock(guint64 milliseconds)
{
    const struct itimerval timer = {
        .it_value = {(time_t)(milliseconds / 1000), (suseconds_t)(milliseconds % 1000 * 1000)}};
    setitimer(ITIMER_PROF, &timer, NULL);
}

void
sandbox_clock(const struct sandbox_limits *limits, guint pages)
{
    if (WITH_LIMITS)
        set_clock(limits->cpu_ms + (guint64)pages * limits->cpu_ms_page);
}

void
sandbox_clock_stop(void)
{
    set_clock(0);
}

/* Milliseconds left on the clock, 0 where it does not run. */
static guint64
clock_left(void)
{
    struct itimerval timer;
    if (getitimer(ITIMER_PROF, &timer))
        return 0;
    return (guint64)timer.it_value.tv_sec * 1000 + (guint64)timer.it_value.tv_usec / 1000;
}

guint64
sandbox_clock_narrow(guint64 milliseconds)
{
    guint64 left = clock_left();
    if (left > milliseconds)
        set_clock(milliseconds);
    return left;
}

void
sandbox_clock_widen(guint64 left_before, guint64 milliseconds)
{
    guint64 used = left_before > milliseconds ? milliseconds - MIN(clock_left(), milliseconds) : 0;
    if (left_before > milliseconds)
        set_clock(MAX(left_before - used, 1));
}
