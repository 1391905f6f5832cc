// Growing and shrinking the picture: neighbours that are not shown, branches that are in the way, acts as nodes.

const expand = (() => {
  const STEP = 40; // a hub may have thousands of neighbours: the most important come first

  /** Show the neighbours of a thing; answers how many came and how many are still hidden. */
  function open(one) {
    const waiting = [...graph.neighbours(one)].filter((n) => !state.shown.has(n.id)).sort((a, b) => b.weight - a.weight || a.id - b.id);
    const now = waiting.slice(0, STEP);
    for (const next of now) state.shown.add(next.id);
    if (now.length) scene.update();
    announce(t("said.opened", { name: one.name, count: now.length, hidden: waiting.length - now.length }));
    return now.length;
  }

  /** Hide what hangs below a thing in the hierarchy, and neighbours that are tied to nothing else that is shown. */
  function close(one) {
    const gone = new Set();
    const below = new Map();
    for (const at of state.shown) {
      const parent = graph.things[at].parent;
      if (!below.has(parent)) below.set(parent, []);
      below.get(parent).push(at);
    }
    const stack = [...(below.get(one.id) ?? [])];
    while (stack.length) {
      const at = stack.pop();
      gone.add(at);
      stack.push(...(below.get(at) ?? []));
    }
    for (const next of graph.neighbours(one)) {
      if (state.shown.has(next.id) && [...graph.neighbours(next)].every((n) => n === one || gone.has(n.id) || !state.shown.has(n.id))) gone.add(next.id);
    }
    gone.delete(one.id);
    for (const at of gone) state.shown.delete(at);
    for (const act of one.acts) state.unfolded.delete(act.id);
    if (gone.size) scene.update();
    announce(t("said.closed", { name: one.name, count: gone.size }));
    return gone.size;
  }

  function toggle(one) {
    const node = scene.nodes.get(one.id);
    if (node?.hidden) open(one);
    else close(one);
    bus.say("chosen", state.chosen);
  }

  /** Draw acts as nodes between those who act and what they act on. */
  function unfold(acts) {
    for (const act of acts) state.unfolded.add(act.id);
    scene.update();
    canvas.near(acts.flatMap((act) => [scene.actId(act), ...[...act.agents, act.object].filter(Boolean).map((one) => one.id)]));
    announce(t("said.unfolded", { count: acts.length }));
  }

  function fold(acts) {
    for (const act of acts) {
      state.unfolded.delete(act.id);
      place.forget(scene.actId(act));
    }
    if (state.chosen?.act && acts.includes(state.chosen.act)) choose.nothing();
    scene.update();
    announce(t("said.folded", { count: acts.length }));
  }

  return { open, close, toggle, unfold, fold };
})();
