"""audit.xlsx as openpyxl reads it: a sheet for each CSV file, the same cells, numbers as numbers with their formats.

    report_workbook.py AUDIT-FOLDER...
"""
import csv, os, sys
try:
    import openpyxl
except ImportError:
    print("skipped: python3-openpyxl is not here")
    sys.exit(0)

NUMBERS = {"hours": "#,##0.0", "senior_hours": "#,##0.0", "cost": "[$£-809]#,##0", "boards": "#,##0", "members": "#,##0"}
for folder in sys.argv[1:]:
    book = openpyxl.load_workbook(os.path.join(folder, "audit.xlsx"))
    files = sorted(name[:-4] for name in os.listdir(folder) if name.endswith(".csv"))
    assert sorted(book.sheetnames) == files, book.sheetnames
    formats = 0
    for name in files:
        with open(os.path.join(folder, name + ".csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        sheet = book[name]
        cells = [list(row) for row in sheet.iter_rows(max_row=max(sheet.max_row, 1))]
        assert len(cells) == len(rows), (name, len(cells), len(rows))
        assert [cell.value for cell in cells[0]] == rows[0], name
        assert sheet.freeze_panes == "B2", name
        for line, expected in zip(cells[1:], rows[1:]):
            for cell, title, text in zip(line, rows[0], expected):
                assert cell.data_type != "f", cell
                if isinstance(cell.value, (int, float)):
                    assert abs(cell.value - float(text)) < 0.0051, (name, title, cell.value, text)
                    formats += cell.number_format == NUMBERS.get(title)
                else:
                    assert title not in NUMBERS or name == "repeated-priorities" or text == "", (name, title, text)
                    value = (cell.value or "").replace("\n", " ")
                    assert value == text.removeprefix("'").replace("\n", " ") or value == text, (name, title, value, text)
    assert formats > 20, formats
print("audit.xlsx holds what the CSV files hold")
