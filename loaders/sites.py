"""The sites of the map of the training offer: campuses, pôles, clusters, CFA, chantiers."""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from loaders import cache, observations, references, site_tables
from loaders.catalogue import Catalogue, read_catalogue
from loaders.reference_rows import Campus, Place
from loaders.settings import data_root, geo_root
from loaders.site_rows import CFA, CfaPlace, Host, Kind, Perimeter, Point, Rate, Seat, Site
from loaders.territories import HOME, read_territories

__all__ = [
    "CFA", "KINDS", "Kind", "Point", "Rate", "Site", "communes", "job_sectors", "measures", "read_sites",
    "sectors",
]  # fmt: skip
KINDS: dict[Kind, str] = {
    "campus": "Campus des métiers et des qualifications",
    "pole": "Pôle de compétitivité",
    "cluster": "Cluster",
    "cfa": "CFA",
    "chantier": "Grand chantier",
}
LABELS = {"excellence": "Campus d’excellence", "campus": "Campus"}
_REFERENCES = ("campus", "places", "engagements")
communes = site_tables.communes
job_sectors = site_tables.job_sectors
measures = site_tables.measures
sectors = site_tables.sectors


def read_sites() -> tuple[Site, ...]:
    """Return every site by kind in the order of `KINDS`; CFA are those of the last millésime.

    A site has points only where a source attests a commune: each stands at the centre of it.
    Raises DataError when a table of data/sites, campus.csv, places.csv or the observations that
    they name is missing or refused.
    """
    rate = site_tables.measures()["rate"]
    files = [data_root() / references.FOLDER / f"{name}.csv" for name in _REFERENCES]
    files += [geo_root() / "communes.csv", geo_root() / "territories.csv"]
    files += [observations.path_of(rate), data_root() / "sources.toml"]
    files += [data_root() / "codelists" / f"{one}.csv" for one in rate.codes.values()]
    seen = tuple(cache.identity(path) for path in files)
    return _sites((*seen, *site_tables.version()))


@lru_cache(maxsize=2)
def _sites(_files: tuple[cache.Identity, ...]) -> tuple[Site, ...]:
    said: dict[str, list[str]] = {}
    for one in site_tables.site_sectors():
        said.setdefault(f"{one.kind}:{one.site}", []).append(one.sector)
    order = {code: place for place, code in enumerate(sectors())}
    known = {key: tuple(sorted(codes, key=order.__getitem__)) for key, codes in said.items()}
    return (*_campuses(known), *_places(known), *_cfas(known))


def _campuses(known: dict[str, tuple[str, ...]]) -> Iterator[Site]:
    catalogue = read_catalogue()
    hosts, parts = site_tables.hosts(), site_tables.perimeters()
    short = site_tables.short_names()
    for one in references.campuses():
        reach = [part for part in parts if part.campus == one.code]
        own = [host for host in hosts if host.campus == one.code]
        yield Site(
            kind="campus",
            code=one.code,
            name=one.name,
            region=one.region,
            short=short.get(one.code, ""),
            label=LABELS[one.label],
            sectors=known.get(f"campus:{one.code}", ()),
            sector_text=one.sectors,
            filieres=one.filieres,
            strategic=one.strategic,
            associated=one.associated,
            points=_hosted(one, own, catalogue),
            communes=(*one.communes, *_reach(reach, "COM")),
            epci=one.epci,
            departements=_reach(reach, "DEP"),
            whole_region=bool(_reach(reach, "REG")),
            territory_text=one.territory,
            source=_cited(catalogue, one.document, one.line),
            lead=" ".join(
                text
                for host in own
                if (text := host.note if host.status == "attesté" else _lead(host))
            ),
            note=one.note,
        )


def _reach(parts: list[Perimeter], level: str) -> tuple[str, ...]:
    return tuple(one.territory for one in parts if one.level == level)


def _hosted(campus: Campus, hosts: list[Host], catalogue: Catalogue) -> tuple[Point, ...]:
    attested = [host for host in hosts if host.status == "attesté"]
    points = [_point(one.commune, f"{one.establishment} ({_since(one)})") for one in attested]
    if campus.host:
        cited = _cited(catalogue, campus.document, campus.host_line or campus.line)
        points.insert(0, _point(campus.host, cited))
    return tuple(points)


