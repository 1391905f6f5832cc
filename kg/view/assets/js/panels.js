// The side panel with its tabs (WAI-ARIA tabs pattern), the filter panel, and the dialogs.

const panels = (() => {
  const side = dom.id("side");
  const tabs = [...document.querySelectorAll("#side [role=tab]")];

  function open(name) {
    const fresh = side.hidden;
    side.hidden = false;
    for (const tab of tabs) {
      const on = tab.dataset.panel === name;
      tab.setAttribute("aria-selected", on ? "true" : "false");
      tab.tabIndex = on ? 0 : -1;
      dom.id(tab.getAttribute("aria-controls")).hidden = !on;
    }
    if (name === "reader") reader.ready();
    if (name === "tables") tables.show();
    if (fresh) canvas.resize();
    mark();
  }

  function close() {
    side.hidden = true;
    side.classList.remove("wide");
    mark();
    canvas.resize();
  }

  const shown = () => (side.hidden ? null : tabs.find((tab) => tab.getAttribute("aria-selected") === "true").dataset.panel);
  function mark() {
    dom.id("stage").classList.toggle("divided", !side.hidden);
    for (const button of document.querySelectorAll("[data-open]")) button.setAttribute("aria-pressed", shown() === button.dataset.open ? "true" : "false");
  }

  tabs.forEach((tab, n) => {
    tab.addEventListener("click", () => open(tab.dataset.panel));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = tabs[(n + step + tabs.length) % tabs.length];
      open(next.dataset.panel);
      next.focus();
    });
  });
  for (const button of document.querySelectorAll("[data-open]")) {
    button.addEventListener("click", () => (shown() === button.dataset.open ? close() : open(button.dataset.open)));
  }
  dom.id("side-close").addEventListener("click", () => {
    close();
    canvas.box.focus();
  });
  dom.id("side-wide").addEventListener("click", () => {
    const wide = side.classList.toggle("wide");
    dom.id("side-wide").setAttribute("aria-pressed", wide ? "true" : "false");
    canvas.resize();
  });

  // ---- filters: open beside the graph on a wide screen, over it on a narrow one --------------------------------------

  const left = dom.id("filters");
  const toggle = dom.id("filters-toggle");
  function showFilters(on) {
    left.hidden = !on;
    toggle.setAttribute("aria-expanded", on ? "true" : "false");
    canvas.resize();
  }
  toggle.addEventListener("click", () => showFilters(left.hidden));
  dom.id("filters-close").addEventListener("click", () => {
    showFilters(false);
    toggle.focus();
  });

  // ---- dialogs -------------------------------------------------------------------------------------------------------

  function dialog(name) {
    const box = dom.id(name);
    if (!box.open) box.showModal();
  }
  for (const button of document.querySelectorAll("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

  return { open, close, dialog, showFilters, get shown() { return shown(); } };
})();
