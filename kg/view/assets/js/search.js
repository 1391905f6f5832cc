// Finding a thing by its name, another name, its pinyin, or the pinyin's initials; and the box in which one does it.

const search = (() => {
  const plain = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let entries = null;

  /** What can be matched, made on the first search: names, pinyin without marks and spaces, initials. */
  function index() {
    entries ??= graph.things.map((thing) => {
      const syllables = plain(thing.pinyin.normalize("NFD").replace(/u\u0308/g, "v")).split(/\s+/).filter(Boolean);
      return {
        thing, name: plain(thing.name), aliases: thing.aliases.map(plain),
        pinyin: syllables.join(""), initials: syllables.map((s) => (/^[a-z]/.test(s) ? s[0] : s)).join(""),
      };
    });
    return entries;
  }

  /** How well an entry answers: the lower the better, -1 for not at all. */
  function rank(entry, query) {
    if (entry.name === query) return 0;
    if (entry.aliases.includes(query)) return 1;
    if (entry.name.startsWith(query)) return 2;
    if (entry.initials === query) return 3;
    if (entry.name.includes(query)) return 4;
    if (entry.aliases.some((alias) => alias.includes(query))) return 5;
    if (entry.initials.startsWith(query)) return 6;
    if (entry.pinyin.startsWith(query)) return 7;
    if (entry.initials.includes(query) && query.length > 1) return 8;
    if (entry.pinyin.includes(query) && query.length > 2) return 9;
    return -1;
  }

  /** The best matches, first by how well they match, then by importance. */
  function find(words, most = 30) {
    const query = plain(words.trim()).replace(/[\s'’]+/g, "").replace(/ü/g, "v");
    if (!query) return [];
    const found = [];
    for (const entry of index()) {
      const place = rank(entry, query);
      if (place >= 0) found.push({ thing: entry.thing, place });
    }
    found.sort((a, b) => a.place - b.place || b.thing.weight - a.thing.weight || a.thing.id - b.thing.id);
    return found.slice(0, most).map((f) => f.thing);
  }

  /**
   * Make an input a combobox over all things (WAI-ARIA "editable combobox with list autocomplete").
   * @param input the text field
   * @param list an empty element for the suggestions
   * @param pick called with the thing that was chosen
   */
  function box(input, list, pick) {
    let found = [];
    let at = -1;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    list.setAttribute("role", "listbox");

    function show() {
      dom.fill(list, found.map((thing, n) => dom.make("li", {
        id: `${list.id}-${n}`, role: "option", "aria-selected": n === at ? "true" : "false",
        on: { pointerdown: (event) => { event.preventDefault(); take(n); } },
      }, icon(thing.kind, 14), dom.make("span", { class: "found-name", lang: "zh-Hans" }, thing.name), dom.make("span", { class: "found-more" }, more(thing)))));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", found.length ? "true" : "false");
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
        list.children[at].scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }
    const more = (thing) => [i18n.label(thing.cls), ...thing.aliases.slice(0, 2)].join(" · ");

    function close() {
      found = [];
      at = -1;
      show();
    }

    function take(n) {
      const thing = found[n];
      if (!thing) return;
      input.value = thing.name;
      close();
      pick(thing);
    }

    input.addEventListener("input", () => {
      found = find(input.value);
      at = found.length ? 0 : -1;
      show();
      if (input.value.trim()) announce(t("said.found", { count: found.length }));
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // an input method is still choosing characters
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!found.length) found = find(input.value);
        if (!found.length) return;
        event.preventDefault();
        at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1) + found.length) % found.length;
        show();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (!found.length) found = find(input.value);
        if (found.length) take(Math.max(0, at));
        else announce(t("said.nothing"));
      } else if (event.key === "Escape" && found.length) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    input.addEventListener("blur", close);
    show();
  }

  /** Things have come: the next search looks at all of them. */
  const forget = () => { entries = null; };

  return { find, box, forget };
})();

/** The shape of a kind in its colour, for legend and lists. */
function icon(kind, size = 16) {
  return dom.draw("svg", { class: "icon", viewBox: "-1.3 -1.3 2.6 2.6", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    dom.draw("path", { d: draw.outlines[kind.shape] ?? draw.outlines.circle, fill: kind.colour, class: "icon-path" }));
}