def _since(host: Host) -> str:
    return f"{host.source}, {host.since}" if host.since not in host.source else host.source


def _lead(host: Host) -> str:
    name = site_tables.communes()[host.commune][0] if host.commune else ""
    at = f", {name}" if name and name not in host.establishment else ""
    word = {"annoncé": "Siège annoncé", "probable": "Hôte probable"}.get(host.status, "Piste")
    return " ".join(
        [f"{word}, non attesté{'e' * (word == 'Piste')}\u202f: {host.establishment}{at} "
         f"({_since(host)}).", host.note]
    ).strip()  # fmt: skip


def _places(known: dict[str, tuple[str, ...]]) -> Iterator[Site]:
    catalogue = read_catalogue()
    seats = {one.place: one for one in site_tables.seats()}
    kinds: tuple[Kind, ...] = ("pole", "cluster", "chantier")
    for kind in kinds:
        for one in references.places():
            if one.type == kind:
                yield _place(one, kind, seats.get(one.code), known, catalogue)


def _place(
    one: Place,
    kind: Kind,
    seat: Seat | None,
    known: dict[str, tuple[str, ...]],
    catalogue: Catalogue,
) -> Site:
    cited = _cited(catalogue, one.document, one.line)
    points = ()
    if one.commune:
        points = (_point(one.commune, f"«\u202f{one.city}\u202f», {cited}"),)
    elif seat is not None and kind == "pole":
        points = (_point(seat.commune, seat.source),)
    ours = one.level == "REG" or _home_named(one.territory)
    return Site(
        kind=kind,
        code=one.code,
        name=one.name,
        region=one.territory_code if one.level == "REG" else HOME,
        sectors=known.get(f"{kind}:{one.code}", ()),
        sector_text=one.sector,
        points=points,
        whole_region=ours and not points,
        territory_text=one.territory,
        source=cited,
        note=" ".join(
            _ended(text) for text in (one.details, one.note, seat.note if seat else "") if text
        ),
    )


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…" else f"{text}."


def _home_named(territory: str) -> bool:
    # A vaguer name (« Dunkerquois », « Bassin minier ») is a text of the sheet, not a perimeter.
    return territory == "Hauts-de-France"


def _cfas(known: dict[str, tuple[str, ...]]) -> Iterator[Site]:
    catalogue, rate = read_catalogue(), site_tables.measures()["rate"]
    (dimension,) = rate.dimensions
    placed = {one.cfa: one for one in site_tables.cfa_places()}
    rows = observations.read(rate).sort("period")
    last = rows["period"].max()
    listed = rows.filter(pl.col("period") == last)[dimension].to_list()
    source = catalogue.sources[rate.sources[-1]]
    for code, name in site_tables.cfas().items():
        if code not in listed:
            continue
        own = rows.filter(pl.col(dimension) == code).select("period", "value", "status")
        rates = tuple(Rate(*row) for row in own.iter_rows())
        yield Site(
            kind="cfa",
            code=code,
            name=name,
            region=HOME,
            sectors=known.get(f"cfa:{code}", ()),
            points=_named(placed.get(code)),
            ambiguous=code in placed and placed[code].rule == "ambigu",
            departements=(code[1:3],),
            territory_text=read_territories()["DEP", code[1:3]].name,
            source=f"{source.producer}, {source.title}",
            rate=rates[-1].value,
            rate_text=rate.short,
            rate_status=rates[-1].status,
            rates=rates,
        )


def _named(place: CfaPlace | None) -> tuple[Point, ...]:
    if place is None or not place.commune:
        return ()
    words = f"nom de l’établissement\u202f: «\u202f{place.words}\u202f»"
    return (_point(place.commune, words if place.words else "relevé à la main"),)


def _point(commune: str, attestation: str) -> Point:
    name, lon, lat = site_tables.communes()[commune]
    return Point(lon, lat, commune, name, attestation)


def _cited(catalogue: Catalogue, document: str, line: int) -> str:
    return f"{catalogue.sources[document].title}, ligne {line}"
