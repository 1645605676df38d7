#include <io/cli/cli.h>

enum exit_code command_new(const struct arguments *arguments)
{
	struct moot_error error = {0};
	enum moot_status status = moot_landscape_write_new(arguments->positional[0], &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	if (!arguments->quiet)
		printf("%s is ready to fill in; its README.md explains every column. Then: moot check %s\n",
		       arguments->positional[0], arguments->positional[0]);
	return EXIT_DONE;
}
