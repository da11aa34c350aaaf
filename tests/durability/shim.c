/* Stands between a program and the system's calls that change files, and lets them fail or notes them.
 *
 * Only files whose path holds the environment's FAULT_PATH are looked at. The program under test calls
 *   fault_set(n, mode)  let the n-th call from now on fail (n = 0: none), as mode says
 *   fault_count()       how many calls there were since
 *   fault_note(fd)      write every call into fd, for the simulation of power cuts
 * Built with: cc -O2 -shared -fPIC -o shim.so shim.c -ldl ; used with LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum mode {
    NONE,
    KILL_BEFORE,  /* the process is killed before the call */
    KILL_HALFWAY, /* half of what was to be written is written, then it is killed */
    KILL_AFTER,   /* it is killed after the call */
    ERROR_ONCE,   /* the disk reports an error, once */
    FULL_ONCE,    /* the disk takes half of it, or nothing, once */
    ERROR_ALWAYS, /* the disk reports errors from then on */
    FULL_ALWAYS,  /* the disk is full from then on */
    NO_SYNC,      /* syncing reports errors from then on */
};

enum { MOST_FILES = 4096, MOST_PATH = 512 };

static long count, first;
static int chosen = NONE, notes = -1;
static char paths[MOST_FILES][MOST_PATH]; /* of the open files that are looked at, by their number */
static const char *part;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void begin(void) {
    part = getenv("FAULT_PATH");
    if (!part)
        part = "\1 no path holds this";
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
}

void fault_set(long n, int mode) {
    count = 0;
    first = n;
    chosen = mode;
}

long fault_count(void) { return count; }

void fault_note(int fd) { notes = fd; }

static const char *path_of(int fd) { return fd >= 0 && fd < MOST_FILES && paths[fd][0] ? paths[fd] : NULL; }

static void note(char kind, const char *path, int64_t at, int64_t size, const void *data) {
    if (notes < 0)
        return;
    struct {
        char kind;
        uint16_t path;
        int64_t at, size;
    } __attribute__((packed)) head = {kind, (uint16_t)strlen(path), at, size};
    real_write(notes, &head, sizeof head);
    real_write(notes, path, head.path);
    if (data)
        real_write(notes, data, size);
}

/* Counts a call; returns how it shall fail, with the killing before it done already. */
static enum mode turn(int is_sync) {
    count++;
    if (!first)
        return NONE;
    enum mode now = NONE;
    if (chosen == ERROR_ALWAYS || chosen == FULL_ALWAYS)
        now = count < first ? NONE : chosen == ERROR_ALWAYS ? ERROR_ONCE : FULL_ONCE;
    else if (chosen == NO_SYNC)
        now = count >= first && is_sync ? ERROR_ONCE : NONE;
    else if (count == first)
        now = chosen;
    if (now == KILL_BEFORE)
        raise(SIGKILL);
    return now;
}

static int failed(enum mode now) {
    if (now == ERROR_ONCE)
        errno = EIO;
    else if (now == FULL_ONCE)
        errno = ENOSPC;
    else
        return 0;
    return 1;
}

static void end(enum mode now) {
    if (now == KILL_AFTER || now == KILL_HALFWAY)
        raise(SIGKILL);
}

static int opened(const char *path, int flags, mode_t mode) {
    int looked_at = strstr(path, part) != NULL;
    enum mode now = NONE;
    if (looked_at && (flags & O_CREAT) && access(path, F_OK)) {
        now = turn(0);
        if (failed(now))
            return -1;
        note('c', path, 0, 0, NULL);
    } else if (looked_at && (flags & O_TRUNC)) {
        note('t', path, 0, 0, NULL);
    }
    int fd = real_open(path, flags, mode);
    if (fd >= 0 && fd < MOST_FILES)
        snprintf(paths[fd], MOST_PATH, "%s", looked_at ? path : "");
    end(now);
    return fd;
}

#define OPENING(name)                          \
    int name(const char *path, int flags, ...) { \
        va_list more;                          \
        va_start(more, flags);                 \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
        va_end(more);                          \
        return opened(path, flags, mode);      \
    }
OPENING(open)
OPENING(open64)

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES)
        paths[fd][0] = 0;
    return real_close(fd);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
    const char *path = path_of(fd);
    if (!path)
        return real_pwrite(fd, data, size, at);
    enum mode now = turn(0);
    if (now == FULL_ONCE && size > 1)
        return real_pwrite(fd, data, size / 2, at);
    if (failed(now))
        return -1;
    if (now == KILL_HALFWAY)
        size /= 2;
    note('w', path, at, size, data);
    ssize_t done = real_pwrite(fd, data, size, at);
    end(now);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

ssize_t write(int fd, const void *data, size_t size) {
    if (!path_of(fd))
        return real_write(fd, data, size);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = pwrite64(fd, data, size, at);
    if (done > 0)
        lseek(fd, at + done, SEEK_SET);
    return done;
}

#define SYNCING(name)                  \
    int name(int fd) {                 \
        const char *path = path_of(fd); \
        if (!path)                     \
            return real_##name(fd);    \
        enum mode now = turn(1);       \
        if (failed(now))               \
            return -1;                 \
        note('s', path, 0, 0, NULL);   \
        int done = real_##name(fd);    \
        end(now);                      \
        return done;                   \
    }
SYNCING(fsync)
SYNCING(fdatasync)

int ftruncate64(int fd, off_t size) {
    const char *path = path_of(fd);
    if (!path)
        return real_ftruncate(fd, size);
    enum mode now = turn(0);
    if (failed(now))
        return -1;
    note('t', path, size, 0, NULL);
    int done = real_ftruncate(fd, size);
    end(now);
    return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int unlink(const char *path) {
    if (!strstr(path, part))
        return real_unlink(path);
    enum mode now = turn(0);
    if (failed(now))
        return -1;
    note('u', path, 0, 0, NULL);
    int done = real_unlink(path);
    end(now);
    return done;
}

int rename(const char *from, const char *to) {
    if (!strstr(from, part))
        return real_rename(from, to);
    enum mode now = turn(0);
    if (failed(now))
        return -1;
    note('r', from, 0, (int64_t)strlen(to), to);
    int done = real_rename(from, to);
    end(now);
    return done;
}
