// The keyboard in the drawing area: walking from node to node, and a key for each thing that a pointer can do there.

const keys = (() => {
  const STEP = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** The node that lies nearest in a direction: straight ahead counts more than aside. */
  function next(from, [dx, dy]) {
    const [x, y] = place.of(from);
    let best = Infinity;
    let found = null;
    for (const node of scene.nodes.values()) {
      if (node === from || !node.thing) continue;
      const [px, py] = place.of(node);
      const ahead = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      if (ahead <= 1) continue;
      const cost = ahead + 2.2 * aside;
      if (cost < best) [best, found] = [cost, node];
    }
    return found;
  }

  function walk(direction) {
    const here = state.chosen?.thing && scene.nodes.get(state.chosen.thing.id);
    const node = here ? next(here, direction) : scene.order.find((one) => one.thing);
    if (!node) {
      announce(t("said.edge_of_picture"));
      return;
    }
    choose.thing(node.thing);
    const [x, y] = place.of(node);
    const view = canvas.view();
    if (x < view.left || x > view.right || y < view.top || y > view.bottom || canvas.scale() < 0.5) canvas.centreOn(node);
  }

  /** From the chosen thing along its edges, one after the other. */
  let turn = -1;
  function edge(step) {
    const id = state.chosen?.thing?.id ?? turnOf;
    if (id === undefined) return;
    const list = scene.edges.filter((e) => e.from === id || e.to === id);
    if (!list.length) return;
    turn = (turn + step + list.length) % list.length;
    turnOf = id;
    choose.edge(list[turn].id);
  }
  let turnOf;

  canvas.box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = state.chosen?.thing;
    const direction = STEP[event.key];
    if (direction) {
      if (event.shiftKey) canvas.pan(direction[0] * 80, direction[1] * 80);
      else walk(direction);
    } else if (event.key === "Enter") {
      if (state.chosen || state.lit) {
        panels.open("details");
        dom.id("details-title")?.focus();
      } else {
        walk([0, 0]);
      }
    } else if (event.key === "+" || event.key === "=") canvas.zoom(1.25);
    else if (event.key === "-") canvas.zoom(0.8);
    else if (event.key === "0") canvas.fit();
    else if (event.key === "[" || event.key === "]") edge(event.key === "]" ? 1 : -1);
    else if (event.key === "e" && one) { expand.open(one); details.show(); }
    else if (event.key === "c" && one) { expand.close(one); details.show(); }
    else if (event.key === "p" && one) dom.id("do-pin")?.click();
    else if (event.key === "u") (dom.id("do-unfold") ?? dom.id("do-fold"))?.click();
    else if (event.key === "m" && one) nudge(event);
    else if (event.key === "/") dom.id("search").focus();
    else if (event.key === "?") panels.dialog("help");
    else return;
    event.preventDefault();
  });

  // Moving a node without a pointer: m takes it up, arrows move it, Enter or m puts it down.
  let carried = null;
  function nudge() {
    carried = carried ? null : state.chosen.thing;
    announce(t(carried ? "said.carried" : "said.put", { name: state.chosen.thing.name }));
  }
  canvas.box.addEventListener("keydown", (event) => {
    if (!carried) return;
    const direction = STEP[event.key];
    if (direction) {
      const node = scene.nodes.get(carried.id);
      if (!node) return;
      const [x, y] = place.of(node);
      place.move(carried.id, x + direction[0] * 20, y + direction[1] * 20);
      bus.say("placed");
    } else if (event.key === "Enter" || event.key === "Escape") {
      announce(t("said.put", { name: carried.name }));
      carried = null;
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (!dom.id("side").hidden && dom.id("side").contains(document.activeElement)) {
      panels.close();
      canvas.box.focus();
    } else {
      choose.nothing();
    }
  });
  bus.on("chosen", (chosen) => {
    if (chosen?.thing) {
      turn = -1;
      turnOf = chosen.thing.id;
    }
    if (!chosen) turnOf = undefined;
  });
})();
