"""`make bench`: measures the page against the least a Streamlit page can cost, in one run."""

import json
import os
import platform
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import streamlit
from playwright.sync_api import Error, sync_playwright

from bench.scenarios import DASHBOARD, FLOOR, SCENARIOS, TERRITORY, Figures
from tests.browser.chromium import FLAGS, find_chromium

ROUNDS = 2
FOLDER = Path(__file__).parent
PAGES = (DASHBOARD, TERRITORY)
SITES = (FLOOR, *PAGES)

Summary = dict[str, dict[str, float]]


def summarize(figures: Figures) -> Summary:
    """Return {label: {p50, p95, n}}."""
    return {
        label: {
            "p50": round(median(values), 1),
            "p95": round(quantiles(values, n=20)[-1] if len(values) > 9 else max(values), 1),
            "n": len(values),
        }
        for label, values in figures.items()
    }


def measure() -> dict[str, Summary]:
    """Run every scenario on every site, the sites in turn so that a slow moment strikes all."""
    taken: dict[str, Figures] = {site.name: defaultdict(list) for site in SITES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for number in range(ROUNDS):
            for scenario in SCENARIOS:
                for site in SITES:
                    print(f"  passage {number + 1} : {scenario.__name__}, {site.name}", flush=True)
                    for label, values in scenario(browser, site).items():
                        taken[site.name][label] += values
        browser.close()
    return {name: summarize(figures) for name, figures in taken.items()}


def table(results: dict[str, Summary]) -> str:
    """Return a Markdown table: median and 95th percentile of each figure, ratio to the floor."""
    floor = results[FLOOR.name]
    heads = ["", "plancher (médiane / 95e)"]
    for page in PAGES:
        heads += [f"{page.name} (médiane / 95e)", "rapport des médianes"]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) - 1)}"]
    for label in dict.fromkeys(label for page in PAGES for label in results[page.name]):
        least = floor.get(label)
        cells = [label, _cell(least)]
        for page in PAGES:
            value = results[page.name].get(label)
            cells.append(_cell(value))
            known = value and least and least["p50"]
            cells.append(f"{value['p50'] / least['p50']:.2f}" if known else "—")  # type: ignore[index]
        lines.append(f"| {' | '.join(cells)} |".replace(".", ","))
    return "\n".join(lines)


def _cell(value: dict[str, float] | None) -> str:
    return f"{value['p50']:.0f} / {value['p95']:.0f}" if value else "—"


def write(results: dict[str, Summary]) -> None:
    """Write bench/last.json and bench/README.md."""
    machine = {
        "date": datetime.now(UTC).date().isoformat(),
        "processeurs": os.cpu_count(),
        "python": platform.python_version(),
        "streamlit": streamlit.__version__,
    }
    content = json.dumps({"machine": machine, "sites": results}, ensure_ascii=False, indent=2)
    (FOLDER / "last.json").write_text(content + "\n", encoding="utf-8")
    (FOLDER / "README.md").write_text(
        f"""# Mesures de vitesse

`make bench` mesure, dans un même Chromium et tour à tour, deux pages et le « plancher »
(`floor.py` : une page Streamlit d’un seul choix et d’un seul texte). Seuls les rapports d’un même
passage se comparent d’une machine à l’autre.

Une durée va de l’événement dans le navigateur jusqu’à la page peinte, deux images comprises.
Les octets sont ceux de la connexion avec le serveur, dans les deux sens.

{table(results)}

Mesuré le {machine["date"]} : {machine["processeurs"]} processeurs, Python {machine["python"]},
Streamlit {machine["streamlit"]}. Écrit par `bench/run.py` ; une mesure de plus est une fonction
de plus dans `bench/scenarios.py`.
""",
        encoding="utf-8",
    )


def main() -> int:
    """Measure, print and write."""
    try:
        results = measure()
    except (Error, RuntimeError) as error:
        print(f"La mesure n’a pas abouti : {error}")
        return 1
    write(results)
    print("\n" + table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
