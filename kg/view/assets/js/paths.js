// The shortest way between two things, over all that the graph knows, shown or not.

const paths = (() => {
  const ends = { from: null, to: null };
  const bar = dom.id("path");

  function set(end, thing) {
    ends[end] = thing;
    dom.id(`path-${end}`).value = thing.name;
    show(true);
    announce(t(`said.path.${end}`, { name: thing.name }));
    if (ends.from && ends.to) find();
  }

  function show(on) {
    bar.hidden = !on;
    dom.id("path-toggle").setAttribute("aria-expanded", on ? "true" : "false");
  }

  /** What joins two things: every link, and every act of one on the other, that passes the filters. */
  function steps(thing) {
    const found = [];
    for (const link of thing.links) if (passes(link)) found.push([link.subject === thing ? link.object : link.subject, link]);
    for (const act of thing.acts) {
      if (!passes(act)) continue;
      if (act.object && act.agents.includes(thing)) found.push([act.object, act]);
      if (act.object === thing) for (const agent of act.agents) found.push([agent, act]);
    }
    return found;
  }

  /** Breadth first; among equally short ways the one by the more important things. */
  function between(from, to) {
    const before = new Map([[from, null]]);
    let edge = [from];
    while (edge.length && !before.has(to)) {
      const next = [];
      for (const thing of edge) {
        for (const [other, fact] of steps(thing)) {
          if (before.has(other)) continue;
          before.set(other, [thing, fact]);
          next.push(other);
        }
      }
      edge = next.sort((a, b) => b.weight - a.weight || a.id - b.id);
    }
    if (!before.has(to)) return null;
    const things = [to];
    const facts = [];
    for (let step = before.get(to); step; step = before.get(step[0])) {
      things.unshift(step[0]);
      facts.unshift(step[1]);
    }
    return { things, facts };
  }

  function find() {
    const { from, to } = ends;
    if (!from || !to) {
      announce(t("said.path.missing"));
      return;
    }
    const way = between(from, to);
    if (!way) {
      dom.id("path-result").textContent = t("path.none", { from: from.name, to: to.name });
      announce(t("path.none", { from: from.name, to: to.name }));
      return;
    }
    choose.bring(way.things);
    const between_ = new Set(way.facts);
    const said = t("path.found", { steps: way.facts.length, way: way.things.map((one) => one.name).join(" → ") });
    dom.id("path-result").textContent = said;
    choose.light(way.things, between_, said);
    panels.open("details");
    canvas.frame(way.things.map((one) => one.id));
  }

  dom.id("path-toggle").addEventListener("click", () => {
    show(bar.hidden);
    if (!bar.hidden) dom.id("path-from").focus();
  });
  dom.id("path-find").addEventListener("click", find);
  dom.id("path-clear").addEventListener("click", () => {
    for (const end of ["from", "to"]) {
      ends[end] = null;
      dom.id(`path-${end}`).value = "";
    }
    dom.id("path-result").textContent = "";
    show(false);
    choose.nothing();
  });
  for (const end of ["from", "to"]) search.box(dom.id(`path-${end}`), dom.id(`path-${end}-list`), (thing) => set(end, thing));
  return { set, between };
})();
