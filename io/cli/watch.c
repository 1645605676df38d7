/*
 * Progress and Ctrl-C. On a terminal one live line on standard error; elsewhere, with -v, a line now and then. The
 * first Ctrl-C (or TERM) asks the search to end with its best plan; one more than a second later ends the program.
 */
#include <io/cli/cli.h>

#include <math.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t asked_to_stop;

static struct {
	bool live;
	bool lines;
	bool shown;
	double last; /* seconds, of the last line */
	char phase[64];
} line;

/* One request can come twice at once: timeout(1) sends it to the program and to its group. */
static void on_signal(int number)
{
	static volatile sig_atomic_t first;
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!asked_to_stop) {
		first = (sig_atomic_t)now.tv_sec;
		asked_to_stop = 1;
	} else if (now.tv_sec - first > 1) {
		signal(number, SIG_DFL);
		raise(number);
	}
}

static bool stop(void *context)
{
	(void)context;
	return asked_to_stop != 0;
}

/* "12.3" or "-" for none yet. */
static void number_text(char *text, size_t size, const char *format, double value)
{
	if (isfinite(value))
		snprintf(text, size, format, value);
	else
		snprintf(text, size, "-");
}

static void progress(void *context, const struct moot_progress *now)
{
	char best[32];
	char bound[32];
	char gap[32];
	(void)context;
	if (line.lines && strcmp(line.phase, now->phase) == 0 && now->seconds - line.last < 5)
		return;
	snprintf(line.phase, sizeof line.phase, "%s", now->phase);
	line.last = now->seconds;
	line.shown = true;
	number_text(best, sizeof best, "%.1f", now->best);
	number_text(bound, sizeof bound, "%.1f", now->bound);
	number_text(gap, sizeof gap, "%.1f%%", now->gap * 100);
	fprintf(stderr, "%s%-24.24s best %s  bound %s  gap %s  %.0f s%s", line.live ? "\r" : "", now->phase, best,
		bound, gap, now->seconds, line.live ? "\033[K" : "\n");
	fflush(stderr);
}

void watch_signals(void)
{
	struct sigaction action;
	memset(&action, 0, sizeof action);
	action.sa_handler = on_signal;
	action.sa_flags = SA_RESTART;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

struct moot_watch watch_begin(const struct arguments *arguments)
{
	watch_signals();
	bool terminal = isatty(STDERR_FILENO) == 1;
	memset(&line, 0, sizeof line);
	line.live = terminal && !arguments->quiet;
	line.lines = !terminal && arguments->verbose;
	line.last = -INFINITY;
	return (struct moot_watch){.progress = line.live || line.lines ? progress : NULL, .stop = stop};
}

void watch_end(void)
{
	if (line.live && line.shown)
		fputs("\r\033[K", stderr);
	line.shown = false;
}
