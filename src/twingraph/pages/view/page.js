"use strict";
// Draws the network and fills the panel. All text is set as text, never as markup.
(() => {
  const root = document.documentElement;
  root.dataset.script = "true";
  const page = JSON.parse(document.getElementById("content").textContent);
  const { words, texts, drawing } = page;
  const byId = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const things = page.things.map(([id, label, kind, said]) => ({
    id: texts[id], label: texts[label], kind: texts[kind], said,
  }));
  const relations = page.relations.map(([id, label, kind, start, status, from, to, said]) => ({
    id: texts[id], label: texts[label], kind: texts[kind],
    start: texts[start], status: texts[status], from, to, said,
  }));
  const all = { thing: things, relation: relations };

  const make = (tag, className, ...inside) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  };

  const grouped = (items, key) => {
    const groups = new Map();
    for (const item of items) {
      const name = key(item);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    }
    return groups;
  };

  // --- the panel ---

  const read = ([property, value, source, address, quote, mark, reason, asOf]) => ({
    property: texts[property], value: texts[value], source: texts[source],
    address: texts[address], quote: texts[quote], mark: texts[mark],
    reason: texts[reason], asOf: texts[asOf],
  });

  const sourceOf = ({ source, address }) => {
    if (!address) return make("span", "", source || words.no_source);
    const link = make("a", "", source || address);
    link.href = address;
    link.rel = "noopener noreferrer";
    return link;
  };

  const evidence = (said) => {
    const item = make("div", "evidence", sourceOf(said));
    if (said.asOf) item.append(make("span", "quiet", ` · ${words.as_of} ${said.asOf}`));
    if (said.quote) item.append(make("q", "", said.quote));
    if (said.reason) item.append(make("p", "quiet", `${words.reason}: ${said.reason}`));
    return item;
  };

  const claim = (sayings) => {
    const [{ value, mark }] = sayings;
    const item = make("li", `claim claim-${mark}`, make("span", `value value-${mark}`, value));
    if (mark !== "normal") item.append(make("span", `mark mark-${mark}`, words[mark]));
    item.append(...sayings.map(evidence));
    return item;
  };

  const ORDER = ["preferred", "normal", "rival", "deprecated"];

  const property = ([name, sayings]) => {
    const claims = [...grouped(sayings, (said) => `${said.mark} ${said.value}`).values()];
    claims.sort((a, b) => ORDER.indexOf(a[0].mark) - ORDER.indexOf(b[0].mark));
    return [make("h3", "", name), make("ul", "", ...claims.map(claim))];
  };

  const choice = (what, number, label) => {
    const button = make("button", "choice", label);
    button.type = "button";
    button.dataset[what] = number;
    return button;
  };

  const relationsOf = (number) => {
    const own = [...relations.keys()].filter(
      (n) => relations[n].from === number || relations[n].to === number,
    );
    return [...grouped(own, (n) => relations[n].kind)].flatMap(([kind, numbers]) => [
      make("h3", "", kind),
      make("ul", "", ...numbers.map((n) => {
        const item = make("li", "", choice("relation", n, relations[n].label));
        if (relations[n].start) item.append(make("span", "quiet", ` · ${relations[n].start}`));
        return item;
      })),
    ]);
  };

  const endsOf = ({ from, to, start, status }) => {
    const ends = make("p", "", choice("thing", from, things[from].label), " – ",
      choice("thing", to, things[to].label));
    const facts = [start && `${words.start} ${start}`, status].filter(Boolean).join(" · ");
    return facts ? [ends, make("p", "quiet", facts)] : [ends];
  };

  const fillPanel = (what, number) => {
    const chosen = all[what][number];
    const groups = grouped(chosen.said.map(read), (said) => said.property);
    byId("panel-kind").textContent = chosen.kind;
    byId("panel-title").textContent = chosen.label;
    byId("panel-body").replaceChildren(
      ...(what === "relation" ? endsOf(chosen) : []),
      ...(groups.size ? [...groups].flatMap(property) : [make("p", "quiet", words.no_statements)]),
      ...(what === "thing" ? relationsOf(number) : []),
      make("h3", "", words.identifier),
      make("p", "code", chosen.id),
    );
    byId("panel").scrollTop = 0;
  };

  // --- the picture ---

  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  const nodeColours = () => {
    const ink = colour("--ink");
    return Object.fromEntries([...new Set(drawing.nodes.map((node) => node.group))].map((kind) => {
      const background = colour(`--kind-${kind}`);
      const strong = { background, border: ink };
      return [kind, { color: { background, border: colour("--card"), highlight: strong, hover: strong } }];
    }));
  };

  const edgeColours = () => {
    const veil = page.crowded ? "59" : ""; // Of thousands of lines each lets the others through.
    const colours = Array.from({ length: 10 }, (_, n) => {
      const own = colour(`--line-${n}`);
      return { color: own + veil, hover: own, highlight: own };
    });
    return drawing.edges.map(({ id, line }) => ({ id, color: colours[line] }));
  };

  const appearance = () => ({
    groups: nodeColours(),
    nodes: {
      borderWidth: page.crowded ? 1 : 2,
      borderWidthSelected: 4,
      font: { color: colour("--ink"), face: getComputedStyle(document.body).fontFamily,
        strokeWidth: 4, strokeColor: colour("--card") },
    },
    edges: { width: relations.length > 60 ? 1 : 2, hoverWidth: 1, selectionWidth: 2,
      arrows: { to: { scaleFactor: 0.6 }, from: { scaleFactor: 0.6 } } },
  });

  const container = byId("network");
  const titled = (items, describe) => (part) => ({ ...part, title: describe(items[part.id]) });
  const nodes = new vis.DataSet(
    drawing.nodes.map(titled(things, ({ label, kind }) => `${label}\n${kind}`)));
  const colours = edgeColours();
  const edges = new vis.DataSet(drawing.edges
    .map(titled(relations, ({ label, kind, start }) => [label, kind, start].filter(Boolean).join("\n")))
    .map((edge, n) => ({ ...edge, ...colours[n] })));
  const look = appearance();
  const network = new vis.Network(container, { nodes, edges }, {
    ...drawing.options, ...look,
    nodes: { ...drawing.options.nodes, ...look.nodes },
    edges: { ...drawing.options.edges, ...look.edges },
  });

  // Small networks never shrink until they are unreadable: they show their middle instead.
  const READABLE = 0.68;
  const overview = () => {
    const [left, top, right, bottom] = page.frame;
    const fitting = 0.97 * Math.min(
      container.clientWidth / (right - left), container.clientHeight / (bottom - top));
    const scale = page.crowded ? fitting : Math.min(2.6, Math.max(READABLE, fitting));
    const middle = scale > fitting && page.centre !== null
      ? drawing.nodes[page.centre] : { x: (left + right) / 2, y: (top + bottom) / 2 };
    network.moveTo({ position: { x: middle.x, y: middle.y }, scale });
  };

  const inView = (spot) => {
    const { x, y } = network.canvasToDOM(spot);
    return x > 0 && y > 0 && x < container.clientWidth && y < container.clientHeight;
  };

  // Moves the picture only if what was chosen is too small or out of sight.
  const goTo = (what, number) => {
    const ends = what === "thing" ? [number] : [relations[number].from, relations[number].to];
    const spots = ends.map((n) => drawing.nodes[n]);
    if (network.getScale() >= READABLE && spots.every(inView)) return;
    const mean = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
    network.moveTo({
      position: { x: mean("x"), y: mean("y") },
      scale: Math.max(network.getScale(), 0.9),
      animation: calm.matches ? false : { duration: 400, easingFunction: "easeInOutQuad" },
    });
  };

  let untouched = true;
  const zoom = (factor) => {
    untouched = false;
    network.moveTo({ scale: network.getScale() * factor });
  };
  byId("nearer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("all").addEventListener("click", () => { untouched = true; overview(); });
  network.on("dragStart", () => { untouched = false; });
  network.on("zoom", () => { untouched = false; });
  network.on("resize", () => { if (untouched) overview(); });

  // On a crowded map shapes and labels do not grow as one comes nearer: the space between them does.
  const LARGEST = { label: 16, shape: 8 };
  const sizedFor = (scale) => drawing.nodes.map(({ id, size, font }) => ({
    id,
    size: Math.min(size, LARGEST.shape / scale),
    font: { size: Math.min(font.size, LARGEST.label / scale) },
  }));
  let level = null;
  let sizes = drawing.nodes;
  const keepSizes = () => {
    const now = Math.round(2 * Math.log2(network.getScale()));
    if (now === level) return;
    level = now;
    const before = sizes;
    sizes = sizedFor(2 ** (level / 2));
    nodes.update(sizes.filter(({ size, font }, n) =>
      size !== before[n].size || font.size !== before[n].font.size));
  };
  if (page.crowded) network.on("afterDrawing", keepSizes);

  // The wheel scrolls the page until somebody has gone into the picture.
  let inside = false;
  container.addEventListener("pointerdown", () => { inside = true; });
  container.addEventListener("pointerleave", () => { inside = false; });
  container.addEventListener("wheel", (event) => {
    if (!inside && !event.ctrlKey) event.stopPropagation();
  }, { capture: true });

  const frame = container.firstElementChild;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", words.network);
  const canvas = frame.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", document.title);
  canvas.setAttribute("aria-describedby", "network-help");

  dark.addEventListener("change", () => {
    network.setOptions(appearance());
    edges.update(edgeColours());
  });

  // --- choosing ---

  const choose = (what, number) => {
    fillPanel(what, number);
    network.unselectAll();
    if (what === "thing") network.selectNodes([number]);
    else network.selectEdges([number]);
    for (const row of document.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
    for (const row of document.querySelectorAll(`tbody [data-${what}="${number}"]`)) {
      row.setAttribute("aria-current", "true");
    }
  };

  network.on("click", ({ nodes: [thing], edges: [relation] }) => {
    byId("back").hidden = true;
    if (thing !== undefined) choose("thing", thing);
    else if (relation !== undefined) choose("relation", relation);
  });

  // A choice in a table leads to the panel, and Back leads to where one was.
  let origin = null;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-thing], [data-relation]");
    if (!button) return;
    const what = button.dataset.thing ? "thing" : "relation";
    const number = Number(button.dataset[what]);
    if (button.closest("tbody")) origin = button;
    byId("back").hidden = !origin;
    choose(what, number);
    goTo(what, number);
    byId("panel-title").focus();
  });
  byId("back").addEventListener("click", () => origin.focus());

  // --- the search ---

  const LETTERS = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i", ґ: "г" };
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/[\p{M}’'ʼ`]/gu, "")
    .replace(/[łđøßæœıґ]/g, (letter) => LETTERS[letter]);
  const collator = new Intl.Collator(page.language);
  const names = things.map(({ label }) => folded(label));
  const SHOWN = 12;
  const search = byId("search");
  const list = byId("matches");
  let active = -1;

  const found = (query) => [...names.keys()]
    .filter((n) => names[n].includes(query))
    .sort((a, b) => names[b].startsWith(query) - names[a].startsWith(query)
      || collator.compare(things[a].label, things[b].label));

  const option = (number, place) => {
    const item = make("li", "", make("b", "", things[number].label), make("span", "", things[number].kind));
    item.id = `match-${place}`;
    item.setAttribute("role", "option");
    item.dataset.match = number;
    return item;
  };

  const activate = (place) => {
    active = place;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", n === active));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    if (active < 0) search.removeAttribute("aria-activedescendant");
    else search.setAttribute("aria-activedescendant", `match-${active}`);
  };

  const open = (shown) => {
    list.hidden = !shown;
    search.setAttribute("aria-expanded", shown);
    if (!shown) activate(-1);
  };

  const lookUp = () => {
    const query = folded(search.value.trim());
    const numbers = query ? found(query) : [];
    list.replaceChildren(...numbers.slice(0, SHOWN).map(option));
    open(numbers.length > 0);
    if (numbers.length) activate(0);
    byId("search-status").textContent = !query ? ""
      : numbers.length ? `${words.matches}: ${numbers.length}` : words.no_match;
  };

  const take = (item) => {
    const number = Number(item.dataset.match);
    search.value = things[number].label;
    byId("search-status").textContent = "";
    open(false);
    byId("back").hidden = true;
    choose("thing", number);
    goTo("thing", number);
  };

  const KEYS = {
    ArrowDown: (count) => activate((active + 1) % count),
    ArrowUp: (count) => activate((active - 1 + count) % count),
    Enter: () => take(list.children[Math.max(active, 0)]),
    Escape: () => open(false),
  };
  search.addEventListener("input", lookUp);
  search.addEventListener("focusout", () => open(false));
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) lookUp();
    else if (!list.hidden && KEYS[event.key]) KEYS[event.key](list.children.length);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // Keeps the focus.
  list.addEventListener("click", ({ target }) => take(target.closest("li")));

  // --- begin ---

  overview();
  if (page.centre !== null) choose("thing", page.centre);
  network.once("afterDrawing", () => {
    performance.mark("ready");
    root.dataset.ready = "true";
  });
})();
