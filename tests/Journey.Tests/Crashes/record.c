/*
 * Loaded before a process's own libraries, it records what the process does to the files below DAYLIGHT_RECORD_ROOT, in
 * order, into DAYLIGHT_RECORD_FILE: every change of content or name, and every flush with its beginning and its end. A record
 * is written once the call it tells of has returned, but before the process hears of it; a flush covers what was recorded
 * before it began. Each record (little endian): length of the rest (4), kind (1), file descriptor (4), CLOCK_MONOTONIC in
 * nanoseconds (8), two numbers (8 each), lengths of two paths (2 each), the paths, the bytes written.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define DESCRIPTORS 65536
#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))found(RTLD_NEXT, name)

static void *found(void *library, const char *name) {
  static void *(*real)(void *, const char *);
  if (!real) real = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34");
  if (!real) real = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.2.5");
  if (!real) real = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.17");
  return real(library, name);
}

static char tracked[DESCRIPTORS];
static char root[PATH_MAX];
static size_t root_length;
static int trace = -1;
static int64_t flushes;

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("DAYLIGHT_RECORD_ROOT"), *file = getenv("DAYLIGHT_RECORD_FILE");
  if (!folder || !file) return;
  int fd = openat(AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  trace = fcntl(fd, F_DUPFD_CLOEXEC, 1000); /* Out of the way of programs that close what they did not open. */
  close(fd);
  snprintf(root, sizeof root, "%s", folder);
  root_length = strlen(root);
}

static int under(const char *path) {
  return trace >= 0 && path && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static int known(int fd) { return trace >= 0 && fd >= 0 && fd < DESCRIPTORS && tracked[fd]; }

static void record(char kind, int fd, int64_t a, int64_t b, const char *one, const char *two, const void *bytes, size_t count) {
  int saved = errno;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  uint16_t one_length = one ? (uint16_t)strlen(one) : 0, two_length = two ? (uint16_t)strlen(two) : 0;
  int64_t nanoseconds = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
  int32_t descriptor = fd;
  unsigned char head[37];
  uint32_t rest = (uint32_t)(sizeof head - 4 + one_length + two_length + count);
  memcpy(head, &rest, 4);
  head[4] = (unsigned char)kind;
  memcpy(head + 5, &descriptor, 4);
  memcpy(head + 9, &nanoseconds, 8);
  memcpy(head + 17, &a, 8);
  memcpy(head + 25, &b, 8);
  memcpy(head + 33, &one_length, 2);
  memcpy(head + 35, &two_length, 2);
  struct iovec parts[4] = {{head, sizeof head}, {(void *)one, one_length}, {(void *)two, two_length}, {(void *)bytes, count}};
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  if (real(trace, parts, 4) != (ssize_t)(rest + 4)) {
    static const char told[] = "record: the recording could not be written\n";
    (void)!write(2, told, sizeof told - 1);
    _exit(97);
  }
  errno = saved;
}

static int opened(int fd, const char *path, int flags) {
  if (fd >= 0 && fd < DESCRIPTORS && under(path)) {
    tracked[fd] = 1;
    record('O', fd, (flags & O_CREAT) != 0, (flags & O_TRUNC) != 0, path, NULL, NULL, 0);
  }
  return fd;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    REAL(int, #name, const char *, int, ...); \
    return opened(real(path, flags, mode), path, flags); }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    REAL(int, #name, int, const char *, int, ...); \
    return opened(real(folder, path, flags, mode), path, flags); }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  REAL(int, "close", int);
  if (known(fd)) {
    record('C', fd, 0, 0, NULL, NULL, NULL, 0); /* Before it: afterwards another thread may have the same number. */
    tracked[fd] = 0;
  }
  return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  ssize_t done = real(fd, bytes, count);
  if (done > 0 && known(fd)) record('W', fd, lseek(fd, 0, SEEK_CUR) - done, done, NULL, NULL, bytes, (size_t)done);
  return done;
}

#define PWRITE(name, offset) \
  ssize_t name(int fd, const void *bytes, size_t count, offset at) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset); \
    ssize_t done = real(fd, bytes, count, at); \
    if (done > 0 && known(fd)) record('W', fd, at, done, NULL, NULL, bytes, (size_t)done); \
    return done; }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

