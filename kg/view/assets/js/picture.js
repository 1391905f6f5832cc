// The whole of what is shown, with its title and legend, as a picture to take away: PNG for a slide, SVG for print.

const picture = (() => {
  const MOST = 6000; // pixels on the longer side: more than a poster, less than what browsers refuse
  const MARGIN = 24;

  const used = () => {
    const kinds = new Map();
    for (const one of scene.things()) kinds.set(one.kind.id, one.kind);
    return [...kinds.values()].sort((a, b) => a.id - b.id);
  };

  function frame() {
    const [left, top, right, bottom] = geometry.bounds();
    const width = Math.max(420, right - left + 2 * MARGIN);
    const rows = legend(width).rows;
    return { left: left - MARGIN, top: top - MARGIN - 36, width, height: bottom - top + 2 * MARGIN + 36 + rows * 24, legendTop: bottom + MARGIN };
  }

  /** Where the entries of the legend stand, in rows below the picture. */
  function legend(width) {
    let x = 0;
    let rows = 1;
    const items = used().map((kind) => {
      const words = i18n.label(kind);
      const wide = 34 + text.measure(words) * 6.6;
      if (x + wide > width - 2 * MARGIN && x) {
        x = 0;
        rows += 1;
      }
      const item = { kind, words, x, row: rows - 1 };
      x += wide;
      return item;
    });
    return { items, rows };
  }

  function png() {
    const f = frame();
    const scale = Math.min(2, MOST / Math.max(f.width, f.height));
    const target = document.createElement("canvas");
    target.width = Math.ceil(f.width * scale);
    target.height = Math.ceil(f.height * scale);
    const ctx = target.getContext("2d");
    ctx.fillStyle = draw.palette.canvas;
    ctx.fillRect(0, 0, target.width, target.height);
    ctx.scale(scale, scale);
    ctx.translate(-f.left, -f.top);
    draw.paint(ctx, { scale: Math.max(scale, 0.3), left: f.left, top: f.top, right: f.left + f.width, bottom: f.top + f.height });
    ctx.fillStyle = draw.palette.ink;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.font = `600 17px ${draw.FACE}`;
    ctx.fillText(graph.title, f.left + MARGIN, f.top + MARGIN);
    ctx.font = `13px ${draw.FACE}`;
    for (const { kind, words, x, row } of legend(f.width).items) {
      const [px, py] = [f.left + MARGIN + x + 8, f.legendTop + row * 24];
      ctx.save();
      ctx.translate(px, py);
      ctx.scale(7, 7);
      ctx.fillStyle = kind.colour;
      ctx.strokeStyle = draw.palette.outline;
      ctx.lineWidth = 0.16;
      const path = new Path2D(draw.outlines[kind.shape] ?? draw.outlines.circle);
      ctx.fill(path);
      ctx.stroke(path);
      ctx.restore();
      ctx.fillStyle = draw.palette.ink;
      ctx.fillText(words, px + 14, py);
    }
    return new Promise((done) => target.toBlob(done, "image/png"));
  }

  function svg() {
    const f = frame();
    const p = draw.palette;
    const spot = draw.focus();
    const root = dom.draw("svg", { viewBox: `${f.left} ${f.top} ${f.width} ${f.height}`, width: Math.round(f.width), height: Math.round(f.height), "font-family": draw.FACE, "font-size": draw.FONT, role: "img" },
      dom.draw("title", {}, graph.title),
      dom.draw("rect", { x: f.left, y: f.top, width: f.width, height: f.height, fill: p.canvas }));
    const edges = dom.draw("g", { fill: "none" });
    const words = dom.draw("g", { "text-anchor": "middle", "font-size": 11 });
    for (const edge of scene.edges) {
      const line = geometry.course(edge, scene.nodes, true);
      const strong = spot?.edges.has(edge);
      const colour = strong ? p.accent : edge.status === "Negated" ? p.alarm : edge.act ? p.deed : p.edge;
      const opacity = edge.dim ? 0.1 : strong ? 1 : spot ? spot.rest : state.layout !== "hierarchy" || geometry.isTrunk(edge) ? 0.85 : 0.34;
      const n = (x) => Math.round(x * 10) / 10;
      const course = line.c ? `C${line.c.map(n).join(" ")} ${n(line.x2)} ${n(line.y2)}` : `L${n(line.x2)} ${n(line.y2)}`;
      edges.append(dom.draw("path", { d: `M${n(line.x1)} ${n(line.y1)}${course}`, stroke: colour, "stroke-width": strong ? 2 : 1.1, "stroke-dasharray": draw.DASHES[edge.status]?.join(" "), opacity }));
      edges.append(dom.draw("path", { d: `M${geometry.head(line, 8).map(n).join(" ")}Z`, fill: colour, opacity }));
      const label = scene.label(edge);
      if (Math.hypot(line.x2 - line.x1, line.y2 - line.y1) < text.measure(label) * 5.8 + 10 || opacity < 0.3) continue;
      const [x, y] = geometry.at(line, 0.5);
      words.append(dom.draw("text", { x: n(x), y: n(y) + 4, fill: colour, stroke: "none" }, label));
    }
    const nodes = dom.draw("g");
    for (const node of [...scene.order].reverse()) nodes.append(svgNode(node, spot, p));
    const key = dom.draw("g");
    for (const { kind, words: said, x, row } of legend(f.width).items) {
      const [px, py] = [f.left + MARGIN + x + 8, f.legendTop + row * 24];
      key.append(dom.draw("path", { d: draw.outlines[kind.shape] ?? draw.outlines.circle, transform: `translate(${px} ${py}) scale(7)`, fill: kind.colour, stroke: p.outline, "stroke-width": 0.16 }),
        dom.draw("text", { x: px + 14, y: py + 4.5, fill: p.ink }, said));
    }
    dom.append(root, [edges, words, nodes, key, dom.draw("text", { x: f.left + MARGIN, y: f.top + MARGIN + 6, "font-size": 17, "font-weight": 600, fill: p.ink }, graph.title)]);
    return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${clean(new XMLSerializer().serializeToString(root))}`], { type: "image/svg+xml" });
  }

  /** Characters that XML 1.0 cannot hold, not even escaped. */
  const clean = (xml) => xml.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

  function svgNode(node, spot, p) {
    const [x, y] = place.of(node);
    const size = place.size(node);
    const group = dom.draw("g", { opacity: draw.strength(node, spot) });
    if (size.card) group.append(dom.draw("rect", { x: x - size.w, y: y - size.h, width: 2 * size.w, height: 2 * size.h, rx: node.act ? 10 : 6, fill: p.card, stroke: node.act ? p.deed : p.rim }));
    const cx = geometry.shapeAt(x, size);
    if (node.thing) {
      group.append(dom.draw("path", { d: draw.outlines[node.thing.kind.shape] ?? draw.outlines.circle, transform: `translate(${cx} ${y}) scale(${size.r})`, fill: node.thing.kind.colour, stroke: p.outline, "stroke-width": 1.3 / size.r }));
    }
    const beside = size.card && node.thing;
    const left = beside ? cx + size.r + 5 : x;
    const top = size.card ? y - (size.lines.length * text.LEADING) / 2 : y + size.r + 3;
    size.lines.forEach((line, n) => group.append(dom.draw("text", { x: left, y: top + (n + 0.5) * text.LEADING + 4.5, "text-anchor": beside ? "start" : "middle", fill: p.ink }, line)));
    return group;
  }

  return { png, svg };
})();
