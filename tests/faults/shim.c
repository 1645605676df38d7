/*
 * For LD_PRELOAD: the FAULT_NTH call of the C library's FAULT_CALL ("read", "openat", ...) fails with FAULT_ERRNO, or
 * with FAULT_SIGNAL ends the process. Counted is the first process, or with FAULT_CHILD=1 each process that it forks.
 * That the call was reached is told by an empty file, FAULT_MARK.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	const char *call;
	const char *mark;
	long nth;
	int error;
	int signal;
	bool child;
	pid_t first;
} fault;
static atomic_long calls;

static long number(const char *name)
{
	const char *text = getenv(name);
	return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
	fault.mark = getenv("FAULT_MARK");
	fault.nth = number("FAULT_NTH");
	fault.error = (int)number("FAULT_ERRNO");
	fault.signal = (int)number("FAULT_SIGNAL");
	fault.child = number("FAULT_CHILD") != 0;
	fault.first = getpid();
	fault.call = getenv("FAULT_CALL");
}

static bool fails(const char *call)
{
	if (!fault.call || strcmp(call, fault.call) != 0 || (getpid() != fault.first) != fault.child ||
	    atomic_fetch_add(&calls, 1) + 1 != fault.nth)
		return false;
	long mark = fault.mark ? syscall(SYS_openat, AT_FDCWD, fault.mark, O_WRONLY | O_CREAT, 0600) : -1;
	if (mark >= 0)
		syscall(SYS_close, mark);
	if (fault.signal)
		raise(fault.signal);
	errno = fault.error;
	return true;
}

/* The C library's own, as a pointer of the given name. */
#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRAP(result, name, parameters, ...)                                                                            \
	result name parameters                                                                                         \
	{                                                                                                              \
		REAL(name);                                                                                            \
		return fails(#name) ? (result)-1 : real(__VA_ARGS__);                                                  \
	}

WRAP(ssize_t, read, (int file, void *bytes, size_t size), file, bytes, size)
WRAP(ssize_t, write, (int file, const void *bytes, size_t size), file, bytes, size)
WRAP(int, rename, (const char *from, const char *to), from, to)
WRAP(int, renameat, (int a, const char *from, int b, const char *to), a, from, b, to)
WRAP(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags), a, from, b, to, flags)
WRAP(int, fsync, (int file), file)
WRAP(int, syncfs, (int file), file)
WRAP(pid_t, fork, (void), )
WRAP(int, pipe, (int ends[2]), ends)
WRAP(int, mkdir, (const char *path, mode_t mode), path, mode)
WRAP(int, mkdirat, (int folder, const char *path, mode_t mode), folder, path, mode)
WRAP(int, close, (int file), file)

FILE *fopen(const char *path, const char *mode)
{
	REAL(fopen);
	return fails("fopen") ? NULL : real(path, mode);
}

static mode_t mode_of(int flags, va_list more)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	REAL(open);
	va_list more;
	va_start(more, flags);
	mode_t mode = mode_of(flags, more);
	va_end(more);
	return fails("open") ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
	REAL(openat);
	va_list more;
	va_start(more, flags);
	mode_t mode = mode_of(flags, more);
	va_end(more);
	return fails("openat") ? -1 : real(folder, path, flags, mode);
}
