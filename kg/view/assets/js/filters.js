// Legend and filters: each entry with the number of things or facts that it stands for, and a box that takes them out.

const filters = (() => {
  const count = (list, key) => {
    const counts = new Map();
    for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
    return counts;
  };

  function group(holder, items, off, changed) {
    dom.fill(holder, items.map(({ id, words, number, mark, lang }) => {
      const box = dom.make("input", { type: "checkbox", id: `${holder.id}-${id}`, checked: !off.has(id), on: { change: () => {
        if (box.checked) off.delete(id);
        else off.add(id);
        changed(words, box.checked);
      } } });
      return dom.make("li", {}, dom.make("label", { for: `${holder.id}-${id}`, title: words }, box, mark, dom.make("span", { class: "words", lang }, words), dom.make("span", { class: "number" }, i18n.number(number))));
    }));
  }

  function changed(words, on) {
    scene.update();
    announce(t(on ? "said.on" : "said.off", { name: words, shown: scene.nodes.size, edges: scene.edges.length }));
  }

  function build() {
    const kinds = count(graph.things, (one) => one.kind.id);
    group(dom.id("legend"), graph.kinds.filter((k) => kinds.has(k.id)).sort((a, b) => kinds.get(b.id) - kinds.get(a.id) || a.id - b.id)
      .map((k) => ({ id: k.id, words: i18n.label(k), number: kinds.get(k.id), mark: icon(k) })), state.off.kinds, changed);
    const relations = count(graph.links, (one) => one.relation.id);
    group(dom.id("relations"), graph.relations.map((r) => ({ id: r.id, words: i18n.label(r), number: relations.get(r.id) ?? 0 }))
      .sort((a, b) => b.number - a.number || a.id - b.id), state.off.relations, changed);
    const statuses = count(graph.acts, (one) => one.status.id);
    group(dom.id("statuses"), graph.statuses.filter((s) => statuses.has(s.id))
      .map((s) => ({ id: s.id, words: t(`status.${s.key}`), number: statuses.get(s.id) })), state.off.statuses, changed);
    const reports = new Map(graph.reports.map((r) => [r.id, 0]));
    for (const fact of [...graph.links, ...graph.acts]) for (const r of fact.reports) reports.set(r, reports.get(r) + 1);
    group(dom.id("reports"), graph.reports.map((r) => ({ id: r.id, words: r.date ? `${r.title}（${r.date}）` : r.title, number: reports.get(r.id), lang: "zh-Hans" })), state.off.reports, changed);
    sure();
  }

  function sure() {
    dom.id("sure").value = String(Math.round(state.sure * 100));
    dom.id("sure-value").textContent = `≥ ${Math.round(state.sure * 100)}%`;
    dom.id("sure").setAttribute("aria-valuetext", `${Math.round(state.sure * 100)}%`);
  }

  dom.id("sure").addEventListener("input", () => {
    state.sure = +dom.id("sure").value / 100;
    sure();
    scene.update();
  });
  dom.id("sure").addEventListener("change", () => announce(t("said.sure", { value: dom.id("sure").value, shown: scene.nodes.size, edges: scene.edges.length })));
  dom.id("filters-reset").addEventListener("click", () => {
    for (const off of Object.values(state.off)) off.clear();
    state.sure = 0;
    build();
    scene.update();
    announce(t("said.reset"));
  });
  for (const button of document.querySelectorAll("[data-all]")) {
    button.addEventListener("click", () => {
      const boxes = [...dom.id(button.dataset.all).querySelectorAll("input")];
      const on = !boxes.every((box) => box.checked);
      for (const box of boxes) if (box.checked !== on) box.click();
    });
  }

  /** Of how much there is, how much is shown. */
  function tally() {
    const things = scene.things().length;
    dom.id("tally").textContent = t("tally", { shown: things, all: graph.things.length, edges: scene.edges.length });
  }

  bus.on("language filters", build);
  bus.on("scene", tally);
  return { build, tally };
})();
