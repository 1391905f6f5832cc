// What the tool bar does: layouts, positions, exports, language, light and dark, help.

const menus = (() => {
  const name = () => text.fileName(graph.title);

  dom.id("layout").addEventListener("change", () => {
    place.use(dom.id("layout").value);
    scene.update();
    canvas.fit();
    announce(t("said.layout", { name: t(`layout.${state.layout}`) }));
  });

  const on = (id, handler) => dom.id(id).addEventListener("click", handler);
  on("zoom-in", () => canvas.zoom(1.3));
  on("zoom-out", () => canvas.zoom(1 / 1.3));
  on("zoom-fit", () => canvas.fit());

  on("positions-save", () => announce(t(place.save() ? "said.saved" : "said.savedHere")));
  on("positions-restore", () => {
    const words = place.saved();
    if (words) restore(words);
    else announce(t("said.noSaved"));
  });
  on("positions-file", () => dom.save(new Blob([JSON.stringify(place.snapshot())], { type: "application/json" }), `${name()}.positions.json`));
  on("positions-reset", () => {
    place.pinned.clear();
    place.use(state.layout);
    scene.update();
    canvas.fit();
    announce(t("said.positionsReset"));
  });
  dom.id("positions-open").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) restore(await file.text());
  });

  function restore(words) {
    try {
      const count = place.restore(words);
      dom.id("layout").value = state.layout;
      scene.update();
      canvas.fit();
      announce(t("said.restored", { count }));
    } catch {
      announce(t("said.badPositions"));
    }
  }

  on("export-png", async () => saved(await picture.png(), "png"));
  on("export-svg", () => saved(picture.svg(), "svg"));
  on("export-turtle", () => saved(turtle.write(), "ttl"));
  on("export-csv", () => saved(csv.write(tables.plain(tables.which)), `${tables.which}.csv`));
  function saved(blob, ending) {
    dom.save(blob, `${name()}.${ending}`);
    announce(t("said.exported", { name: `${name()}.${ending}` }));
  }

  on("language-toggle", () => i18n.use(i18n.language === "zh" ? "en" : "zh"));
  on("theme-toggle", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  on("help-open", () => panels.dialog("help"));

  function theme(which) {
    document.documentElement.dataset.theme = which;
    dom.id("theme-toggle").setAttribute("aria-pressed", which === "dark" ? "true" : "false");
    draw.theme();
    bus.say("theme");
  }

  // A menu is a disclosure: a button that shows a group of buttons; it closes when one is used or the focus leaves.
  for (const button of document.querySelectorAll("[data-menu]")) {
    const menu = dom.id(button.dataset.menu);
    const show = (open) => {
      menu.hidden = !open;
      button.setAttribute("aria-expanded", open ? "true" : "false");
    };
    button.addEventListener("click", () => {
      show(menu.hidden);
      if (menu.hidden) return;
      menu.querySelector("button").focus();
      // Under the button, but never beyond the screen's edge.
      const at = button.getBoundingClientRect();
      menu.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - menu.offsetWidth - 4))}px`;
      menu.style.top = `${at.bottom + 4}px`;
    });
    menu.addEventListener("click", (event) => {
      if (!event.target.closest("button")) return;
      show(false);
      button.focus();
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      show(false);
      button.focus();
    });
    document.addEventListener("focusin", (event) => {
      if (!menu.hidden && !menu.contains(event.target) && event.target !== button) show(false);
    });
    document.addEventListener("pointerdown", (event) => {
      if (!menu.hidden && !menu.contains(event.target) && !button.contains(event.target)) show(false);
    });
  }

  bus.on("placed", () => (dom.id("layout").value = state.layout));
  bus.on("language", () => {
    for (const option of dom.id("layout").options) option.textContent = t(`layout.${option.value}`);
  });
  return { theme };
})();
