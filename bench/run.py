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

from bench.scenarios import FLOOR, SCENARIOS, SITES, Figures, played
from tests.browser.chromium import FLAGS, find_chromium

ROUNDS = 2
FOLDER = Path(__file__).parent

Summary = dict[str, dict[str, float]]


def summarize(figures: Figures) -> Summary:
    """Return {site: {p50, p95, n}} of one measure."""
    return {
        name: {
            "p50": round(median(values), 1),
            "p95": round(quantiles(values, n=20)[-1] if len(values) > 9 else max(values), 1),
            "n": len(values),
        }
        for name, values in figures.items()
    }


def measure() -> dict[str, Summary]:
    """Run every scenario on every site, the sites in turn so that a slow moment strikes all."""
    taken: dict[str, Figures] = defaultdict(lambda: defaultdict(list))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for number in range(ROUNDS):
            for scenario in SCENARIOS:
                for site in SITES:
                    print(f"  passage {number + 1} : {scenario.__name__}, {site.name}", flush=True)
                    for label, values in scenario(browser, site).items():
                        taken[label][site.name] += values
            for label, values in played(browser).items():
                taken[label]["Séance"] += values
        browser.close()
    return {label: summarize(figures) for label, figures in taken.items()}


def table(results: dict[str, Summary]) -> str:
    """Return a Markdown table: a line a page, a column a measure (median, 95th percentile, ratio to the floor)."""
    names = dict.fromkeys(name for sites in results.values() for name in sites)
    lines = [f"| | {' | '.join(results)} |", f"|---|{'---:|' * len(results)}"]
    for name in names:
        cells = (_cell(sites.get(name), sites.get(FLOOR.name)) for sites in results.values())
        lines.append(f"| {name} | {' | '.join(cells)} |".replace(".", ","))
    return "\n".join(lines)


def _cell(value: dict[str, float] | None, floor: dict[str, float] | None) -> str:
    if not value:
        return "—"
    ratio = f" (× {value['p50'] / floor['p50']:.2f})" if floor and floor is not value else ""
    return f"{value['p50']:.0f} / {value['p95']:.0f}{ratio}"


def write(results: dict[str, Summary]) -> None:
    """Write bench/last.json and bench/README.md."""
    machine = {
        "date": datetime.now(UTC).date().isoformat(),
        "processeurs": os.cpu_count(),
        "python": platform.python_version(),
        "streamlit": streamlit.__version__,
    }
    content = json.dumps({"machine": machine, "mesures": results}, ensure_ascii=False, indent=2)
    (FOLDER / "last.json").write_text(content + "\n", encoding="utf-8")
    (FOLDER / "README.md").write_text(
        f"""# Mesures de vitesse

`make bench` mesure, dans un même Chromium et tour à tour, les pages et le « plancher »
(`floor.py` : une page Streamlit d’un seul choix et d’un seul texte). Chaque case donne la médiane, le 95e
centile et, entre parenthèses, le rapport à la médiane du plancher. Seuls les rapports d’un même passage
se comparent d’une machine à l’autre.

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
