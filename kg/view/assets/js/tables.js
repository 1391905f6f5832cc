// The graph as tables, sortable by each column: things, acts, counts. What the picture shows to the eye stands here for
// every reader, and is what the CSV export writes.

const tables = (() => {
  const PAGE = 100;
  const holder = dom.id("table-holder");
  let which = "things";
  let sort = { things: [3, -1], acts: [0, 1], counts: [0, -1] };
  let limit = PAGE;
  let stale = true;

  const spell = (share) => `${Math.round(share * 100)}%`;
  const titles = (one) => [...new Set(one.sentences.map((at) => graph.sentences[at].report.title))].join("；");

  /** Columns of each table: [string key, value of a row, how it is compared]; the first opens the row's thing or act. */
  const TABLES = {
    things: {
      rows: () => scene.things(),
      open: (one) => choose.thing(one, { move: true }),
      columns: [
        ["table.name", (one) => one.name, "words"],
        ["table.type", (one) => i18n.label(one.cls), "words"],
        ["table.aliases", (one) => one.aliases.join("、"), "words"],
        ["table.facts", (one) => one.links.length + one.acts.length, "number"],
        ["table.acts", (one) => one.acts.filter((act) => act.agents.includes(one)).length, "number"],
        ["table.mentions", (one) => one.mentions.length / 3, "number"],
        ["table.reports", (one) => titles(one), "words"],
        ["table.confidence", (one) => one.confidence, "number", spell],
      ],
    },
    acts: {
      rows: () => graph.acts.filter((act) => passes(act) && [...act.agents, act.object].some((one) => one && scene.nodes.has(one.id))),
      open: (one) => {
        const edge = scene.edges.find((e) => e.facts.includes(one));
        if (edge) canvas.frame([edge.from, edge.to]);
        choose.act(one);
      },
      columns: [
        ["table.agent", (one) => one.agents.map((a) => a.name).join("、"), "words"],
        ["table.verb", (one) => one.verb, "words"],
        ["table.object", (one) => one.text || one.object?.name || "", "words"],
        ["table.count", (one) => (one.count ? one.count.text : ""), "count"],
        ["table.time", (one) => text.period(one.period), "words"],
        ["table.place", (one) => one.place?.name ?? "", "words"],
        ["table.status", (one) => text.status(one), "words"],
        ["table.sentence", (one) => quote(one), "words"],
        ["table.reports", (one) => titles(one), "words"],
        ["table.confidence", (one) => one.confidence, "number", spell],
      ],
    },
    counts: {
      rows: () => graph.counts.filter((count) => reported({ reports: new Set(count.sentences.map((at) => graph.sentences[at].report.id)) })),
      open: (one) => (one.act ? TABLES.acts.open(one.act) : one.counted ? choose.thing(one.counted, { move: true }) : reader.open(graph.sentences[one.sentences[0]].report, graph.sentences[one.sentences[0]])),
      columns: [
        ["table.value", (one) => one.value, "number", (_, one) => text.value(one)],
        ["table.unit", (one) => one.unit, "words"],
        ["table.of", (one) => one.of, "words"],
        ["table.bound", (one) => (one.bound ? t(`bound.${one.bound}`) : ""), "words"],
        ["table.written", (one) => one.text, "words"],
        ["table.sentence", (one) => quote(one), "words"],
        ["table.reports", (one) => titles(one), "words"],
        ["table.confidence", (one) => one.confidence, "number", spell],
      ],
    },
  };

  function quote(one) {
    const said = one.sentences.map((at) => graph.sentences[at])[0];
    if (!said) return "";
    return one.start < one.end ? graph.cut(said.report, one.start, one.end) : graph.textOf(said);
  }

  const order = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true });
  function sorted(name) {
    const table = TABLES[name];
    const [column, sign] = sort[name];
    const [, value, kind] = table.columns[column];
    const key = kind === "number" ? (one) => Number(value(one)) || 0 : kind === "count" ? (one) => Number(one.count?.value ?? -Infinity) : value;
    const compare = kind === "words" ? order.compare : (a, b) => a - b;
    return table.rows().map((one) => [key(one), one]).sort((a, b) => sign * compare(a[0], b[0]) || a[1].id - b[1].id).map(([, one]) => one);
  }

  function show() {
    if (panels.shown !== "tables") {
      stale = true;
      return;
    }
    stale = false;
    const table = TABLES[which];
    const rows = sorted(which);
    const focused = document.activeElement?.dataset?.column;
    const head = table.columns.map(([key], n) => {
      const on = sort[which][0] === n;
      return dom.make("th", { scope: "col", "aria-sort": on ? (sort[which][1] > 0 ? "ascending" : "descending") : null },
        dom.make("button", { type: "button", "data-column": n, on: { click: () => by(n) } }, t(key), dom.make("span", { "aria-hidden": "true", class: "order" }, on ? (sort[which][1] > 0 ? " ▲" : " ▼") : "")));
    });
    const body = rows.slice(0, limit).map((one) => dom.make("tr", {}, table.columns.map(([, value, kind, spelled], n) => {
      const words = spelled ? spelled(value(one), one) : value(one);
      if (n) return dom.make("td", { class: kind === "words" ? null : "figure", lang: kind === "words" ? "zh-Hans" : null }, kind === "number" && !spelled ? i18n.number(words) : words);
      return dom.make("th", { scope: "row" }, dom.make("button", { type: "button", class: "link", lang: "zh-Hans", on: { click: () => open(one) } }, words || "—"));
    })));
    dom.fill(holder, dom.make("table", {}, dom.make("caption", {}, t(`table.caption.${which}`, { count: rows.length })), dom.make("thead", {}, dom.make("tr", {}, head)), dom.make("tbody", {}, body)),
      rows.length > limit ? dom.make("button", { type: "button", on: { click: () => { limit += 5 * PAGE; show(); } } }, t("details.more", { count: rows.length - limit })) : null);
    for (const button of document.querySelectorAll("[data-table]")) button.setAttribute("aria-pressed", button.dataset.table === which ? "true" : "false");
    if (focused !== undefined) holder.querySelector(`[data-column="${focused}"]`)?.focus();
  }

  function by(column) {
    const [old, sign] = sort[which];
    sort = { ...sort, [which]: [column, old === column ? -sign : 1] };
    show();
    announce(t("said.sorted", { column: t(TABLES[which].columns[column][0]), order: t(sort[which][1] > 0 ? "order.up" : "order.down") }));
  }

  function open(one) {
    TABLES[which].open(one);
    panels.open("details");
    dom.id("details-title")?.focus();
  }

  for (const button of document.querySelectorAll("[data-table]")) {
    button.addEventListener("click", () => {
      which = button.dataset.table;
      limit = PAGE;
      show();
    });
  }
  bus.on("scene language", show);

  /** A table as rows of plain values, for the CSV export. */
  function plain(name) {
    const table = TABLES[name];
    return [table.columns.map(([key]) => t(key)), ...sorted(name).map((one) => table.columns.map(([, value]) => value(one)))];
  }
  return { show, plain, get which() { return which; }, get stale() { return stale; } };
})();