static void recorded_parts(int fd, const struct iovec *parts, int count, int64_t at, ssize_t done) {
  for (int i = 0; i < count && done > 0; i++) {
    size_t length = (ssize_t)parts[i].iov_len < done ? parts[i].iov_len : (size_t)done;
    if (length > 0) record('W', fd, at, (int64_t)length, NULL, NULL, parts[i].iov_base, length);
    at += (int64_t)length;
    done -= (ssize_t)length;
  }
}

#define PWRITEV(name, offset) \
  ssize_t name(int fd, const struct iovec *parts, int count, offset at) { \
    REAL(ssize_t, #name, int, const struct iovec *, int, offset); \
    ssize_t done = real(fd, parts, count, at); \
    if (done > 0 && known(fd)) recorded_parts(fd, parts, count, at, done); \
    return done; }
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  ssize_t done = real(fd, parts, count);
  if (done > 0 && known(fd)) recorded_parts(fd, parts, count, lseek(fd, 0, SEEK_CUR) - done, done);
  return done;
}

static int flush(int fd, int (*real)(int)) {
  if (!known(fd)) return real(fd);
  int64_t flush = __atomic_add_fetch(&flushes, 1, __ATOMIC_SEQ_CST);
  record('B', fd, flush, 0, NULL, NULL, NULL, 0);
  int done = real(fd);
  if (done == 0) record('E', fd, flush, 0, NULL, NULL, NULL, 0);
  return done;
}

int fsync(int fd) { REAL(int, "fsync", int); return flush(fd, real); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return flush(fd, real); }

#define TRUNCATE(name, offset) \
  int name(int fd, offset length) { \
    REAL(int, #name, int, offset); \
    int done = real(fd, length); \
    if (done == 0 && known(fd)) record('T', fd, length, 0, NULL, NULL, NULL, 0); \
    return done; }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define ALLOCATE(name, offset) \
  int name(int fd, offset at, offset length) { \
    REAL(int, #name, int, offset, offset); \
    int done = real(fd, at, length); \
    if (done == 0 && known(fd)) record('A', fd, at + length, 0, NULL, NULL, NULL, 0); \
    return done; }
ALLOCATE(posix_fallocate, off_t)
ALLOCATE(posix_fallocate64, off64_t)

#define NAMES(name, kind) \
  int name(const char *from, const char *to) { \
    REAL(int, #name, const char *, const char *); \
    int done = real(from, to); \
    if (done == 0 && (under(from) || under(to))) record(kind, -1, 0, 0, from, to, NULL, 0); \
    return done; }
NAMES(rename, 'R')
NAMES(link, 'L')

#define NAME(name, kind) \
  int name(const char *path) { \
    REAL(int, #name, const char *); \
    int done = real(path); \
    if (done == 0 && under(path)) record(kind, -1, 0, 0, path, NULL, NULL, 0); \
    return done; }
NAME(unlink, 'U')
NAME(rmdir, 'X')

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  int done = real(path, mode);
  if (done == 0 && under(path)) record('M', -1, 0, 0, path, NULL, NULL, 0);
  return done;
}

/* What would change a file without a word; whoever replays says for which files that is no matter. */
#define MAP(name, offset) \
  void *name(void *place, size_t length, int protection, int flags, int fd, offset at) { \
    REAL(void *, #name, void *, size_t, int, int, int, offset); \
    if (known(fd) && (protection & PROT_WRITE) && (flags & MAP_SHARED)) record('P', fd, 0, 0, NULL, NULL, NULL, 0); \
    return real(place, length, protection, flags, fd, at); }
MAP(mmap, off_t)
MAP(mmap64, off64_t)

/* A runtime that asks the C library itself for a function would pass us by. */
void *dlsym(void *library, const char *name) {
  static const struct { const char *name; void *ours; } all[] = {
    {"open", open}, {"open64", open64}, {"close", close}, {"write", write}, {"pwrite", pwrite}, {"pwrite64", pwrite64},
    {"fsync", fsync}, {"fdatasync", fdatasync}, {"ftruncate", ftruncate}, {"ftruncate64", ftruncate64},
    {"rename", rename}, {"link", link}, {"unlink", unlink}, {"mkdir", mkdir}, {"rmdir", rmdir},
  };
  for (size_t i = 0; library != RTLD_NEXT && name && i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i].name, name) == 0) return all[i].ours;
  return found(library, name);
}
