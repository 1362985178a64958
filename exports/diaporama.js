"use strict";
(() => {
  const PLAY_MS = 350;
  const WATCH_MS = 10000;
  const PATIENCE_MS = 5000;
  const AWAKE_MS = 3000;
  const KEPT = "diaporama";
  const LETTERS = "diaporama-lettres";
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("donnees").textContent);
  const root = document.documentElement;
  const screens = [...document.querySelectorAll(".ecran")];
  const black = find("noir");
  const dialog = find("touches");
  const note = find("note");
  const main = document.querySelector("main");
  // A phone reads the screens one below the other: nothing moves there but the maps.
  const reading = matchMedia("(max-width: 600px), (max-height: 480px)");
  const title = document.title;
  let here = 0;

  // A map whose time moves: each mark knows its area, the document what it shows at each period.
  const living = (screen, times) => {
    const heading = screen.querySelector("h1");
    const measure = screen.querySelector(".mesure");
    const picture = screen.querySelector(".plan");
    const period = screen.querySelector(".periode");
    const slider = screen.querySelector("input");
    const button = screen.querySelector(".lire");
    const counts = [...screen.querySelectorAll(".classes li:not([data-none]) b")];
    const none = [...screen.querySelectorAll("[data-none]")];
    const first = picture.getAttribute("aria-label");
    const rank = new Map(times.areas.map((code, at) => [code, at]));
    const marks = [...screen.querySelectorAll("[data-area]")].map((node) => (
      {node, part: node.dataset.part, at: rank.get(node.dataset.area)}));
    let step = times.step;
    let timer = 0;

    const paint = ({node, part, at}, now) => {
      const kind = now.ranks[at];
      const known = kind in times.fills;
      const fill = known ? times.fills[kind] : "#FFFFFF";
      if (part === "area") {
        node.setAttribute("fill", fill);
        node.setAttribute("stroke", known ? times.joins[kind] : times.join);
        if (known) delete node.dataset.missing; else node.dataset.missing = kind;
        return;
      }
      node.textContent = now.labels[at];
      if (part === "halo") {
        node.setAttribute("fill", fill);
        node.setAttribute("stroke", fill);
      } else if (part === "inside") {
        node.setAttribute("fill", known ? times.inks[kind] : times.ink);
      }
    };
    const told = (now) => {
      if (step === times.step) return first;
      const ends = now.ends.map((at) => `${now.labels[at]} (${times.names[at]})`);
      const span = ends.length ? ` De ${ends[0]} à ${ends[1]}.` : " Aucune valeur n’est publiée.";
      return `Carte : ${times.notes[now.note]}, ${now.period}.${span}`;
    };
    const show = (asked) => {
      step = Math.min(Math.max(asked, 0), times.steps.length - 1);
      const now = times.steps[step];
      for (const mark of marks) paint(mark, now);
      heading.textContent = now.title;
      period.textContent = now.period;
      const said = times.notes[now.note];
      if (measure) measure.textContent = step === times.step ? `${said}.` : `${said}, ${now.period}.`;
      picture.setAttribute("aria-label", told(now));
      counts.forEach((node, at) => { node.textContent = now.counts[at]; });
      for (const node of none) {
        const count = [...now.ranks].filter((kind) => kind === node.dataset.none).length;
        node.hidden = count === 0;
        node.querySelector("b").textContent = count || "";
      }
      if (slider) {
        slider.value = step;
        slider.setAttribute("aria-valuetext", now.period);
      }
    };
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      if (button) button.textContent = "Lire";
    };
    const play = () => {
      if (!slider) return;
      if (timer) { stop(); return; }
      if (step === times.steps.length - 1) show(0);
      button.textContent = "Arrêter";
      timer = setInterval(() => {
        show(step + 1);
        if (step === times.steps.length - 1) stop();
      }, PLAY_MS);
    };
    if (slider) {
      slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
      // Once the mouse lets it go, the arrows change the screen again.
      slider.addEventListener("pointerup", () => slider.blur());
      button.addEventListener("click", (event) => { play(); if (event.detail) button.blur(); });
    }
    return {play, stop, move: (by) => { stop(); show(step + by); }};
  };
  const maps = new Map(Object.entries(data.maps).map(([rank, times]) => (
    [Number(rank) - 1, living(screens[Number(rank) - 1], times)])));

  // A short table is written large; one longer than its screen says how many rows it shows.
  const trim = (screen) => {
    const box = screen.querySelector(".tableau");
    if (!box || reading.matches) return;
    const rows = [...box.querySelectorAll("tbody tr")];
    const rest = box.querySelector(".reste");
    const every = Number(rest.dataset.lignes);
    const holds = () => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
    for (const row of rows) row.hidden = false;
    rest.hidden = every <= rows.length;
    for (const size of [28, 26, 24, 22, 20]) {
      box.style.setProperty("--corps", size);
      if (every <= rows.length && holds()) return;
    }
    if (box.scrollWidth > box.clientWidth + 1) box.style.setProperty("--corps", 18);
    for (let shown = rows.length; shown > 1; shown -= 1) {
      rest.hidden = every <= shown;
      rest.textContent = `${shown} premières lignes sur ${every.toLocaleString("fr-FR")}`;
      if (box.scrollHeight <= box.clientHeight + 1) return;
      rows[shown - 1].hidden = true;
    }
    rest.hidden = every <= 1;
    rest.textContent = `1re ligne sur ${every.toLocaleString("fr-FR")}`;
  };

  const asked = (text) => {
    const number = /^#?(\d{1,3})$/.exec(text || "");
    return number ? Math.min(Math.max(Number(number[1]), 1), screens.length) - 1 : null;
  };
  const tell = (text) => { find("annonce").textContent = text; };
  const noted = () => {
    const next = screens[here + 1]?.dataset.message;
    const text = screens[here].dataset.note || "Aucune note pour cet écran.";
    note.textContent = next ? `${text}\n\nEnsuite : ${next}` : text;
  };
  const dark = (on) => {
    black.hidden = !on;
    main.inert = on;
    tell(on ? "Écran noir." : "");
  };
  const go = (rank, focused = true) => {
    const next = Math.min(Math.max(rank, 0), screens.length - 1);
    if (!black.hidden) dark(false);
    if (next !== here) maps.get(here)?.stop();
    screens[here].classList.remove("ici");
    here = next;
    const screen = screens[here];
    screen.classList.add("ici");
    trim(screen);
    const place = `${here + 1} / ${screens.length}`;
    find("place").textContent = place;
    find("avant").disabled = here === 0;
    find("apres").disabled = here === screens.length - 1;
    document.title = `${place} – ${title}`;
    history.replaceState(null, "", `#${here + 1}`);
    noted();
    tell(`Écran ${here + 1} sur ${screens.length} : ${screen.dataset.message}`);
    if (focused && !document.activeElement?.closest("nav")) screen.focus({preventScroll: true});
  };

  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  };
  // Without network no other page opens: the browser would show its own, and lose the séance.
  let lost = false;
  const stays = () => {
    if (!lost && navigator.onLine) return false;
    tell(find("etat").textContent = "Sans connexion, la séance ne se quitte pas : la page suivante ne s’ouvrirait pas.");
    return true;
  };
  document.querySelector(".quitter")?.addEventListener("click", (event) => { if (stays()) event.preventDefault(); });
  let left = 0;
  document.addEventListener("fullscreenchange", () => { left = Date.now(); });
  const escape = () => {
    if (!black.hidden) dark(false);
    else if (!note.hidden) note.hidden = true;
    else if (document.fullscreenElement) document.exitFullscreen();
    // The key that left the full screen must not leave the séance too.
    else if (data.leave && Date.now() - left > 800 && !stays()) location.assign(data.leave);
  };
  const keys = {
    ArrowRight: () => go(here + 1), PageDown: () => go(here + 1), " ": () => go(here + 1),
    ArrowLeft: () => go(here - 1), PageUp: () => go(here - 1),
    Home: () => go(0), End: () => go(screens.length - 1),
    ArrowUp: () => maps.get(here)?.move(1), ArrowDown: () => maps.get(here)?.move(-1),
    p: () => maps.get(here)?.play(), Enter: () => maps.get(here)?.play(),
    b: () => dark(black.hidden), ".": () => dark(black.hidden),
    f: full, n: () => { note.hidden = !note.hidden; }, "?": () => dialog.showModal(), Escape: escape,
  };
  // Keys of one letter or sign get in the way of those who speak to their computer: they can be turned off.
  const letters = find("lettres");
  try { letters.checked = sessionStorage.getItem(LETTERS) !== "non"; } catch { /* nothing is remembered */ }
  letters.addEventListener("change", () => {
    try { sessionStorage.setItem(LETTERS, letters.checked ? "oui" : "non"); } catch { /* this document alone */ }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && event.key !== " " && !letters.checked) return;
    if (reading.matches || event.ctrlKey || event.metaKey || event.altKey) return;
    if (dialog.open) {
      if (event.key === "?") { event.preventDefault(); dialog.close(); }
      return;
    }
    const on = document.activeElement;
    const pressed = on?.closest("button, a") && (event.key === "Enter" || event.key === " ");
    const slid = on?.matches("input") && (event.key.startsWith("Arrow") || ["Home", "End"].includes(event.key));
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (pressed || slid || !act || (event.repeat && ["b", ".", "f", "n", "p"].includes(event.key))) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    if (reading.matches || event.target.closest("button, a, input, dialog, aside")) return;
    if (!black.hidden) { dark(false); return; }
    if (!String(getSelection())) go(here + (event.clientX < innerWidth / 2 ? -1 : 1));
  });
  let touched = null;
  document.addEventListener("touchstart", (event) => {
    touched = event.target.closest("input, dialog, aside") ? null : event.touches[0].clientX;
  }, {passive: true});
  document.addEventListener("touchend", (event) => {
    const moved = touched === null ? 0 : event.changedTouches[0].clientX - touched;
    if (!reading.matches && Math.abs(moved) > 60) go(here + (moved < 0 ? 1 : -1));
  }, {passive: true});
  find("avant").addEventListener("click", () => go(here - 1));
  find("apres").addEventListener("click", () => go(here + 1));
  find("aide").addEventListener("click", () => dialog.showModal());
  find("fermer").addEventListener("click", () => dialog.close());
  find("plein").addEventListener("click", () => { dialog.close(); full(); });

  let sleep = 0;
  const wake = () => {
    root.classList.add("eveil");
    clearTimeout(sleep);
    sleep = setTimeout(() => root.classList.remove("eveil"), AWAKE_MS);
  };
  document.addEventListener("pointermove", wake, {passive: true});

  // The server is watched, never waited for: all the screens are here.
  if (data.served) {
    const state = find("etat");
    let later = 0;
    const look = async () => {
      clearTimeout(later);
      if (document.hidden) return;
      let well = false;
      try {
        const answer = await fetch("/sante", {cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS)});
        well = answer.ok;
      } catch { /* no network, or no answer in time */ }
      if (!well) {
        lost = true;
        state.textContent = "Connexion perdue : la séance continue, tous les écrans sont déjà ici. Reconnexion…";
      } else if (lost) {
        lost = false;
        state.textContent = "Connexion rétablie.";
        setTimeout(() => { if (!lost) state.textContent = ""; }, WATCH_MS / 2);
      }
      clearTimeout(later);
      later = setTimeout(look, lost ? WATCH_MS / 2 : WATCH_MS);
    };
    for (const change of ["online", "offline"]) addEventListener(change, look);
    document.addEventListener("visibilitychange", look);
    later = setTimeout(look, navigator.onLine ? WATCH_MS : 0);
    // This document, and no other, is kept for a reload without network: the one that the browser has just read,
    // not another that the server would make.
    const keep = async () => {
      await navigator.serviceWorker.register(data.keeper, {scope: location.pathname});
      const address = location.href.split("#")[0];
      const answer = await fetch(address, {cache: "force-cache"});
      if (!answer.ok) return;
      const kept = await caches.open(KEPT);
      await kept.put(address, answer);
      for (const one of await kept.keys()) if (one.url !== address) await kept.delete(one);
    };
    if (navigator.serviceWorker && navigator.onLine) keep().catch(() => { /* the browser keeps nothing */ });
  }

  root.classList.add("seul");
  addEventListener("hashchange", () => { const rank = asked(location.hash); if (rank !== null) go(rank); });
  addEventListener("resize", () => trim(screens[here]));
  const wanted = asked(location.hash) ?? asked(new URLSearchParams(location.search).get("n")) ?? 0;
  go(wanted, !reading.matches);
  if (reading.matches && wanted) screens[wanted].scrollIntoView();
  document.fonts?.ready.then(() => trim(screens[here]));
})();
