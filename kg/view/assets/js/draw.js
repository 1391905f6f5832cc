// Painting: edges in batches, shapes, and labels that give way to more important ones. All lengths are in the picture's
// units unless said otherwise; `scale` is screen pixels per unit.

const draw = (() => {
  const { course, trace, head, at, isTrunk, shapeAt, READABLE, LEAST } = geometry;
  const outlines = JSON.parse(dom.id("shapes").textContent);
  const paths = new Map(Object.entries(outlines).filter(([name]) => name !== "about").map(([name, d]) => [name, new Path2D(d)]));
  const FONT = 13;
  const SMALL = 11.5; // screen pixels: labels of a picture seen from afar
  const FACE = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif';
  const MANY = 1500; // beyond so many, edges seen from afar are plain lines
  const CHUNK = 8;
  const FEW = 400; // of so many edges the labels are drawn from afar too, where there is room
  const DASHES = { Planned: [7, 4], Required: [7, 4], Negated: [2, 4] };
  let palette = {};

  function theme() {
    const css = getComputedStyle(document.documentElement);
    const take = (name) => css.getPropertyValue(`--${name}`).trim();
    palette = Object.fromEntries(["canvas", "ink", "soft", "edge", "deed", "accent", "card", "rim", "alarm", "outline"].map((n) => [n, take(n)]));
  }

  // ---- what stands out -----------------------------------------------------------------------------------------------

  /** Things and edges in focus: the lit part, else what is chosen or under the pointer with its surroundings. */
  function focus() {
    if (state.lit) {
      const edges = new Set(scene.edges.filter((e) => e.facts.some((f) => state.lit.facts.has(f))));
      const nodes = new Set([...state.lit.things].map((one) => one.id));
      for (const edge of edges) nodes.add(edge.from).add(edge.to);
      return { nodes, edges, rest: 0.14 };
    }
    const seed = state.chosen ?? null;
    if (!seed) return null;
    const nodes = new Set();
    const edges = new Set();
    if (seed.edge) {
      const edge = scene.edge(seed.edge);
      if (!edge) return null;
      edges.add(edge);
      nodes.add(edge.from).add(edge.to);
    } else {
      const id = seed.thing ? seed.thing.id : scene.actId(seed.act);
      if (!scene.nodes.has(id)) return null;
      nodes.add(id);
      for (const edge of scene.edges) {
        if (edge.from !== id && edge.to !== id) continue;
        edges.add(edge);
        nodes.add(edge.from).add(edge.to);
      }
    }
    return { nodes, edges, rest: 0.32 };
  }

  // ---- the painting --------------------------------------------------------------------------------------------------

  /**
   * Paint the scene.
   * @param ctx a canvas context already in the picture's units
   * @param view { scale, left, top, right, bottom }: the part to be painted; `screen`: of it, what the reader sees
   * @param part { without } or { only }: node ids; their edges go with them. Left out, all is painted.
   */
  function paint(ctx, view, part = {}) {
    const near = view.scale >= READABLE;
    const spot = focus();
    const placed = grid(120 / view.scale);
    const lines = paintEdges(ctx, view, near, spot, part);
    const seen = [];
    for (const node of scene.order) {
      if (part.without?.has(node.id) || (part.only && !part.only.has(node.id))) continue;
      const [x, y] = place.of(node);
      const size = place.size(node);
      const wide = Math.max(size.w, size.wide) + 10;
      if (x + wide < view.left || x - wide > view.right || y + size.h + 60 < view.top || y - size.h - 30 > view.bottom) continue;
      seen.push({ node, x, y, size, alpha: strength(node, spot), key: state.chosen?.thing === node.thing && node.thing ? 2 : spot?.nodes.has(node.id) ? 1 : 0 });
    }
    for (let i = seen.length - 1; i >= 0; i -= 1) paintNode(ctx, seen[i], view, near);
    seen.sort((a, b) => b.key - a.key);
    // A label may stand on an edge, but not on another node.
    for (const { node, x, y, size } of seen) {
      if (near && size.card) continue;
      const r = 0.75 * Math.max(size.r, LEAST / view.scale);
      if (r) placed.put([shapeAt(x, size) - r, y - r, shapeAt(x, size) + r, y + r]);
      else if (node.act) placed.put([x - size.w, y - size.h, x + size.w, y + size.h]);
    }
    for (const item of seen) label(ctx, item, view, near, placed);
    edgeLabels(ctx, lines, view, near, spot, placed);
    ctx.globalAlpha = 1;
  }

  const strength = (node, spot) => (node.dim ? 0.13 : 1) * (spot && !spot.nodes.has(node.id) ? spot.rest : 1);

  function paintEdges(ctx, view, near, spot, part) {
    const batches = new Map();
    const lines = [];
    const nodes = scene.nodes;
    const many = scene.edges.length > MANY;
    for (const edge of scene.edges) {
      if (part.without && (part.without.has(edge.from) || part.without.has(edge.to))) continue;
      if (part.only && !part.only.has(edge.from) && !part.only.has(edge.to)) continue;
      const line = course(edge, nodes, near);
      if (many && !near) line.c = null;
      if (Math.max(line.x1, line.x2) < view.left || Math.min(line.x1, line.x2) > view.right || Math.max(line.y1, line.y2) < view.top || Math.min(line.y1, line.y2) > view.bottom) continue;
      const strong = spot?.edges.has(edge);
      const trunk = state.layout !== "hierarchy" || isTrunk(edge);
      const alpha = edge.dim ? 0.1 : strong ? 1 : spot ? spot.rest : trunk ? 0.85 : many && !near ? 0.14 : 0.34;
      const colour = strong ? palette.accent : edge.status === "Negated" ? palette.alarm : edge.act ? palette.deed : palette.edge;
      const width = (strong ? 2 : edge.facts.length > 2 ? 1.7 : 1.1) * Math.max(1, 0.6 / view.scale);
      const key = `${strong ? 1 : 0}|${colour}|${alpha}|${edge.status}|${width}`;
      let batch = batches.get(key);
      if (!batch) batches.set(key, (batch = { colour, alpha, width, dash: DASHES[edge.status] ?? [], lines: [], strong }));
      batch.lines.push(line);
      if (near || strong || (trunk && scene.edges.length <= FEW && view.scale > 0.4)) lines.push({ edge, line, strong, alpha });
    }
    for (const batch of [...batches.values()].sort((a, b) => (a.strong ? 1 : 0) - (b.strong ? 1 : 0) || a.alpha - b.alpha)) {
      ctx.globalAlpha = batch.alpha;
      ctx.strokeStyle = ctx.fillStyle = batch.colour;
      ctx.lineWidth = batch.width;
      ctx.setLineDash(batch.dash);
      // Short paths: where no graphics card helps, the time for one grows faster than its number of lines.
      for (let at = 0; at < batch.lines.length; at += CHUNK) {
        ctx.beginPath();
        for (const line of batch.lines.slice(at, at + CHUNK)) trace(ctx, line);
        ctx.stroke();
      }
      if (view.scale < 0.3 || (many && !near && !batch.strong)) continue;
      for (let at = 0; at < batch.lines.length; at += CHUNK) {
        ctx.beginPath();
        for (const line of batch.lines.slice(at, at + CHUNK)) {
          const [x, y, ax, ay, bx, by] = head(line, Math.max(8, 5 / view.scale));
          ctx.moveTo(x, y);
          ctx.lineTo(ax, ay);
          ctx.lineTo(bx, by);
        }
        ctx.fill();
      }
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    return lines;
  }

  function paintNode(ctx, { node, x, y, size, alpha, key }, view, near) {
    ctx.globalAlpha = alpha;
    if (node.act || (size.card && near)) {
      ctx.fillStyle = palette.card;
      ctx.strokeStyle = key === 2 || isChosen(node) ? palette.accent : node.act ? palette.deed : palette.rim;
      ctx.lineWidth = key === 2 || isChosen(node) ? 2.5 : 1;
      ctx.setLineDash(node.act ? DASHES[node.act.status.key] ?? [] : []);
      ctx.beginPath();
      rounded(ctx, x - size.w, y - size.h, 2 * size.w, 2 * size.h, node.act ? 10 : 6);
      ctx.fill();
      ctx.stroke();
      ctx.setLineDash([]);
    }
    if (node.act) return;
    const r = Math.max(size.r, LEAST / view.scale);
    const cx = shapeAt(x, size);
    if (isChosen(node) && !(size.card && near)) ring(ctx, cx, y, r + 4 / view.scale, palette.accent, 3 / view.scale);
    ctx.save();
    ctx.translate(cx, y);
    ctx.scale(r, r);
    ctx.fillStyle = node.thing.kind.colour;
    ctx.strokeStyle = palette.outline;
    ctx.lineWidth = 1.3 / r;
    const path = paths.get(node.thing.kind.shape) ?? paths.get("circle");
    ctx.fill(path);
    ctx.stroke(path);
    ctx.restore();
    if (place.pinned.has(node.id)) ring(ctx, cx, y, r * 0.34, palette.outline, r * 0.2);
    if (node.hidden && (view.scale > 0.4 || isChosen(node))) badge(ctx, cx + r * 0.75, y - r * 0.8, `+${node.hidden}`, view);
  }

  /** What the pointer is on, above everything: its ring and its label, whether or not there was room for it. */
  function paintHover(ctx, view) {
    const node = scene.nodes.get(state.hover);
    if (!node?.thing) return;
    const near = view.scale >= READABLE;
    const [x, y] = place.of(node);
    const size = place.size(node);
    const r = Math.max(size.r, LEAST / view.scale);
    ring(ctx, shapeAt(x, size), y, r + 3 / view.scale, palette.soft, 2 / view.scale);
    if (!near) label(ctx, { node, x, y, size, alpha: 1, key: 2 }, view, near, grid(1000));
  }

  const isChosen = (node) => (node.thing ? state.chosen?.thing === node.thing : state.chosen?.act === node.act);

  /** A rectangle with round corners; the canvas's own is missing in the browsers of older offices. */
  function rounded(ctx, x, y, w, h, corner) {
    const r = Math.min(corner, w / 2, h / 2);
    ctx.moveTo(x + r, y);
    ctx.arcTo(x + w, y, x + w, y + h, r);
    ctx.arcTo(x + w, y + h, x, y + h, r);
    ctx.arcTo(x, y + h, x, y, r);
    ctx.arcTo(x, y, x + w, y, r);
    ctx.closePath();
  }

  function ring(ctx, x, y, r, colour, width) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }

  function badge(ctx, x, y, words, view) {
    const size = Math.max(9.5, 8 / view.scale);
    ctx.font = `600 ${size}px ${FACE}`;
    const wide = words.length * size * 0.6 + size * 0.5;
    ctx.fillStyle = palette.ink;
    ctx.beginPath();
    rounded(ctx, x - wide / 2, y - size * 0.68, wide, size * 1.36, size * 0.68);
    ctx.fill();
    ctx.fillStyle = palette.canvas;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(words, x, y + size * 0.06);
  }

  /** The label of a node; from afar only where nothing more important stands. */
  function label(ctx, { node, x, y, size, alpha, key }, view, near, placed) {
    // The text of an act stands inside its box, and is drawn when it can be read there.
    if (node.act && FONT * view.scale < 7) return;
    const font = near || node.act ? FONT : SMALL / view.scale;
    const k = font / FONT;
    const [wide, high] = [size.wide * k, size.lines.length * text.LEADING * k];
    const cx = shapeAt(x, size);
    const r = Math.max(size.r, LEAST / view.scale);
    let left;
    let top;
    if (node.act) [left, top] = [x - wide / 2, y - high / 2];
    else if (size.card) [left, top] = [cx + r + 5 * k, y - high / 2];
    else [left, top] = [x - wide / 2, y + r + 3 * k];
    // At the edge of the screen a label keeps inside, as long as its node is inside.
    const screen = view.screen ?? view;
    if (!near && left + wide > screen.right && cx < screen.right) left = size.card ? cx - r - 5 * k - wide : screen.right - wide;
    else if (!near && left < screen.left && cx > screen.left && !size.card) left = screen.left;
    const box = [left - 2 * k, top, left + wide + 2 * k, top + high];
    if (near && size.card) {
      placed.put([x - size.w, y - size.h, x + size.w, y + size.h]);
    } else if (!node.act && !placed.fits(box)) {
      if (key < 2) return;
    } else {
      placed.put(box);
    }
    ctx.globalAlpha = alpha;
    if (!(near && size.card) && !node.act) {
      ctx.fillStyle = palette.canvas;
      ctx.globalAlpha = alpha * 0.78;
      ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
      ctx.globalAlpha = alpha;
    }
    ctx.fillStyle = palette.ink;
    ctx.font = `${key === 2 ? "600 " : ""}${font}px ${FACE}`;
    ctx.textBaseline = "middle";
    ctx.textAlign = size.card && !node.act ? "left" : "center";
    const from = size.card && !node.act ? left : left + wide / 2;
    size.lines.forEach((line, n) => ctx.fillText(line, from, top + (n + 0.5) * text.LEADING * k));
  }

  function edgeLabels(ctx, lines, view, near, spot, placed) {
    const some = lines.length > 600 ? lines.filter((l) => l.strong) : lines;
    some.sort((a, b) => (b.strong ? 1 : 0) - (a.strong ? 1 : 0));
    const font = near ? 11 : 10.5 / view.scale;
    ctx.font = `${font}px ${FACE}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const { edge, line, strong, alpha } of some) {
      if (!strong && (edge.dim || spot)) continue;
      const words = edge.words ?? (edge.words = scene.label(edge));
      const wide = text.measure(words) * font * 0.52 + 6;
      const room = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
      if (room < wide * (strong ? 0.6 : 1) + 8) continue;
      const spots = strong ? [0.5, 0.36, 0.64, 0.25, 0.75] : [0.5, 0.38, 0.62];
      for (const s of spots) {
        const [x, y] = at(line, s);
        const box = [x - wide / 2, y - font * 0.7, x + wide / 2, y + font * 0.7];
        if (!placed.fits(box)) continue;
        placed.put(box);
        ctx.globalAlpha = 0.88;
        ctx.fillStyle = palette.canvas;
        ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
        ctx.globalAlpha = Math.max(alpha, 0.8);
        ctx.fillStyle = strong ? palette.accent : edge.act ? palette.deed : palette.soft;
        ctx.fillText(words, x, y);
        break;
      }
    }
  }

  /** A coarse grid of boxes that are taken. */
  function grid(cell) {
    const cells = new Map();
    const each = (box, visit) => {
      for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x += 1) {
        for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y += 1) if (visit(`${x},${y}`)) return true;
      }
      return false;
    };
    return {
      fits: (box) => !each(box, (key) => cells.get(key)?.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1])),
      put(box) {
        each(box, (key) => {
          if (cells.has(key)) cells.get(key).push(box);
          else cells.set(key, [box]);
          return false;
        });
      },
    };
  }

  return { paint, paintHover, theme, focus, strength, outlines, DASHES, FONT, FACE, get palette() { return palette; } };
})();
