// SPDX-License-Identifier: GPL-3.0-or-later
// What Swift cannot import of glibc and the kernel by itself: macros, variadic functions, missing wrappers.
//
// _GNU_SOURCE stays undefined: Swift builds its Glibc module without it, and a type that differs between the two
// modules is an error. GNU functions are declared here instead; glibc 2.36 has them all.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/openat2.h>
#include <linux/stat.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

extern int pipe2(int ends[2], int flags);
extern int memfd_create(const char *name, unsigned flags);
extern int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

static const int clx_open_unnamed = __O_TMPFILE;
static const unsigned clx_memory_close_on_exec = 1;  // MFD_CLOEXEC
static const unsigned clx_rename_no_replace = 1;     // RENAME_NOREPLACE
static const int clx_seek_hole = 4;                  // SEEK_HOLE
static const int clx_open_path_only = 010000000;     // O_PATH
static const int clx_at_empty_path = 0x1000;         // AT_EMPTY_PATH

static inline int clx_statx(int directory, const char *path, int flags, unsigned mask,
                            struct statx *status) {
  extern int statx(int, const char *, int, unsigned, struct statx *);
  return statx(directory, path, flags, mask, status);
}

// The reason in words; the name strerror_r stands for two functions.
static inline const char *clx_reason(int number) {
  extern const char *strerrordesc_np(int);
  const char *words = strerrordesc_np(number);
  return words ? words : "unknown error";
}

// The scheduling policies are GNU names: 0 other, 3 batch, 5 idle.
static inline int clx_set_policy(int process, int policy) {
  struct { int priority; } none = {0};
  return (int)syscall(SYS_sched_setscheduler, process, policy, &none);
}

// openat2 has no wrapper in glibc 2.36, and syscall is variadic.
static inline int clx_openat2(int directory, const char *path, uint64_t flags, uint64_t resolve) {
  struct open_how how = {.flags = flags, .mode = 0, .resolve = resolve};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

// accept4 is a GNU name.
static inline int clx_accept(int listener) {
  return (int)syscall(SYS_accept4, listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

// The three Landlock calls have no wrapper. The newest ABI Debian 12's header knows is 2, so the record is
// written out here; a kernel accepts a longer record than it knows while the rest is zero.
struct clx_landlock_rules {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
};

static inline int clx_landlock_version(void) {
  return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static inline int clx_landlock_create(const struct clx_landlock_rules *rules) {
  return (int)syscall(SYS_landlock_create_ruleset, rules, sizeof *rules, 0);
}

// The rule's record is packed, which Swift does not import.
static inline int clx_landlock_allow(int ruleset, int folder, uint64_t rights) {
  struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = folder};
  return (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static inline int clx_landlock_restrict(int ruleset, uint32_t flags) {
  return (int)syscall(SYS_landlock_restrict_self, ruleset, flags);
}

// prctl is variadic.
static inline int clx_prctl(int option, unsigned long value) {
  return prctl(option, value, 0UL, 0UL, 0UL);
}

// ioprio_set has no wrapper; 1 is IOPRIO_WHO_PROCESS, 13 is IOPRIO_CLASS_SHIFT.
static inline int clx_set_disk_priority(int process, int class, int level) {
  return (int)syscall(SYS_ioprio_set, 1, process, class << 13 | level);
}

// setrlimit and setpriority take an enum in glibc's prototypes, which Swift imports under private names.
static inline int clx_set_limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit limit = {.rlim_cur = soft, .rlim_max = hard};
  return setrlimit(resource, &limit);
}

static inline uint64_t clx_hard_limit(int resource) {
  struct rlimit limit;
  return getrlimit(resource, &limit) == 0 ? limit.rlim_max : RLIM_INFINITY;
}

static inline int clx_set_nice(int process, int nice) {
  return setpriority(PRIO_PROCESS, (id_t)process, nice);
}

static const int clx_limit_address_space = RLIMIT_AS;
static const int clx_limit_processor = RLIMIT_CPU;
static const int clx_limit_file_size = RLIMIT_FSIZE;
static const int clx_limit_open_files = RLIMIT_NOFILE;
static const int clx_limit_core = RLIMIT_CORE;

// Macros over the status word of wait.
static inline int clx_exited(int status) { return WIFEXITED(status); }
static inline int clx_exit_code(int status) { return WEXITSTATUS(status); }
static inline int clx_signal(int status) { return WTERMSIG(status); }

// major and minor numbers of statx as the one number that stat uses.
static inline uint64_t clx_device(uint32_t major, uint32_t minor) {
  return ((uint64_t)(major & 0xfffff000u) << 32) | ((uint64_t)(major & 0xfffu) << 8) |
         ((uint64_t)(minor & 0xffffff00u) << 12) | (uint64_t)(minor & 0xffu);
}

// glibc's sched_getaffinity works on a GNU type and fails on machines larger than that.
static inline int clx_processors(uint64_t *mask, size_t size) {
  return (int)syscall(SYS_sched_getaffinity, 0, size, mask);
}

// The mount table is readable at all times and urgent (EPOLLPRI) after a change, which only epoll can wait for alone.
static inline int clx_epoll_urgent(int epoll, int descriptor) {
  struct epoll_event event = {.events = EPOLLPRI};
  return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

static const uint32_t clx_epoll_in = EPOLLIN;
static const uint32_t clx_epoll_out = EPOLLOUT;

// The event is a packed union, which Swift does not import; each wait is told once.
static inline int clx_epoll_add(int epoll, int descriptor, uint32_t events, uint64_t number) {
  struct epoll_event event = {.events = events | EPOLLONESHOT, .data.u64 = number};
  return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

static inline int clx_epoll_remove(int epoll, int descriptor) {
  return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

static inline int clx_epoll_next(int epoll, uint64_t *number) {
  struct epoll_event event;
  int count = epoll_wait(epoll, &event, 1, -1);
  if (count > 0) *number = event.data.u64;
  return count;
}

static inline int clx_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static inline int clx_epoll_take(int epoll) {
  struct epoll_event event;
  return epoll_wait(epoll, &event, 1, 0);
}

// Whether a file has rights beyond its mode; the kernel keeps them as an extended attribute.
static inline int clx_has_access_list(const char *path) {
  return getxattr(path, "system.posix_acl_access", NULL, 0) > 0;
}
