"""Reads the page as Chromium has parsed it, and holds its tables against what was put in: check.py DOM.html"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path


class Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.title, self.foreign, self.inside = {}, "", [], None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.table = self.tables.setdefault(attributes["id"], [])
        elif tag == "tr":
            self.table.append([])
        elif tag in ("td", "th"):
            self.table[-1].append("")
        if tag in ("script", "img", "link", "iframe", "i") or "src" in attributes or "href" in attributes:
            self.foreign.append(tag)
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside in ("td", "th"):
            self.table[-1][-1] += data
        elif self.inside == "title":
            self.title += data


# The seed, less the invitation that is withdrawn before the page is looked at.
EXPECTED = {
    "accounts": [
        ["Region", "Account", "Security Hub", "Role", "Tags"],
        ["eu-north-1", "210000000001", "since <time>", "administrator", "team=<i>detection</i> & response"],
        ["eu-north-1", "310000000002", "since <time>", "member of 210000000001", ""],
        ["eu-north-1", "410000000003", "off", "–", ""],
        ["eu-north-1", "510000000004", "off", "–", ""],
        ["us-east-1", "210000000001", "since <time>", "–", ""],
        ["us-east-1", "310000000002", "off", "–", ""],
    ],
    "members": [
        ["Region", "Administrator", "Member", "Status", "E-mail", "Invited at", "Updated at"],
        ["eu-north-1", "210000000001", "310000000002", "Enabled", "security@shop.example", "<time>", "<time>"],
        ["eu-north-1", "210000000001", "410000000003", "Created", "", "", "<time>"],
        ["eu-north-1", "210000000001", "510000000004", "Created", "", "", "<time>"],
    ],
    "invitations": [
        ["Region", "To", "From", "Status", "Can be accepted", "Invitation", "Invited at"],
        ["eu-north-1", "310000000002", "210000000001", "Enabled", "no", "<id>", "<time>"],
        ["us-east-1", "310000000002", "210000000001", "Deleted", "no", "<id>", "<time>"],
    ],
    "requests": [
        ["Time", "Region", "Account", "Operation", "Answer", "ms", "State", "Request"],
        ["<time>", "–", "–", "ListMembers", "403 MissingAuthenticationToken", "<ms>", "–", "<id>"],
        ["<time>", "eu-north-1", "990000000009", "ListInvitations", "401 InvalidAccessException", "<ms>", "2", "<id>"],
        ["<time>", "eu-north-1", "210000000001", "DeleteInvitations", "200", "<ms>", "1 → 2", "<id>"],
        ["<time>", "eu-north-1", "210000000001", "ListMembers", "200", "<ms>", "1", "<id>"],
    ],
}


def plain(cell):
    cell = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "<time>", cell)
    cell = re.sub(r"^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "<id>", cell)
    return re.sub(r"^\d+\.\d$", "<ms>", cell)


page = Tables()
page.feed(Path(sys.argv[1]).read_text())
got = {name: [[plain(cell) for cell in row] for row in rows] for name, rows in page.tables.items()}
wrong = [
    f"{name}\n  expected {EXPECTED.get(name)}\n  got      {got.get(name)}"
    for name in {*EXPECTED, *got}
    if got.get(name) != EXPECTED.get(name)
]
if page.title != "securityhub-local":
    wrong.append(f"the title is {page.title!r}")
if page.foreign:
    wrong.append(f"the page has {page.foreign}")
print("\n".join(wrong) or "page: four tables as expected, in Chromium")
sys.exit(bool(wrong))
