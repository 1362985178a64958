"""What may be said of objectives: the page's message, the title of each chart, one sentence an objective."""

from collections.abc import Sequence

from figures.aims import observed
from figures.counted import Counted
from figures.formats import at_period, count_in_words, french_date, listing, number
from figures.objectives import Objective, announced_growth, due
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator

UNDEFINED = "à définition non précisée"


def message(objectives: Sequence[Objective]) -> str:
    """Return the page's message: how many of the objectives that have a due date are reached, and when."""
    dated = [one for one in objectives if one.target.period]
    reached = [one for one in dated if one.state == "reached"]
    if not dated:
        return "Apprentissage : aucun objectif daté n’est annoncé"
    if not reached and len(dated) == 1:
        return f"{dated[0].text} {at_period(dated[0].target.period)} : {dated[0].word}"
    if not reached:
        return f"Aucun des {count_in_words(len(dated))} objectifs d’apprentissage n’est atteint à ce jour"
    if len(reached) == 1:
        return (
            f"Un objectif sur {count_in_words(len(dated))} est atteint : "
            f"{reached[0].text} {reached[0].latest}"
        )
    counts = count_in_words(len(reached)).capitalize(), count_in_words(len(dated))
    return f"{counts[0]} objectifs d’apprentissage sur {counts[1]} sont atteints"


def lede(objectives: Sequence[Objective]) -> str:
    """Return what the message leaves out: by which definition, and where the others stand."""
    parts = []
    for one in objectives:
        if one.state == "reached":
            if not one.basis:
                parts.append(
                    f"{number(one.target.value)} : {UNDEFINED} dans l’annonce de {one.announced}."
                )
        elif one.target.period:
            parts.append(f"{one.text} {at_period(one.target.period)} : {one.word}.")
    return " ".join(parts)


def title(indicator: Indicator, objectives: Sequence[Objective]) -> str:
    """Return the message of a chart: the newest figure, and the next objective when they compare."""
    rows = observed(indicator).get("mine", ())
    drawn = [one for one in objectives if one.drawn]
    if not rows:
        return indicator.title
    now = rows[-1]
    text = f"{indicator.short} : {now.number} {at_period(now.period)}"
    if not drawn:
        return text
    goal = drawn[-1]
    aim = f"{number(goal.target.value)} visés {at_period(goal.target.period)}"
    if now in goal.comparable:
        return f"{text}, {aim}"
    start = number(float(goal.target.baseline_value or 0))
    return f"{indicator.short} : de {start} à {aim}, {now.number} comptés autrement"


def apart_title(rows: Sequence[Counted]) -> str:
    """Return the message of the chart of a territory that has another size."""
    now = rows[-1]
    return f"{now.place.a[0].upper()}{now.place.a[1:]} : {now.number} {at_period(now.period)}"


def note(indicator: Indicator, places: Sequence[str], drawn: bool) -> str:
    """Return what a chart shows, its unit, and what its signs mean."""
    text = f"En {indicator.unit}, {listing(places)}. Trait plein : même comptage"
    return f"{text}. Pointillé : objectif, depuis son propre départ" if drawn else text


def name(one: Objective) -> str:
    """Return an objective in a few words: "50 000 apprentis en 2021"."""
    return f"{one.text} {at_period(one.target.period)}" if one.target.period else one.text


def sentences(one: Objective) -> list[str]:
    """Return what is known of an objective: its start, what proves its state, what does not compare."""
    found = [f"Annoncé en {one.announced}{_start(one)}."]
    if one.state == "reached" and one.crossed:
        now = f"le {one.crossed.when}" if one.crossed.day else one.crossed.at_when
        if one.before and one.before.day and one.crossed.day:
            found.append(
                f"Franchi entre le {one.before.when} ({one.before.number}) et {now} "
                f"({one.crossed.number})."
            )
        else:
            found.append(f"Premier chiffre au-dessus : {one.crossed.number} {one.crossed.at_when}.")
        if one.in_time_unknown:
            found.append(
                f"Échéance : {due(one)} ; aucun chiffre ne dit s’il était atteint au "
                f"{french_date(one.due_day)}."
            )
    elif one.comparable:
        found.append(
            f"Dernier chiffre comparable : {one.comparable[-1].number} {one.comparable[-1].at_when}."
        )
    elif one.others:
        last = one.others[-1]
        found.append(
            f"Aucun chiffre de même définition : {last.number} {last.at_when} compte le "
            f"{last.basis or 'même nom, sans définition'}."
        )
    if not one.basis:
        found.append(f"L’annonce ne dit pas ce qui est compté : {UNDEFINED}.")
    if text := announced_growth(one):
        found.append(text)
    found += [
        f"{suspect.number} {suspect.at_when} est imprimé aussi, mais douteux : ni tracé ni comparé."
        for suspect in one.suspect
        if suspect.line != one.target.line
    ]
    return found


def _start(one: Objective) -> str:
    base = one.target.baseline_value
    if base is None:
        return ", sans point de départ"
    when = f" {at_period(one.target.baseline_period)}" if one.target.baseline_period else ""
    return f", au départ de {number(base, one.indicator.decimals)}{when}"


def cited(catalogue: Catalogue, one: Objective) -> str:
    """Return the document and the line of an objective."""
    return f"{catalogue.sources[one.target.document].name}, ligne {one.target.line}"
