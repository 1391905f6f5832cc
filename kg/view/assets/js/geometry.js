// Where edges run and what lies under a point: lengths in the picture's units, `scale` screen pixels per unit.

const geometry = (() => {
  const READABLE = 0.72; // from this scale on every label is drawn in full
  const LEAST = 3.2; // screen pixels: no shape is drawn smaller

  // ---- edges ------------------------------------------------------------------------------------------------------

  /** The course of an edge: start, end, and the two control points of a curve where it is one. */
  function course(edge, nodes, near) {
    const a = nodes.get(edge.from);
    const b = nodes.get(edge.to);
    const [ax, ay] = place.of(a);
    const [bx, by] = place.of(b);
    const sa = place.size(a);
    const sb = place.size(b);
    if (sa.card && sb.card && !a.act && !b.act) {
      // In the hierarchy edges leave a card at its right and enter the next at its left, where there is room between.
      if (bx - sb.w > ax + sa.w + 8) return bent(near ? ax + sa.w : ax - sa.w + sa.r, ay, bx - sb.w, by);
      if (ax - sa.w > bx + sb.w + 8) return bent(ax - sa.w, ay, near ? bx + sb.w : bx - sb.w + sb.r, by);
    }
    const dx = bx - ax;
    const dy = by - ay;
    const length = Math.hypot(dx, dy) || 1;
    const from = border(sa, dx / length, dy / length);
    const to = border(sb, -dx / length, -dy / length);
    const line = { x1: ax + (dx / length) * from, y1: ay + (dy / length) * from, x2: bx - (dx / length) * (to + 2), y2: by - (dy / length) * (to + 2), c: null };
    if (edge.both) {
      const off = Math.min(26, length * 0.14);
      const [nx, ny] = [(-dy / length) * off, (dx / length) * off];
      line.c = [line.x1 + (line.x2 - line.x1) / 3 + nx, line.y1 + (line.y2 - line.y1) / 3 + ny, line.x1 + ((line.x2 - line.x1) * 2) / 3 + nx, line.y1 + ((line.y2 - line.y1) * 2) / 3 + ny];
    }
    return line;
  }

  function bent(x1, y1, x2, y2) {
    const half = (x2 - x1) / 2;
    return { x1, y1, x2, y2, c: [x1 + half, y1, x2 - half, y2] };
  }

  /** How far the border of a node is from its middle, in a direction. */
  function border(size, x, y) {
    if (!size.card) return size.r + 2;
    return Math.min(size.w / Math.max(Math.abs(x), 1e-6), size.h / Math.max(Math.abs(y), 1e-6)) + 1;
  }

  function at(line, s) {
    if (!line.c) return [line.x1 + (line.x2 - line.x1) * s, line.y1 + (line.y2 - line.y1) * s];
    const r = 1 - s;
    const [p, q, u] = [3 * r * r * s, 3 * r * s * s, s * s * s];
    return [r * r * r * line.x1 + p * line.c[0] + q * line.c[2] + u * line.x2, r * r * r * line.y1 + p * line.c[1] + q * line.c[3] + u * line.y2];
  }

  function trace(ctx, line) {
    ctx.moveTo(line.x1, line.y1);
    if (line.c) ctx.bezierCurveTo(line.c[0], line.c[1], line.c[2], line.c[3], line.x2, line.y2);
    else ctx.lineTo(line.x2, line.y2);
  }

  function head(line, size) {
    const [bx, by] = line.c ? [line.c[2], line.c[3]] : [line.x1, line.y1];
    const angle = Math.atan2(line.y2 - by, line.x2 - bx);
    const [c, s] = [Math.cos(angle) * size, Math.sin(angle) * size];
    return [line.x2, line.y2, line.x2 - c - s * 0.45, line.y2 - s + c * 0.45, line.x2 - c + s * 0.45, line.y2 - s - c * 0.45];
  }

  /** Whether an edge is part of the hierarchy's trunk and branches. */
  function isTrunk(edge) {
    const [a, b] = [graph.things[edge.from], graph.things[edge.to]];
    return !a || !b || a.parent === edge.to || b.parent === edge.from;
  }

  /** The middle of a node's shape, which stands at the left of its card. */
  const shapeAt = (x, size) => (size.card ? x - size.w + size.r + 6 : x);

  // ---- what is under a point -----------------------------------------------------------------------------------------

  function nodeAt(x, y, scale) {
    const near = scale >= READABLE;
    for (const node of scene.order) {
      const [nx, ny] = place.of(node);
      const size = place.size(node);
      const slack = 3 / scale;
      if (size.card && (near || node.act)) {
        if (Math.abs(x - nx) <= size.w && Math.abs(y - ny) <= size.h) return node;
        continue;
      }
      const cx = shapeAt(nx, size);
      const r = Math.max(size.r, LEAST / scale) + slack;
      if (Math.abs(x - cx) <= r && Math.abs(y - ny) <= r) return node;
      if (near && !size.card && Math.abs(x - nx) <= size.wide / 2 && y > ny && y < ny + size.r + 4 + size.lines.length * text.LEADING) return node;
    }
    return null;
  }

  function edgeAt(x, y, scale) {
    let best = 7 / scale;
    let found = null;
    for (const edge of scene.edges) {
      const line = course(edge, scene.nodes, scale >= READABLE);
      const steps = line.c ? 12 : 1;
      let [px, py] = [line.x1, line.y1];
      for (let n = 1; n <= steps; n += 1) {
        const [qx, qy] = at(line, n / steps);
        const gap = distance(x, y, px, py, qx, qy);
        if (gap < best) [best, found] = [gap, edge];
        [px, py] = [qx, qy];
      }
    }
    return found;
  }

  function distance(x, y, ax, ay, bx, by) {
    const [dx, dy] = [bx - ax, by - ay];
    const square = dx * dx + dy * dy;
    const s = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
    return Math.hypot(x - ax - s * dx, y - ay - s * dy);
  }

  /** The rectangle that holds all nodes with their labels. */
  function bounds() {
    let box = null;
    for (const node of scene.nodes.values()) {
      const [x, y] = place.of(node);
      const size = place.size(node);
      const w = place.reach(size);
      const below = size.card ? size.h : size.r + size.lines.length * text.LEADING + 4;
      const one = [x - w, y - size.h - 6, x + w, y + below];
      box = box ? [Math.min(box[0], one[0]), Math.min(box[1], one[1]), Math.max(box[2], one[2]), Math.max(box[3], one[3])] : one;
    }
    return box ?? [-100, -100, 100, 100];
  }

  return { READABLE, LEAST, course, trace, head, at, isTrunk, shapeAt, nodeAt, edgeAt, bounds };
})();
