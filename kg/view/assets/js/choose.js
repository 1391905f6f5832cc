// What the reader looks at: a thing, an edge or an act. Choosing opens the details, moves the address, and is announced.

const choose = (() => {
  const short = (one) => (one.iri.startsWith(graph.base) ? one.iri.slice(graph.base.length) : one.iri);

  function set(chosen, words) {
    state.chosen = chosen;
    if (chosen) state.lit = null;
    bus.say("chosen", chosen);
    if (words) announce(words);
  }

  /** Look at a thing; one that is not in the picture is brought into it. */
  function thing(one, { move = false } = {}) {
    const fresh = bring([one]);
    set({ thing: one }, t("said.thing", { name: one.name, type: i18n.label(one.cls), facts: one.links.length + one.acts.length }));
    address(short(one));
    const node = scene.nodes.get(one.id);
    if (move || fresh) canvas.centreOn(node);
    else canvas.reveal(node);
  }

  /** Put things into the picture; filters that hide them give way. Answers whether anything changed. */
  function bring(things) {
    let changed = false;
    for (const one of things) {
      if (!state.shown.has(one.id)) {
        state.shown.add(one.id);
        changed = true;
      }
      if (!admits(one)) {
        state.off.kinds.delete(one.kind.id);
        state.sure = Math.min(state.sure, one.confidence);
        for (const report of one.reports) state.off.reports.delete(report);
        changed = true;
        bus.say("filters");
      }
    }
    if (changed) scene.update();
    return changed;
  }

  function edge(id) {
    const found = scene.edge(id);
    if (!found) return;
    set({ edge: id }, t("said.edge", { words: scene.label(found), facts: found.facts.length }));
  }

  function act(one) {
    set({ act: one }, text.fact(one));
  }

  function nothing() {
    if (state.chosen || state.lit) {
      state.lit = null;
      set(null);
      address("");
    }
  }

  /** Make a part of the picture stand out; `said` is what it is. */
  function light(things, facts, said) {
    state.chosen = null;
    state.lit = { things: new Set(things), facts: new Set(facts), said };
    bus.say("lit");
    announce(said);
  }

  // ---- the address: `#` and what identifies the thing, so that a link opens the page at it ----------------------------

  let own = "";
  function address(part) {
    own = part ? `#${encodeURI(part).replace(/#/g, "%23")}` : "#";
    try {
      history.replaceState(null, "", own);
    } catch {
      // a page inside a sandboxed frame has no address of its own
    }
  }

  function follow() {
    if (location.hash === own) return;
    let part = location.hash.slice(1);
    try {
      part = decodeURIComponent(part);
    } catch {
      // a percent sign that encodes nothing: taken as it is
    }
    if (!part) return;
    const one = graph.byIri.get(graph.base + part) ?? graph.byIri.get(part) ?? graph.things.find((x) => x.name === part);
    if (one) thing(one, { move: true });
    else announce(t("said.unknown", { name: part.slice(0, 80) }));
  }
  window.addEventListener("hashchange", follow);

  return { thing, edge, act, nothing, light, bring, follow, short };
})();

/** Say something to those who listen to the page. */
function announce(words) {
  dom.id("live").textContent = words;
}
