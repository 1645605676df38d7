#include <io/cli/cli.h>

#include <string.h>

enum exit_code command_new(const struct arguments *arguments)
{
	struct moot_error error = {0};
	enum moot_status status = moot_landscape_write_new(arguments->positional[0], &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	const char *folder = arguments->positional[0];
	const char *quote = strpbrk(folder, " &;()'*?") ? "\"" : ""; /* so that the command can be copied */
	if (!arguments->quiet)
		printf("%s is ready to fill in; its README.md explains every column. Then: moot check %s%s%s\n", folder,
		       quote, folder, quote);
	return EXIT_DONE;
}
