// Opening: everything in its first state, then to what the address names.

search.box(dom.id("search"), dom.id("search-list"), (thing) => {
  choose.thing(thing, { move: true });
  canvas.box.focus({ preventScroll: true });
});
dom.id("acts").addEventListener("change", () => {
  state.acts = dom.id("acts").checked;
  scene.update();
  announce(t(state.acts ? "said.on" : "said.off", { name: t("filter.acts"), shown: scene.nodes.size, edges: scene.edges.length }));
});
bus.on("language", scene.update); // edges are labelled anew
menus.theme(window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
if (window.innerWidth < 760) panels.showFilters(false);
place.use(graph.layout);
i18n.use(graph.language);
canvas.begin();
choose.follow();
document.documentElement.dataset.ready = "true";

// For scripts and tests: what the page knows and what it shows.
globalThis.kgView = { graph, state, scene, place, canvas, choose, search, expand, paths, picture, turtle, sparql, csv, tables, reader };
