// The nodes and edges that are shown now: facts folded into edges, acts unfolded where asked for.

const scene = (() => {
  let nodes = new Map(); // id → { id, thing | act, dim, hidden }
  let edges = []; // { id, from, to, facts, role, dim, act, status }
  let byId = new Map();
  let order = []; // nodes, the most important first: they get their labels first

  const actId = (act) => `a${act.id}`;

  function update() {
    nodes = new Map();
    for (const at of state.shown) {
      const thing = graph.things[at];
      if (admits(thing)) nodes.set(at, { id: at, thing, weight: thing.weight, dim: false, hidden: 0 });
    }
    const bundles = new Map();
    const bundle = (from, to, fact, role) => {
      const id = `${from}>${to}`;
      let edge = bundles.get(id);
      if (!edge) bundles.set(id, (edge = { id, from, to, facts: [], role: null }));
      edge.facts.push(fact);
      if (role) edge.role = role;
    };
    for (const link of graph.links) {
      if (link.subject !== link.object && nodes.has(link.subject.id) && nodes.has(link.object.id) && passes(link)) bundle(link.subject.id, link.object.id, link);
    }
    for (const act of graph.acts) {
      if (!passes(act)) continue;
      if (state.unfolded.has(act.id)) {
        unfold(act, bundle);
      } else if (act.object && nodes.has(act.object.id)) {
        for (const agent of act.agents) if (agent !== act.object && nodes.has(agent.id)) bundle(agent.id, act.object.id, act);
      }
    }
    edges = [...bundles.values()];
    edges.forEach(describe);
    byId = new Map(edges.map((edge) => [edge.id, edge]));
    for (const edge of edges) edge.both = byId.has(`${edge.to}>${edge.from}`);
    fade();
    for (const node of nodes.values()) if (node.thing) node.hidden = hidden(node.thing);
    order = [...nodes.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
    bus.say("scene");
  }

  function unfold(act, bundle) {
    const ends = [...act.agents.map((a) => [a, "agent"]), [act.object, "object"], [act.place, "place"]];
    const here = ends.filter(([thing]) => thing && nodes.has(thing.id));
    if (!here.length) return;
    const id = actId(act);
    nodes.set(id, { id, act, weight: 0.3, dim: false, hidden: 0 });
    for (const [thing, role] of here) {
      if (role === "agent") bundle(thing.id, id, act, role);
      else bundle(id, thing.id, act, role);
    }
  }

  const when = (fact) => fact.period?.first || fact.months?.[0] || "9999";
  function describe(edge) {
    // Relations first, then acts as they followed each other.
    if (edge.facts.length > 1) edge.facts.sort((a, b) => (a.is === b.is ? (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.id - b.id) : a.is === "link" ? -1 : 1));
    const acts = edge.facts.filter((fact) => fact.is === "act");
    edge.act = acts.length > 0 && acts.length === edge.facts.length;
    const state = acts.length ? acts[0].status.key : "Done";
    edge.status = edge.act && acts.every((act) => act.status.key === state) ? state : "Done";
  }

  /** The words on an edge, in the language of the interface. */
  function label(edge) {
    if (edge.role) return t(`role.${edge.role}`);
    const relations = [...new Set(edge.facts.filter((f) => f.is === "link").map((f) => i18n.label(f.relation)))];
    const acts = edge.facts.filter((f) => f.is === "act");
    return [...relations, ...(acts.length ? [text.folded(acts)] : [])].join(" · ");
  }

  /** Mark what lies outside the chosen months: an edge all of whose facts do, a node all of whose edges do. */
  function fade() {
    const lives = new Set();
    const tied = new Set();
    for (const edge of edges) {
      edge.dim = edge.facts.every(outside);
      tied.add(edge.from).add(edge.to);
      if (!edge.dim) lives.add(edge.from).add(edge.to);
    }
    for (const node of nodes.values()) node.dim = node.thing ? tied.has(node.id) && !lives.has(node.id) && alone(node.thing) : outside(node.act);
  }

  /** A thing may live by its own time, or by a fact that is not drawn: an act whose object is no thing. */
  const alone = (thing) => !thing.times.some((period) => !outside({ months: [period.first.slice(0, 7), period.last.slice(0, 7)] })) && ![...thing.links, ...thing.acts].some((fact) => passes(fact) && fact.months && !outside(fact));

  function hidden(thing) {
    let count = 0;
    for (const next of graph.neighbours(thing)) if (!state.shown.has(next.id)) count += 1;
    return count;
  }

  return {
    update, label, actId,
    refade() { fade(); bus.say("faded"); },
    get nodes() { return nodes; },
    get edges() { return edges; },
    get order() { return order; },
    edge: (id) => byId.get(id),
    /** What is shown, for exports: things, links and acts; acts on a drawn actor count though their object is no thing. */
    facts() {
      const found = new Set();
      for (const edge of edges) for (const fact of edge.facts) found.add(fact);
      return [...found];
    },
    things: () => [...nodes.values()].filter((n) => n.thing).map((n) => n.thing),
  };
})();
