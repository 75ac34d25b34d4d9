/* A layer between the program and its files (LD_PRELOAD): it writes down every change of a file below one folder and
 * every flush, in order, so that a test can work out what a disk may hold after a power cut; and it can let the n-th
 * such call fail. It does nothing before power_arm is called. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[4096];
static size_t root_length;
static int log_fd = -1;
static unsigned char tracked[FDS];
static long fault_at, fault_calls, calls;
static int fault_errno, fault_short, failed_short;

struct record {
    char op;
    char padding[7];
    uint64_t inode;
    int64_t place;
    uint32_t first, second, data;
    uint32_t padding_2;
};

#define REAL(type, name, ...)                                                                                          \
    static type (*real)(__VA_ARGS__);                                                                                  \
    if (!real)                                                                                                         \
        *(void **)&real = dlsym(RTLD_NEXT, name)

/* At the `at`-th change and for `count` calls from there each fails with `error`; 0 lets none fail. Where `cut_short` is
 * set, the first of them writes half of what it should. */
void power_arm(const char *folder, const char *log, long at, long count, int error, int cut_short) {
    root_length = strlen(folder);
    memcpy(root, folder, root_length + 1);
    if (*log)
        log_fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    fault_at = at;
    fault_calls = count;
    fault_errno = error;
    fault_short = cut_short;
}

static int is_ours(const char *path) {
    size_t length = strlen(path);
    if (!root_length || strncmp(path, root, root_length) != 0)
        return 0;
    /* What SQLite shares between processes is thrown away at the first opening; the lock holds no data. */
    return !(length > 4 && (!strcmp(path + length - 4, "-shm") || !strcmp(path + length - 5, ".lock")));
}

static int is_tracked(int fd) { return root_length && fd >= 0 && fd < FDS && tracked[fd]; }

static void note(char op, uint64_t inode, int64_t place, const char *first, const char *second, const void *data,
                 size_t size) {
    struct record record = {.op = op, .inode = inode, .place = place};
    struct iovec parts[4];
    ssize_t written;
    if (log_fd < 0)
        return;
    record.first = first ? (uint32_t)strlen(first) : 0;
    record.second = second ? (uint32_t)strlen(second) : 0;
    record.data = (uint32_t)size;
    parts[0] = (struct iovec){&record, sizeof record};
    parts[1] = (struct iovec){(void *)first, record.first};
    parts[2] = (struct iovec){(void *)second, record.second};
    parts[3] = (struct iovec){(void *)data, size};
    pthread_mutex_lock(&lock);
    written = writev(log_fd, parts, 4);
    pthread_mutex_unlock(&lock);
    if (written < (ssize_t)(sizeof record + size))
        _exit(99);
}

void power_mark(void) { note('M', 0, 0, NULL, NULL, NULL, 0); }

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_ino;
}

/* Whether this call is to fail: -1 wholly, 1 after half of it, 0 not at all. */
static int fault(void) {
    calls++;
    if (!fault_at || calls < fault_at || calls >= fault_at + fault_calls)
        return 0;
    if (fault_short && !failed_short) {
        failed_short = 1;
        return 1;
    }
    errno = fault_errno;
    return -1;
}

static int opened(int fd, const char *path, int flags, int existed) {
    if (fd < 0 || fd >= FDS || !is_ours(path))
        return fd;
    tracked[fd] = 1;
    if (!existed)
        note('C', inode_of(fd), 0, path, NULL, NULL, 0);
    else if (flags & O_TRUNC)
        note('T', inode_of(fd), 0, NULL, NULL, NULL, 0);
    return fd;
}

