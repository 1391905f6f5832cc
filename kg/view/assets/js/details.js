// The panel on what is chosen: names, type, every fact as text with its sentence, and the way to the neighbours.

const details = (() => {
  const panel = dom.id("details");
  const FIRST = 60; // a hub's facts beyond these are listed on demand

  const to = (thing) => dom.make("button", { type: "button", class: "thing", lang: "zh-Hans", on: { click: () => choose.thing(thing, { move: true }) } }, icon(thing.kind, 13), thing.name);
  const action = (words, on, attributes = {}) => dom.make("button", { type: "button", on: { click: on }, ...attributes }, words);
  const percent = (share) => `${Math.round(share * 100)}%`;

  function row(term, ...value) {
    return [dom.make("dt", {}, term), dom.make("dd", {}, ...value)];
  }

  /** One fact: what it says, and below it, once it is opened, the sentences it rests on. */
  function fact(one, from, open = false) {
    const said = one.is === "link" ? link(one, from) : act(one, from);
    const more = () => dom.append(holder, [facts(one), evidence.of(one)]);
    const holder = dom.make("details", { class: outside(one) ? "fact faded" : "fact", open, on: { toggle: () => holder.childElementCount === 1 && more() } }, dom.make("summary", {}, said));
    if (open) more();
    return holder;
  }

  function link(one, from) {
    if (from === one.object) return [name(one.subject), arrow(i18n.label(one.relation)), here(one.object)];
    return [from ? here(one.subject) : name(one.subject), arrow(i18n.label(one.relation)), name(one.object)];
  }
  const here = () => dom.make("span", { class: "self" }, t("details.self"));
  const name = (thing) => dom.make("span", { class: "name", lang: "zh-Hans" }, icon(thing.kind, 12), thing.name);
  const arrow = (words) => dom.make("span", { class: "relation" }, ` — ${words} → `);

  function act(one, from) {
    const who = one.agents.filter((agent) => agent !== from);
    const whom = one.text || one.object?.name || "";
    return [
      dom.make("span", { class: `chip ${one.status.key}` }, text.status(one)),
      who.map((agent) => [" ", name(agent)]), " ",
      dom.make("b", { lang: "zh-Hans" }, one.verb), " ",
      whom ? dom.make("span", { lang: "zh-Hans" }, one.object === from && from ? here() : whom) : null,
      one.count ? dom.make("span", { class: "count", lang: "zh-Hans" }, ` ${text.times(one.count)}`) : null,
    ];
  }

  /** The particulars of a fact, and its things as buttons. */
  function facts(one) {
    const ends = one.is === "link" ? [[i18n.label(one.relation), [one.subject, one.object]]]
      : [[t("role.agent"), one.agents], [t("role.object"), one.object ? [one.object] : []], [t("role.place"), one.place ? [one.place] : []], [t("role.whole"), one.whole ? [one.whole] : []]];
    const rows = ends.filter(([, list]) => list.length).map(([term, list]) => row(term, list.map((thing) => [to(thing), " "])));
    if (one.is === "act") {
      if (one.count) rows.push(row(t("details.count"), `${text.value(one.count)}（${one.count.text}）`));
      if (one.period) rows.push(row(t("details.time"), `${text.period(one.period)}（${one.period.text}）`));
      if (one.reason) rows.push(row(t("details.reason"), one.reason));
    }
    for (const term of one.is === "link" ? graph.terms : []) {
      if (term.person === one.subject && term.post === one.object && term.period) rows.push(row(t("details.term"), text.period(term.period)));
    }
    rows.push(row(t("details.confidence"), percent(one.confidence)));
    return dom.make("dl", {}, rows);
  }

  function listed(title, list, from) {
    if (!list.length) return null;
    const first = list.slice(0, FIRST).map((one) => dom.make("li", {}, fact(one, from)));
    const holder = dom.make("ul", { class: "facts" }, first);
    if (list.length > FIRST) {
      const more = dom.make("li", {}, action(t("details.more", { count: list.length - FIRST }), () => {
        more.replaceWith(...list.slice(FIRST).map((one) => dom.make("li", {}, fact(one, from))));
      }, { class: "link" }));
      holder.append(more);
    }
    return dom.make("section", {}, dom.make("h3", {}, `${title} (${i18n.number(list.length)})`), holder);
  }

  function heading(words, ...more) {
    return dom.make("h2", { id: "details-title", tabindex: -1 }, words, ...more);
  }

  // ---- the three things that can be chosen ----------------------------------------------------------------------------

  function ofThing(one) {
    const node = scene.nodes.get(one.id);
    const acts = one.acts.filter((act) => act.agents.includes(one) && passes(act));
    const suffered = one.acts.filter((act) => !act.agents.includes(one) && passes(act));
    const foldable = one.acts.filter((act) => state.unfolded.has(act.id));
    const unfoldable = [...acts, ...suffered].filter((act) => !state.unfolded.has(act.id));
    const dates = [...one.links, ...one.acts].flatMap((f) => f.months ?? []).sort();
    const pinned = place.pinned.has(one.id);
    return [
      heading(icon(one.kind, 18), dom.make("span", { lang: "zh-Hans" }, one.name)),
      dom.make("p", { class: "type" }, i18n.label(one.cls), one.cls.zh === one.kind.zh ? null : ` · ${i18n.label(one.kind)}`),
      dom.make("div", { class: "actions" },
        node?.hidden ? action(t("details.open", { count: node.hidden }), () => { expand.open(one); show(); }, { id: "do-open" }) : null,
        action(t("details.close"), () => { expand.close(one); show(); }, { id: "do-close" }),
        unfoldable.length ? action(t("details.unfold", { count: unfoldable.length }), () => { expand.unfold(unfoldable); show(); }, { id: "do-unfold" }) : null,
        foldable.length ? action(t("details.fold", { count: foldable.length }), () => { expand.fold(foldable); show(); }, { id: "do-fold" }) : null,
        action(t(pinned ? "details.unpin" : "details.pin"), () => { place.pin(one.id, !pinned); show(); announce(t(pinned ? "said.unpinned" : "said.pinned", { name: one.name })); }, { id: "do-pin", "aria-pressed": pinned ? "true" : "false" }),
        action(t("details.from"), () => paths.set("from", one), { id: "do-from" }),
        action(t("details.to"), () => paths.set("to", one), { id: "do-to" })),
      dom.make("dl", {},
        one.aliases.length ? row(t("details.aliases"), dom.make("span", { lang: "zh-Hans" }, one.aliases.join("、"))) : null,
        one.pinyin ? row(t("details.pinyin"), one.pinyin) : null,
        one.times.length ? row(t("details.time"), one.times.map((period) => `${text.period(period)}（${period.text}）`).join("；")) : null,
        dates.length ? row(t("details.dates"), dates[0] === dates[dates.length - 1] ? dates[0] : `${dates[0]} — ${dates[dates.length - 1]}`) : null,
        row(t("details.mentions"), i18n.number(one.mentions.length / 3)),
        one.reports.size ? row(t("details.reports"), [...one.reports].map((at) => dom.make("button", { type: "button", class: "link", lang: "zh-Hans", on: { click: () => reader.open(graph.reports[at], graph.sentences[one.sentences.find((s) => graph.sentences[s].report.id === at)], one) } }, graph.reports[at].title)).flatMap((b) => [b, " "])) : null,
        row(t("details.confidence"), percent(one.confidence)),
        row("IRI", dom.make("code", { class: "iri" }, one.iri), " ", action(t("details.copy"), () => copy(one), { class: "link" }))),
      neighbours(one),
      listed(t("details.acts"), acts, one),
      listed(t("details.suffered"), suffered, one),
      listed(t("details.links"), one.links.filter(passes), one),
      counted(one),
    ];
  }

  function neighbours(one) {
    const list = [...graph.neighbours(one)].sort((a, b) => b.weight - a.weight || a.id - b.id);
    if (!list.length) return null;
    const make = (next) => dom.make("li", { class: scene.nodes.has(next.id) ? "" : "absent" }, to(next));
    const holder = dom.make("ul", { class: "neighbours" }, list.slice(0, 24).map(make));
    if (list.length > 24) {
      const more = dom.make("li", {}, action(t("details.more", { count: list.length - 24 }), () => more.replaceWith(...list.slice(24).map(make)), { class: "link" }));
      holder.append(more);
    }
    return dom.make("section", {}, dom.make("h3", {}, `${t("details.neighbours")} (${i18n.number(list.length)})`), holder);
  }

  function counted(one) {
    if (!one.counts.length) return null;
    return dom.make("section", {}, dom.make("h3", {}, t("details.counts")), dom.make("ul", { class: "facts" }, one.counts.map((count) =>
      dom.make("li", {}, dom.make("details", { class: "fact" }, dom.make("summary", {}, dom.make("span", { class: "count", lang: "zh-Hans" }, count.text), ` ${text.value(count)}`), evidence.of({ ...count, is: "count" }))))));
  }

  function copy(one) {
    const address = location.protocol === "about:" ? one.iri : `${location.href.split("#")[0]}#${encodeURI(choose.short(one)).replace(/#/g, "%23")}`;
    navigator.clipboard?.writeText(address).then(() => announce(t("said.copied")), () => announce(t("said.notCopied")));
    if (!navigator.clipboard) announce(t("said.notCopied"));
  }

  function ofEdge(id) {
    const edge = scene.edge(id);
    if (!edge) return [heading(t("details.gone"))];
    const acts = edge.facts.filter((one) => one.is === "act");
    const folded = acts.filter((act) => !state.unfolded.has(act.id));
    const ends = [edge.from, edge.to].map((at) => scene.nodes.get(at)).map((node) => (node.thing ? to(node.thing) : dom.make("span", { lang: "zh-Hans" }, text.fact(node.act))));
    return [
      heading(dom.make("span", { lang: edge.act ? "zh-Hans" : null }, scene.label(edge))),
      dom.make("p", { class: "ends" }, ends[0], " → ", ends[1]),
      dom.make("div", { class: "actions" }, folded.length ? action(t("details.unfold", { count: folded.length }), () => { expand.unfold(folded); choose.act(folded[0]); }, { id: "do-unfold" }) : null),
      dom.make("ul", { class: "facts" }, edge.facts.map((one) => dom.make("li", {}, fact(one, null, true)))),
    ];
  }

  function ofAct(one) {
    const unfolded = state.unfolded.has(one.id);
    return [
      heading(dom.make("span", { lang: "zh-Hans" }, text.fact(one))),
      dom.make("p", { class: "type" }, t("details.act"), " · ", dom.make("span", { class: `chip ${one.status.key}` }, text.status(one))),
      dom.make("div", { class: "actions" }, unfolded
        ? action(t("details.fold", { count: 1 }), () => expand.fold([one]), { id: "do-fold" })
        : action(t("details.unfold", { count: 1 }), () => { expand.unfold([one]); choose.act(one); }, { id: "do-unfold" })),
      facts(one),
      ...evidence.of(one),
    ];
  }

  function lit() {
    return [
      heading(state.lit.said),
      dom.make("ul", { class: "facts" }, [...state.lit.facts].map((one) => dom.make("li", {}, fact(one, null)))),
      dom.make("ul", { class: "neighbours" }, [...state.lit.things].map((one) => dom.make("li", {}, to(one)))),
      dom.make("div", { class: "actions" }, action(t("path.clear"), () => choose.nothing(), { id: "do-clear" })),
    ];
  }

  function show() {
    const chosen = state.chosen;
    const content = state.lit ? lit() : !chosen ? [dom.make("p", { class: "none" }, t("details.nothing"))]
      : chosen.thing ? ofThing(chosen.thing) : chosen.edge ? ofEdge(chosen.edge) : ofAct(chosen.act);
    dom.fill(panel, content);
  }

  bus.on("chosen", (chosen) => {
    show();
    if (chosen) {
      panels.open("details");
      panel.scrollTop = 0;
    }
  });
  bus.on("lit", show);
  bus.on("language scene", show);
  bus.on("faded", () => panel.querySelectorAll("details.fact").length < 400 && show());
  return { show, to };
})();
