#include <io/cli/cli.h>

static enum exit_code show(const struct arguments *arguments, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	struct moot_error error = {0};
	char *text = NULL;
	enum moot_status status = arguments->json ? moot_audit_to_json(landscape, audit, &text, &error)
						  : moot_audit_to_text(landscape, audit, &text, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	enum exit_code code = print_text(text);
	if (code != EXIT_DONE || !arguments->output)
		return code;
	return report_error(moot_audit_write(landscape, audit, arguments->output, &error), &error);
}

enum exit_code command_audit(const struct arguments *arguments)
{
	enum exit_code code = EXIT_DONE;
	struct moot_error error = {0};
	struct moot_audit *audit = NULL;
	struct moot_landscape *landscape = load_landscape(arguments, arguments->start, arguments->end, &code);
	if (!landscape)
		return code;
	if (is_target(arguments, "audit.json", &code)) {
		enum moot_status status = moot_audit(landscape, &audit, &error);
		code = status == MOOT_OK ? show(arguments, landscape, audit) : report_error(status, &error);
	}
	moot_audit_free(audit);
	moot_landscape_free(landscape);
	return code;
}
