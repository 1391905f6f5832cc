// The drawing area: vis-network holds the nodes and does panning, zooming, pinching and dragging; what is seen is painted
// by draw.js, which is several times faster for thousands of edges and lets labels give way to each other.

const canvas = (() => {
  const box = dom.id("canvas");
  const nodes = new vis.DataSet(graph.network.nodes.map(([id, x, y, size]) => ({ id, x, y, size })));
  const network = new vis.Network(box, { nodes, edges: new vis.DataSet() }, {
    ...graph.network.options,
    nodes: { ...graph.network.options.nodes, shape: "custom", ctxRenderer: () => ({}) },
  });
  const surface = box.querySelector("canvas");
  surface.setAttribute("aria-hidden", "true");
  box.querySelector(".vis-network").removeAttribute("tabindex"); // the box around it takes the focus

  function moveTo(where) {
    last = where;
    network.moveTo(where);
  }

  const HEAD = 26; // screen pixels above the picture that the count of what is shown takes

  const scale = () => network.getScale();
  const centre = () => network.getViewPosition();
  function redraw() {
    version += 1;
    network.redraw();
  }

  function view() {
    const s = scale();
    const c = centre();
    const [w, h] = [box.clientWidth / 2 / s, box.clientHeight / 2 / s];
    return { scale: s, left: c.x - w, right: c.x + w, top: c.y - h, bottom: c.y + h };
  }

  // ---- painting ------------------------------------------------------------------------------------------------------
  // A large scene is painted once into a picture somewhat larger than the screen; while it is panned, zoomed or a node is
  // dragged, that picture is shown instead, and what moves is painted over it. So movement stays fluid without a graphics
  // card. A small scene is painted anew each time, which keeps its labels sharp and in their places.

  const LIVE = 500; // nodes and edges
  const BORDER = 0.3; // of the screen's width and height, around it
  const SETTLE = 140; // milliseconds of rest after which the picture is painted again
  const copy = document.createElement("canvas");
  let copied = null; // the view that the copy shows, and what it leaves out
  let version = 0;
  let carried = null; // ids of the nodes that are being dragged
  let settling = 0;
  let last = null; // what was in the middle when it was last drawn: once the box has another size, vis-network cannot tell

  network.on("afterDrawing", (ctx) => {
    const now = view();
    last = { position: { x: (now.left + now.right) / 2, y: (now.top + now.bottom) / 2 }, scale: now.scale };
    if (scene.edges.length + scene.nodes.size < LIVE) {
      draw.paint(ctx, now);
    } else {
      const stale = !copied || copied.version !== version || copied.carried !== carried;
      const covers = !stale && copied.scale === now.scale && copied.left <= now.left && copied.right >= now.right && copied.top <= now.top && copied.bottom >= now.bottom;
      if (stale) photograph(now);
      else if (!covers) settle();
      ctx.drawImage(copy, copied.left, copied.top, copied.right - copied.left, copied.bottom - copied.top);
      if (carried) draw.paint(ctx, now, { only: carried });
    }
    draw.paintHover(ctx, now);
  });

  function photograph(now) {
    // The border is a whole number of dots, so that the copy falls on the screen dot for dot.
    const dots = now.scale * Math.min(2, window.devicePixelRatio || 1);
    const [w, h] = [Math.round(box.clientWidth * BORDER) / now.scale, Math.round(box.clientHeight * BORDER) / now.scale];
    copied = { scale: now.scale, left: now.left - w, right: now.right + w, top: now.top - h, bottom: now.bottom + h, screen: now, version, carried };
    copy.width = Math.round((copied.right - copied.left) * dots);
    copy.height = Math.round((copied.bottom - copied.top) * dots);
    const ctx = copy.getContext("2d");
    ctx.scale(dots, dots);
    ctx.translate(-copied.left, -copied.top);
    draw.paint(ctx, copied, carried ? { without: carried } : {});
  }

  /** Paint again once the movement has come to rest. */
  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => {
      copied = null;
      redraw();
    }, SETTLE);
  }

  /** Give vis-network the nodes that are shown, where they stand, and how large they are to the touch. */
  function sync() {
    const present = new Set(nodes.getIds());
    const gone = [...present].filter((id) => !scene.nodes.has(id));
    if (gone.length) nodes.remove(gone);
    const items = [];
    for (const node of scene.nodes.values()) {
      const [x, y] = place.of(node);
      const size = place.size(node);
      items.push({ id: node.id, x, y, size: Math.max(size.w, size.h) });
    }
    nodes.update(items);
    for (const node of scene.nodes.values()) {
      const shape = network.body.nodes[node.id]?.shape;
      if (!shape) continue;
      const size = place.size(node);
      shape.customSizeWidth = 2 * size.w;
      shape.customSizeHeight = 2 * size.h;
      shape.refreshNeeded = true;
    }
    redraw();
  }

  /** Show a rectangle of the picture. */
  function show(rectangle, most = 1.15) {
    const [left, top, right, bottom] = rectangle;
    const s = Math.max(0.02, Math.min(most, (box.clientWidth - 24) / Math.max(1, right - left), (box.clientHeight - 24 - HEAD) / Math.max(1, bottom - top)));
    moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - HEAD / 2 / s }, scale: s });
  }

  let whole = false; // whether all is in view and the reader has not moved since
  function fit() {
    show(geometry.bounds());
    whole = true;
  }
  /** At opening: all of it; on a screen on which nothing could be read then, the beginning of the main tree. */
  function begin() {
    fit();
    const LEAST = 0.5;
    const main = graph.things[graph.drawn[0]];
    if (scale() >= LEAST || box.clientWidth > 700 || !main || state.layout !== "hierarchy") return;
    let root = main;
    while (root.parent >= 0 && scene.nodes.has(root.parent)) root = graph.things[root.parent];
    const [x, y] = place.of(scene.nodes.get(root.id));
    whole = false;
    moveTo({ position: { x: x - place.size(scene.nodes.get(root.id)).w + (box.clientWidth / 2 - 10) / LEAST, y }, scale: LEAST });
  }

  function zoom(factor) {
    whole = false;
    network.moveTo({ scale: Math.min(4, Math.max(0.02, scale() * factor)) });
  }
  const pan = (dx, dy) => {
    whole = false;
    const c = centre();
    network.moveTo({ position: { x: c.x + dx / scale(), y: c.y + dy / scale() } });
  };

  /** Bring a node into the middle, near enough to be read. */
  function centreOn(node) {
    const [x, y] = place.of(node);
    whole = false;
    moveTo({ position: { x, y }, scale: Math.max(scale(), 0.9) });
  }

  /** A panel was opened or closed: what is seen stays where it is on the screen, under the pointer too. */
  function resize() {
    const [before, old] = [last, frame_];
    frame_ = box.getBoundingClientRect();
    network.setSize("100%", "100%");
    if (!before || !frame_.width) return;
    const middle = (side, length, start) => (side - start + length / 2) / before.scale;
    moveTo({
      position: {
        x: before.position.x - old.width / 2 / before.scale + middle(frame_.left, frame_.width, old.left),
        y: before.position.y - old.height / 2 / before.scale + middle(frame_.top, frame_.height, old.top),
      },
      scale: before.scale,
    });
    bus.say("resized");
  }
  let frame_ = box.getBoundingClientRect();
  new ResizeObserver(() => {
    const now = box.getBoundingClientRect();
    if (!now.width || (now.width === frame_.width && now.height === frame_.height)) return;
    // The window itself has another size: what was seen whole is seen whole again.
    const refit = whole;
    resize();
    if (refit) fit();
  }).observe(box);

  /** Bring a node into view if it is not; after a moment, so that a second click still finds it. */
  let revealing = 0;
  function reveal(node) {
    clearTimeout(revealing);
    revealing = setTimeout(() => {
      if (!scene.nodes.has(node.id)) return;
      const [x, y] = place.of(node);
      const [now, edge] = [view(), 30 / scale()];
      if (x < now.left + edge || x > now.right - edge || y < now.top + edge || y > now.bottom - edge) {
        whole = false;
        moveTo({ position: { x, y }, scale: scale() });
      }
    }, 420);
  }

  /** Bring several nodes into view. */
  function frame(ids) {
    let all = null;
    for (const id of ids) {
      const node = scene.nodes.get(id);
      if (!node) continue;
      const [x, y] = place.of(node);
      const size = place.size(node);
      const [w, h] = [place.reach(size) + 20, size.h + 50];
      all = all ? [Math.min(all[0], x - w), Math.min(all[1], y - h), Math.max(all[2], x + w), Math.max(all[3], y + h)] : [x - w, y - h, x + w, y + h];
    }
    whole = false;
    if (all) show(all);
  }

  /** The same, but never from so far that cards cannot be read: then what comes first is in the middle. */
  function near(ids) {
    frame(ids);
    if (scale() >= 0.75) return;
    const node = ids.map((id) => scene.nodes.get(id)).find(Boolean);
    if (node) centreOn(node);
  }

  // ---- the pointer ---------------------------------------------------------------------------------------------------

  function under(event) {
    const { x, y } = event.pointer.canvas;
    const node = geometry.nodeAt(x, y, scale());
    return node ? { node } : { edge: geometry.edgeAt(x, y, scale()) };
  }

  network.on("click", (event) => {
    const { node, edge } = under(event);
    if (node?.thing) choose.thing(node.thing);
    else if (node?.act) choose.act(node.act);
    else if (edge) choose.edge(edge.id);
    else choose.nothing();
  });
  network.on("doubleClick", (event) => {
    const { node } = under(event);
    if (node?.thing) expand.toggle(node.thing);
    else if (node?.act) expand.fold([node.act]);
  });
  const moved = (event) => {
    for (const [id, point] of Object.entries(network.getPositions(event.nodes))) place.move(own(id), point.x, point.y);
  };
  const own = (id) => (/^\d+$/.test(id) ? +id : id);
  for (const event of ["zoom", "dragStart"]) network.on(event, () => (whole = false));

  network.on("dragStart", (event) => {
    if (event.nodes.length) carried = new Set(event.nodes.map(own));
  });
  network.on("dragging", (event) => event.nodes.length && moved(event));
  network.on("dragEnd", (event) => {
    if (!event.nodes.length) return;
    moved(event);
    carried = null;
    redraw();
  });

  let waiting = false;
  box.addEventListener("pointermove", (event) => {
    if (waiting || event.buttons) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const frame = box.getBoundingClientRect();
      const point = network.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top });
      const node = geometry.nodeAt(point.x, point.y, scale());
      const edge = node ? null : geometry.edgeAt(point.x, point.y, scale());
      box.classList.toggle("pointing", Boolean(node || edge));
      const id = node ? node.id : null;
      if (id !== state.hover) {
        state.hover = id;
        network.redraw();
      }
    });
  });

  bus.on("scene placed", sync);
  bus.on("faded chosen lit pinned theme", redraw);
  return { network, box, view, fit, begin, zoom, pan, centreOn, reveal, frame, near, show, resize, redraw, scale };
})();
