/* What boards discuss and the duties they carry: the columns that other parts of the reading refer to. */
#ifndef MOOT_IO_LANDSCAPE_AGENDA_H
#define MOOT_IO_LANDSCAPE_AGENDA_H

#include "io/landscape/intake.h"

enum moot_agenda_column {
	MOOT_AGENDA_BOARD,
	MOOT_AGENDA_THEME,
	MOOT_AGENDA_ITEM,
	MOOT_AGENDA_MINUTES,
	MOOT_AGENDA_PER_YEAR,
	MOOT_AGENDA_DUTY
};

enum moot_duty_column {
	MOOT_DUTY_ID,
	MOOT_DUTY_NAME,
	MOOT_DUTY_LEGAL_BASIS,
	MOOT_DUTY_MIN_PER_YEAR,
	MOOT_DUTY_ORGANISATIONS,
	MOOT_DUTY_DUE_FROM,
	MOOT_DUTY_DUE
};

#endif
