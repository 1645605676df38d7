/* Words for what falls short (findings.h). */
#include "io/report/findings.h"

const char *moot_fault_text(enum moot_audit_fault fault)
{
	static const char *const texts[] = {"board-minimum", "duty-minimum", "organisation-missing", "no-carrier",
					    "quorum",        "seldom-meets", "members-seldom-come"};
	return texts[fault];
}

const char *moot_fault_title(enum moot_audit_fault fault)
{
	static const char *const titles[] = {"Boards that meet less often than they must",
					     "Duties whose board meets too seldom",
					     "Organisations that must be there and do not sit on the board",
					     "Duties that no board carries",
					     "Boards with fewer members than their quorum",
					     "Boards that seldom meet, or whose meetings calendars do not show",
					     "Boards whose members seldom come"};
	return titles[fault];
}

static const char *legal_basis(const struct moot_landscape *landscape, const struct moot_audit_finding *finding)
{
	const char *basis = finding->duty != MOOT_NONE ? landscape->duties[finding->duty].legal_basis : "";
	if ((!basis || !*basis) && finding->board != MOOT_NONE)
		basis = landscape->boards[finding->board].legal_basis;
	return basis ? basis : "";
}

static void add_basis(struct moot_text *text, const struct moot_landscape *landscape,
		      const struct moot_audit_finding *finding)
{
	const char *basis = legal_basis(landscape, finding);
	if (!*basis)
		return;
	moot_text_add(text, " (");
	moot_text_plain(text, basis);
	moot_text_add(text, ")");
}

static const char *duty_name(const struct moot_landscape *landscape, int duty)
{
	const struct moot_duty *one = &landscape->duties[duty];
	return one->name && *one->name ? one->name : one->id;
}

static void add_seldom(struct moot_text *text, const struct moot_landscape *landscape,
		       const struct moot_audit_finding *finding)
{
	const struct moot_board *board = &landscape->boards[finding->board];
	if (finding->need > 0 && finding->have == 0)
		moot_text_format(text, "none of its %d meetings a year can be seen in calendars", finding->need);
	else if (finding->need > 0)
		moot_text_format(text, "%d of %d meetings a year can be seen in calendars", finding->have,
				 finding->need);
	else
		moot_text_format(text, "meets %s a year", finding->have == 1 ? "once" : "never");
	if (board->statutory)
		moot_text_add(text, "; it is statutory");
}

void moot_finding_words(struct moot_text *text, const struct moot_landscape *landscape,
			const struct moot_audit_finding *finding)
{
	switch (finding->fault) {
	case MOOT_FAULT_BOARD_MINIMUM:
		moot_text_format(text, "meets %d times a year and must meet %d times", finding->have, finding->need);
		add_basis(text, landscape, finding);
		break;
	case MOOT_FAULT_DUTY_MINIMUM:
		moot_text_format(text, "meets %d times a year; %d are needed for: ", finding->have, finding->need);
		moot_text_plain(text, duty_name(landscape, finding->duty));
		add_basis(text, landscape, finding);
		break;
	case MOOT_FAULT_ORGANISATION:
		moot_text_plain(text, landscape->organisations[finding->organisation]);
		moot_text_add(text, " must be represented for: ");
		moot_text_plain(text, duty_name(landscape, finding->duty));
		add_basis(text, landscape, finding);
		break;
	case MOOT_FAULT_NO_CARRIER:
		moot_text_add(text, "is on no board's agenda");
		add_basis(text, landscape, finding);
		break;
	case MOOT_FAULT_QUORUM:
		moot_text_format(text, "has %d members and a quorum of %d", finding->have, finding->need);
		break;
	case MOOT_FAULT_SELDOM_MEETS:
		add_seldom(text, landscape, finding);
		break;
	case MOOT_FAULT_SELDOM_COME:
		moot_text_format(text, "%d%% of its members came, or accepted the invitation", finding->have);
		break;
	}
}

const char *moot_finding_subject(const struct moot_landscape *landscape, const struct moot_audit_finding *finding)
{
	return finding->board != MOOT_NONE ? landscape->boards[finding->board].name
					   : duty_name(landscape, finding->duty);
}

const char *moot_booking_other(const struct moot_landscape *landscape, const struct moot_audit_booking *booking)
{
	return booking->other == MOOT_NONE ? "something else in the calendar" : landscape->boards[booking->other].name;
}

const char *moot_theme_name(const struct moot_landscape *landscape, int theme)
{
	if (theme == MOOT_AUDIT_OWN)
		return "Own business, on no agenda";
	return theme == MOOT_AUDIT_OVERHEAD ? "Standing business, preparation and travel" : landscape->themes[theme];
}
