"""A command line tool that signs in through the role chooser, reading its HTML as such tools do.

Accounts are the `div.saml-account` directly below a `fieldset`; each has its name in a
`div.saml-account-name` and its roles in labels, whose `for` is the ARN. The form is posted back with
every hidden field and `roleIndex`. Reads {"url", "response", "role"} and prints what it found.
"""

import http.cookiejar
import json
import sys
import urllib.parse
import urllib.request
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br"}


class Chooser(HTMLParser):
    """Follows the open elements as a path of (tag, classes)."""

    def __init__(self):
        super().__init__()
        self.path = []
        self.accounts = []
        self.hidden = {}
        self.radios = []
        self.action = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag == "form" and "saml_form" in (attributes.get("id"), attributes.get("name")):
            self.action = attributes["action"]
        if tag == "div" and "saml-account" in classes and self.path[-1][0] == "fieldset":
            self.accounts.append({"name": "", "roles": {}})
        if tag == "input" and attributes.get("type") == "hidden" and self.action:
            self.hidden[attributes["name"]] = attributes.get("value", "")
        if tag == "input" and attributes.get("name") == "roleIndex":
            self.radios.append(attributes["value"])
        if tag == "label" and self.accounts:
            self.role = attributes["for"]
            self.accounts[-1]["roles"][self.role] = ""
        if tag not in VOID:
            self.path.append((tag, classes))

    def handle_endtag(self, tag):
        while self.path and self.path.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self.path or not self.accounts:
            return
        tag, classes = self.path[-1]
        if "saml-account-name" in classes:
            self.accounts[-1]["name"] += data.strip()
        if tag == "label":
            self.accounts[-1]["roles"][self.role] += data.strip()


asked = json.load(sys.stdin)
cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
browser = urllib.request.build_opener(cookies)


def post(path, fields):
    url = urllib.parse.urljoin(asked["url"], path)
    with browser.open(url, urllib.parse.urlencode(fields).encode()) as answer:
        return answer.url, answer.read().decode()


_, html = post("/saml", {"SAMLResponse": asked["response"], "RelayState": ""})
chooser = Chooser()
chooser.feed(html)
role = next(arn for arn in chooser.radios if arn.endswith(asked["role"]))
url, html = post(chooser.action, {**chooser.hidden, "roleIndex": role})
found = {
    "accounts": chooser.accounts,
    "radios": chooser.radios,
    "hidden": sorted(chooser.hidden),
    "url": url,
    "cookies": {cookie.name: cookie.value for cookie in cookies.cookiejar},
}
print(json.dumps(found))
