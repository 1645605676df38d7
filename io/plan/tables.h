/* The CSV files of a plan folder, each as text ready to be written. */
#ifndef MOOT_IO_PLAN_TABLES_H
#define MOOT_IO_PLAN_TABLES_H

#include "io/csv/writer.h"
#include "io/report/report.h"

struct moot_csv moot_table_boards(const struct moot_report *report);
struct moot_csv moot_table_calendar(const struct moot_report *report);
struct moot_csv moot_table_people(const struct moot_report *report);

#endif
