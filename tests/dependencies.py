"""`python -m tests.dependencies`: the license of every package, and known vulnerabilities where it can ask."""

import re
import subprocess
import sys
from importlib.metadata import Distribution, distributions

ACCEPTED = re.compile(r"\b(MIT|0?BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|Artistic)", re.IGNORECASE)
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU", re.IGNORECASE)
READ_IN_ITS_FOLDER = {"axe-playwright-python": "MIT"}  # packages whose metadata name no license
OFFLINE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "ServiceError")
SECONDS = 300


def license_of(package: Distribution) -> str:
    """The license that a package names: as an expression, in its classifiers, or in the first line of its text."""
    told = package.metadata
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License")]
    first_line = (told.get("License") or "").strip().partition("\n")[0]
    return told.get("License-Expression") or " OR ".join(classified) or first_line


def is_accepted(text: str) -> bool:
    """Whether a license lets everybody use, change and pass on this project; one of several choices is enough."""
    choices = re.split(r"\bOR\b", text)
    return any(ACCEPTED.search(choice) and not COPYLEFT.search(choice) for choice in choices)


def problems_in_licenses() -> list[str]:
    """A sentence for every installed package whose license is not one of those accepted."""
    named = {package.metadata["Name"]: license_of(package) for package in distributions()}
    named |= {name: license for name, license in READ_IN_ITS_FOLDER.items() if name in named}
    refused = {name: text for name, text in named.items() if not is_accepted(text)}
    print(f"Licenses: {len(named)} packages, {len(refused)} to look at.")
    return [f"{name}: its license is '{text}', which is none of those accepted." for name, text in refused.items()]


def problems_in_versions() -> list[str]:
    """What pip-audit finds; nothing, with a line that says so, where its database cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--skip-editable"]
    command += ["--progress-spinner", "off", "--timeout", "10"]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        print(f"Vulnerabilities: skipped, the database did not answer in {SECONDS} seconds.")
        return []
    if ran.returncode and any(name in ran.stderr for name in OFFLINE):
        print("Vulnerabilities: skipped, the database of pip-audit cannot be reached from here.")
        return []
    print("Vulnerabilities: asked pip-audit.")
    return [f"{ran.stdout}{ran.stderr}"] if ran.returncode else []


if __name__ == "__main__":
    sys.exit("\n".join(problems_in_licenses() + problems_in_versions()) or None)