#define OPEN(name, before, pass, where)                                                                                \
    int name(before const char *path, int flags, ...) {                                                                \
        REAL(int, #name, before const char *, int, ...);                                                               \
        mode_t mode = 0;                                                                                               \
        int ours = is_ours(path), existed;                                                                             \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                                           \
            va_list rest;                                                                                              \
            va_start(rest, flags);                                                                                     \
            mode = va_arg(rest, mode_t);                                                                               \
            va_end(rest);                                                                                              \
        }                                                                                                              \
        existed = !ours || access(path, F_OK) == 0;                                                                    \
        if (ours && !existed && (flags & O_CREAT) && fault())                                                          \
            return errno = fault_errno, -1;                                                                            \
        return opened(real(pass path, flags, mode), path, flags, existed);                                             \
    }

#define DIRECTORY int directory,
#define DIRECTORY_PASS directory,
OPEN(open, , , )
OPEN(open64, , , )
OPEN(openat, DIRECTORY, DIRECTORY_PASS, )
OPEN(openat64, DIRECTORY, DIRECTORY_PASS, )

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < FDS)
        tracked[fd] = 0;
    return real(fd);
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    struct stat found;
    ssize_t done;
    int failing;
    off_t place;
    if (!is_tracked(fd))
        return real(fd, data, size);
    failing = fault();
    if (failing < 0)
        return -1;
    fstat(fd, &found);
    place = fcntl(fd, F_GETFL) & O_APPEND ? found.st_size : lseek(fd, 0, SEEK_CUR);
    done = real(fd, data, failing ? size / 2 : size);
    if (done > 0)
        note('W', found.st_ino, place, NULL, NULL, data, (size_t)done);
    return done;
}

#define PWRITE(name, offset)                                                                                           \
    ssize_t name(int fd, const void *data, size_t size, offset place) {                                                \
        REAL(ssize_t, #name, int, const void *, size_t, offset);                                                       \
        int failing = is_tracked(fd) ? fault() : 0;                                                                    \
        ssize_t done;                                                                                                  \
        if (failing < 0)                                                                                               \
            return -1;                                                                                                 \
        done = real(fd, data, failing ? size / 2 : size, place);                                                       \
        if (done > 0 && is_tracked(fd))                                                                                \
            note('W', inode_of(fd), place, NULL, NULL, data, (size_t)done);                                            \
        return done;                                                                                                   \
    }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset)                                                                                         \
    int name(int fd, offset size) {                                                                                    \
        REAL(int, #name, int, offset);                                                                                 \
        int done;                                                                                                      \
        if (is_tracked(fd) && fault())                                                                                 \
            return errno = fault_errno, -1;                                                                            \
        done = real(fd, size);                                                                                         \
        if (!done && is_tracked(fd))                                                                                   \
            note('T', inode_of(fd), size, NULL, NULL, NULL, 0);                                                        \
        return done;                                                                                                   \
    }

TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define FLUSH(name)                                                                                                    \
    int name(int fd) {                                                                                                 \
        REAL(int, #name, int);                                                                                         \
        int done;                                                                                                      \
        if (is_tracked(fd) && fault())                                                                                 \
            return errno = fault_errno, -1;                                                                            \
        done = real(fd);                                                                                               \
        if (!done && is_tracked(fd))                                                                                   \
            note('S', inode_of(fd), 0, NULL, NULL, NULL, 0);                                                           \
        return done;                                                                                                   \
    }

FLUSH(fsync)
FLUSH(fdatasync)

ssize_t sendfile(int out, int in, off_t *from, size_t size) {
    REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
    /* The program falls back to reading and writing, which is seen. */
    if (is_tracked(out))
        return errno = ENOTSOCK, -1;
    return real(out, in, from, size);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    int done;
    if (is_ours(to) && fault())
        return errno = fault_errno, -1;
    done = real(from, to);
    if (!done && is_ours(to))
        note('R', 0, 0, from, to, NULL, 0);
    return done;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int done = real(path);
    if (!done && is_ours(path))
        note('U', 0, 0, path, NULL, NULL, 0);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    struct stat found;
    int done = real(path, mode);
    if (!done && is_ours(path) && !stat(path, &found))
        note('D', found.st_ino, 0, path, NULL, NULL, 0);
    return done;
}
