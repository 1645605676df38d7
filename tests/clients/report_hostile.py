"""A landscape whose names try to be markup, formulas, paths, lines and control characters; and a look at what became of it.

    report_hostile.py make LANDSCAPE
    report_hostile.py check FOLDER...
"""
import csv, html.parser, io, os, re, sys, zipfile

NAMES = ["<script>alert(1)</script>", "=cmd|'/c calc'!A1", "+1+1", "-2+3|x", "@SUM(A1)", "\u202egnirts esrever\u202c",
         "one\ntwo", "../../etc/passwd", "a\x07bell\x1b[31m", "\"><img src=x onerror=alert(1)>", "</svg></title><b>bold",
         "'; DROP TABLE boards;--", "javascript:alert(1)", "&lt;already&amp;", "\u200bzero\ufeffwidth", "]]>--><!--",
         "{{7*7}}", "Ynys Môn 東京", "| pipe | table |", "x" * 300]


def rows(folder, name, head, body):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *body])


def make(folder):
    os.makedirs(folder)
    boards, count = range(len(NAMES)), len(NAMES)
    rows(folder, "policy.csv", ["key", "value"],
         [["name", NAMES[0]], ["start", "2027-04-01"], ["allow_cross_area", "yes"], ["default_salary", "90000"]])
    rows(folder, "boards.csv", ["board_id", "name", "kind", "legal_basis", "statutory", "venue", "min_per_year"],
         [[f"b{i}", NAMES[i], NAMES[(i + 1) % count], NAMES[(i + 2) % count], "yes", NAMES[(i + 3) % count], 6] for i in boards])
    rows(folder, "members.csv", ["board_id", "person_id", "person_name", "organisation", "role"],
         [[f"b{i}", f"p{(i // 2 + k) % count}", NAMES[(i // 2 + k) % count], NAMES[(i // 2 + k + 5) % count].replace("|", "/"),
           "chair" if k == 0 else "member"] for i in boards for k in range(4)])
    rows(folder, "people.csv", ["person_id", "name", "post"], [[f"p{i}", NAMES[i], NAMES[(i + 7) % count]] for i in boards])
    rows(folder, "agenda.csv", ["board_id", "theme", "item", "minutes", "duty"],
         [[f"b{i}", NAMES[i // 2], NAMES[(i + 4) % count], 40, f"d{i}" if i < 5 else ""] for i in boards])
    rows(folder, "duties.csv", ["duty_id", "name", "legal_basis", "organisations"],
         [[f"d{i}", NAMES[i], NAMES[i + 1], NAMES[0]] for i in range(6)])
    rows(folder, "strategies.csv", ["strategy_id", "name", "owner", "priority", "theme"],
         [[f"s{k}", NAMES[i], "b0", NAMES[i], NAMES[i] if i < 8 else ""] for k in range(2) for i in boards])


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.attributes, self.text = set(), set(), ""

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attributes}
        for name, value in attributes:
            if name in ("href", "src"):
                assert value.startswith("#"), value

    def handle_data(self, data):
        self.text += data


HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
RUNS = re.compile(r"^['\" ]*[=+@\t\r-]")


def check(folders):
    for folder in folders:
        with open(os.path.join(folder, "report.html"), encoding="utf-8") as file:
            text = file.read()
        page = Elements()
        page.feed(text)
        assert not HIDDEN.search(text), (folder, HIDDEN.search(text))
        assert not page.seen & {"script", "img", "iframe", "object", "embed", "link", "form", "base"}
        assert text.count("<b>") in (0, 6), "but for the six large figures nothing is bold"
        assert not {name for name in page.attributes if name.startswith("on")}
        assert "<script>alert(1)</script>" in page.text
        assert "</svg></title><b>bold" in page.text or "whatif" in folder
        assert "://" not in text.replace("http://www.w3.org", "")
        for path, _, names in os.walk(folder):
            for name in names:
                assert re.fullmatch(r"[A-Za-z0-9._-]+", name) and ".." not in name, name
                if name.endswith(".csv"):
                    check_csv(os.path.join(path, name))
                if name.endswith(".xlsx"):
                    check_workbook(os.path.join(path, name))


def check_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    assert not HIDDEN.search(text), path
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not RUNS.match(cell) or cell.startswith("'") or re.fullmatch(r"-?[0-9.]+", cell), (path, cell)


def check_workbook(path):
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            text = book.read(name).decode("utf-8")
            assert not HIDDEN.search(text), (path, name)
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in text and "hyperlink" not in text, name


make(sys.argv[2]) if sys.argv[1] == "make" else check(sys.argv[2:])
