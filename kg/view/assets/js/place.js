// Where the nodes stand: as laid out at build time, then as the reader moves and pins them.

const place = (() => {
  const points = new Map(); // node id → [x, y]
  const pinned = new Set();
  const drawn = new Map(graph.drawn.map((thing, at) => [thing, at]));

  const radius = (node) => (node.thing ? 9 + 9 * node.thing.weight : 0);
  const sizes = new Map();

  /** Half width, half height, lines and shape radius of a node in the present layout. */
  function size(node) {
    const key = `${state.layout === "hierarchy"}${node.id}`;
    let found = sizes.get(key);
    if (!found) sizes.set(key, (found = measure(node)));
    return found;
  }

  function measure(node) {
    if (node.act) {
      const lines = text.wrap([node.act.verb, node.act.text || node.act.object?.name || "", text.times(node.act.count)].filter(Boolean).join(" "), 22, 4);
      const wide = Math.max(...lines.map(text.measure)) * text.HALF;
      return { lines, wide, r: 0, w: wide / 2 + 9, h: (lines.length * text.LEADING) / 2 + 5, card: true };
    }
    const lines = text.wrap(node.thing.name);
    const wide = Math.max(...lines.map(text.measure)) * text.HALF;
    const r = radius(node);
    if (state.layout === "hierarchy") {
      return { lines, wide, r, w: (2 * r + wide + 16) / 2, h: (Math.max(2 * r, lines.length * text.LEADING) + 6) / 2, card: true };
    }
    return { lines, wide, r, w: r, h: r, card: false };
  }

  /** The point of a node; one that has none yet is put near what it hangs on. */
  function of(node) {
    let point = points.get(node.id);
    if (!point) points.set(node.id, (point = settle(node)));
    return point;
  }

  function settle(node) {
    const near = node.thing ? graph.things[node.thing.parent] : null;
    const anchors = node.act ? [...node.act.agents, node.act.object] : [near, ...graph.neighbours(node.thing)];
    const anchor = anchors.find((one) => one && points.has(one.id));
    return free(anchor ? points.get(anchor.id) : [0, 0], node);
  }

  /** The free place nearest to a point: along a spiral, to the right first where the hierarchy grows to the right. */
  function free(around, node) {
    const own = size(node);
    const [width, height] = [reach(own), depth(own)];
    const taken = occupied();
    const right = state.layout === "hierarchy" ? own.w : 0;
    for (let step = 6; step < 4000; step += 1) {
      const angle = step * 2.399963; // the golden angle: the spiral's points lie evenly
      const far = 22 * Math.sqrt(step);
      const x = around[0] + Math.cos(angle) * far * 1.6 + right;
      const y = around[1] + Math.sin(angle) * far;
      if (!taken(x, y, width, height)) return [Math.round(x), Math.round(y)];
    }
    return [around[0] + 40, around[1] + 40];
  }

  const CELL = 160;
  /** Whether a box would lie on a node, through a grid of where the nodes are. */
  function occupied() {
    const cells = new Map();
    let [wide, high] = [0, 0];
    for (const [id, [x, y]] of points) {
      const node = scene.nodes.get(id);
      const box = node ? size(node) : { w: 40, h: 16, r: 16, wide: 80, lines: [""], card: true };
      const one = [x, y, reach(box) + 4, depth(box) + 4];
      [wide, high] = [Math.max(wide, one[2]), Math.max(high, one[3])];
      const key = `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
      if (cells.has(key)) cells.get(key).push(one);
      else cells.set(key, [one]);
    }
    return (x, y, w, h) => {
      for (let column = Math.floor((x - w - wide) / CELL); column <= Math.floor((x + w + wide) / CELL); column += 1) {
        for (let row = Math.floor((y - h - high) / CELL); row <= Math.floor((y + h + high) / CELL); row += 1) {
          const near = cells.get(`${column},${row}`);
          if (near?.some((box) => Math.abs(x - box[0]) <= w + box[2] && Math.abs(y - box[1]) <= h + box[3])) return true;
        }
      }
      return false;
    };
  }

  const reach = (box) => (box.card ? box.w : Math.max(box.r, box.wide / 2 + 3));
  const depth = (box) => (box.card ? box.h : box.r + (box.lines.length * text.LEADING) / 2 + 3);

  /** Take the positions of a layout; pinned nodes stay, what was added later finds its place anew. */
  function use(layout) {
    state.layout = layout;
    const kept = new Map([...pinned].filter((id) => points.has(id)).map((id) => [id, points.get(id)]));
    points.clear();
    const flat = graph.layouts[layout];
    for (const [thing, at] of drawn) points.set(thing, [flat[2 * at], flat[2 * at + 1]]);
    for (const [id, point] of kept) points.set(id, point);
    bus.say("placed");
  }

  function move(id, x, y) {
    points.set(id, [Math.round(x), Math.round(y)]);
  }

  function pin(id, on) {
    if (on) pinned.add(id);
    else pinned.delete(id);
    bus.say("pinned", id);
  }

  // ---- saved positions: in the browser where it lets us, and always as a file ----------------------------------------

  const shelf = `kg-positions-${graph.key}`;
  let memory = null; // where the browser has no store for this page (a frame without an origin)

  function snapshot() {
    const name = (id) => (typeof id === "number" ? graph.things[id].iri : graph.acts[+id.slice(1)].iri);
    const list = [...scene.nodes.keys()].map((id) => [name(id), ...points.get(id)]);
    return { graph: graph.key, layout: state.layout, points: list, pinned: [...pinned].filter((id) => scene.nodes.has(id)).map(name) };
  }

  function save() {
    memory = JSON.stringify(snapshot());
    try {
      localStorage.setItem(shelf, memory);
      return true;
    } catch {
      return false; // private mode or a sandbox: kept until the page closes
    }
  }

  function saved() {
    try {
      return localStorage.getItem(shelf) ?? memory;
    } catch {
      return memory;
    }
  }

  /** Put the nodes where a snapshot has them; answers how many it knew. */
  function restore(words) {
    const from = JSON.parse(words);
    if (!Array.isArray(from.points)) throw new Error("no positions");
    if (Object.keys(graph.layouts).includes(from.layout)) use(from.layout);
    const acts = new Map(graph.acts.map((act) => [act.iri, act]));
    const find = (iri) => graph.byIri.get(iri)?.id ?? (acts.has(iri) ? scene.actId(acts.get(iri)) : undefined);
    let count = 0;
    for (const [iri, x, y] of from.points) {
      const id = find(iri);
      if (id === undefined || !Number.isFinite(x) || !Number.isFinite(y)) continue;
      points.set(id, [x, y]);
      if (typeof id === "number") state.shown.add(id);
      else state.unfolded.add(+id.slice(1));
      count += 1;
    }
    pinned.clear();
    for (const iri of from.pinned ?? []) if (find(iri) !== undefined) pinned.add(find(iri));
    bus.say("placed");
    return count;
  }

  return { of, size, use, move, pin, pinned, snapshot, save, saved, restore, reach, depth, forget: (id) => points.delete(id) };
})();
