/*
 * Rooms among the people (discover.h): many calendars invite a room as they invite a person, and only its name or its
 * address tell. People are called Room, Hall and Broom, so a word alone is not enough.
 */
#include "discover.h"

#include <string.h>
#include <strings.h>

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The word in the text, in any case and not as a part of another; NULL for none. */
static const char *find_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; *at; at++)
		if ((at == text || !is_letter(at[-1])) && strncasecmp(at, word, length) == 0 && !is_letter(at[length]))
			return at;
	return NULL;
}

/* "Meeting Room 4 (12)", "Room B", "LCC-Committee Room", "Boardroom (20)". */
static bool is_room_name(const char *name)
{
	static const char *const kinds[] = {"meeting",   "committee", "conference", "board", "training",
					    "interview", "council",   "seminar",    "teams", "video"};
	const char *room = find_word(name, "room");
	if (find_word(name, "boardroom") || find_word(name, "meeting-room"))
		return true;
	if (!room)
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (find_word(name, kinds[i]))
			return true;
	return room == name || strpbrk(name, "0123456789") != NULL;
}

/* meetingroom4@, room-12@, boardroom@; nobody's initial and surname: jroom@, broom@. */
static bool is_room_address(const char *email)
{
	static const char *const starts[] = {"meetingroom", "meeting-room",   "meeting.room",  "meeting_room",
					     "boardroom",   "conferenceroom", "committeeroom", "trainingroom"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncasecmp(email, starts[i], strlen(starts[i])) == 0)
			return true;
	return strncasecmp(email, "room", 4) == 0 && !is_letter(email[4]) && email[4] != '.';
}

bool moot_discover_is_room(const struct moot_attendee *attendee)
{
	return attendee->is_room || is_room_name(attendee->name) || is_room_address(attendee->email);
}
