// The whole repaired report beside the graph: things marked where they are mentioned, each sentence a button that lights
// up what rests on it.

const reader = (() => {
  const body = dom.id("reader-text");
  const pick = dom.id("reader-report");
  const under = dom.id("reader-sentence");
  let report = null;
  let current = -1;
  let spans = [];

  /** Show a report, at a sentence and with a thing's mentions standing out where these are given. */
  function open(which, sentence = null, thing = null) {
    panels.open("reader");
    if (which !== report) render(which);
    if (sentence) {
      point(report.sentences.indexOf(sentence), true);
      spans.find((span) => span.tabIndex === 0)?.focus({ preventScroll: true });
    } else {
      body.scrollTop = 0;
    }
    if (thing) accent(thing);
  }

  function render(which) {
    report = which;
    pick.value = String(report.id);
    dom.id("reader-origin").textContent = evidence.origin(report);
    const notes = graph.remarks.filter((r) => r.report === report);
    dom.fill(dom.id("reader-remarks"), notes.map((r) => dom.make("li", {}, r.message)));
    dom.id("reader-remarks").hidden = !notes.length;
    current = -1;
    spans = [];
    const marks = mentions(report);
    const end = report.points ? report.points.length : report.text.length;
    const flow = dom.make("div", { class: "report", lang: "zh-Hans" });
    let paragraph = null;
    let at = 0;
    const add = (start, stop, sentence) => {
      // A line break ends a paragraph, inside a sentence too.
      for (const piece of lines(start, stop)) {
        if (!paragraph || piece.fresh) flow.append((paragraph = dom.make("p")));
        if (piece.start < piece.end) paragraph.append(sentence === null ? plain(piece) : said(piece, sentence, marks));
      }
    };
    report.sentences.forEach((sentence, n) => {
      if (sentence.start < at) return; // of two that overlap the first is shown
      add(at, sentence.start, null);
      add(sentence.start, sentence.end, n);
      at = sentence.end;
    });
    add(at, end, null);
    dom.fill(body, flow);
    if (spans.length) spans[0].tabIndex = 0;
    bar();
  }

  function* lines(start, stop) {
    const words = report.points ? report.points.slice(start, stop) : report.text.slice(start, stop);
    let from = 0;
    let fresh = false;
    for (let at = 0; at <= words.length; at += 1) {
      if (at < words.length && words[at] !== "\n") continue;
      yield { start: start + from, end: start + at, fresh };
      from = at + 1;
      fresh = true;
    }
  }

  const plain = (piece) => dom.make("span", {}, graph.cut(report, piece.start, piece.end));

  function said(piece, n, marks) {
    const parts = [];
    let at = piece.start;
    for (const mark of marks) {
      if (mark.start < at || mark.end > piece.end) continue;
      if (mark.start > at) parts.push(graph.cut(report, at, mark.start));
      parts.push(dom.make("span", { class: "mention", "data-thing": mark.thing.id, "data-kind": mark.thing.kind.id }, graph.cut(report, mark.start, mark.end)));
      at = mark.end;
    }
    if (at < piece.end) parts.push(graph.cut(report, at, piece.end));
    const span = dom.make("span", { class: "sentence", role: "button", tabindex: -1, "aria-pressed": "false", "data-sentence": n }, parts);
    spans.push(span);
    return span;
  }

  /** Where a report speaks of things: of nested mentions the outer one. */
  function mentions(which) {
    const all = [];
    for (const thing of graph.things) {
      const m = thing.mentions;
      for (let at = 0; at < m.length; at += 3) if (m[at] === which.id) all.push({ thing, start: m[at + 1], end: m[at + 1] + m[at + 2] });
    }
    all.sort((a, b) => a.start - b.start || b.end - a.end || a.thing.id - b.thing.id);
    const outer = [];
    for (const mark of all) if (!outer.length || mark.start >= outer[outer.length - 1].end) outer.push(mark);
    return outer;
  }

  /** Move to a sentence. */
  function point(n, scroll) {
    if (n < 0) return;
    current = n;
    for (const span of spans) {
      const on = +span.dataset.sentence === n;
      span.classList.toggle("current", on);
      span.tabIndex = -1;
      span.setAttribute("aria-pressed", on ? "true" : "false");
    }
    const first = spans.find((span) => +span.dataset.sentence === n);
    if (first) {
      first.tabIndex = 0;
      if (scroll) first.scrollIntoView({ block: "center" });
    }
    bar();
  }

  /** Make what rests on the current sentence stand out in the graph. */
  function light() {
    const sentence = report.sentences[current];
    if (!sentence) return;
    const { things, facts } = graph.resting[sentence.id];
    const ends = facts.flatMap((f) => (f.is === "link" ? [f.subject, f.object] : [...f.agents, f.object, f.place])).filter(Boolean);
    const all = [...new Set([...things, ...ends])];
    choose.bring(all);
    choose.light(all, facts, t("said.sentence", { things: all.length, facts: facts.length }));
    canvas.frame(all.map((one) => one.id));
  }

  /** Below the text: what the current sentence tells, as buttons, so that nothing needs a mouse. */
  function bar() {
    const sentence = report?.sentences[current];
    if (!sentence) {
      dom.fill(under, dom.make("p", { class: "none" }, t("reader.hint")));
      return;
    }
    const { things, facts } = graph.resting[sentence.id];
    dom.fill(under,
      dom.make("p", {}, t("reader.tells", { things: things.length, facts: facts.length }), " ", dom.make("button", { type: "button", id: "do-light", on: { click: light } }, t("reader.light"))),
      dom.make("div", { class: "chips" }, things.map((thing) => details.to(thing))),
      dom.make("ul", {}, facts.map((fact) => dom.make("li", {}, dom.make("button", { type: "button", class: "link", lang: "zh-Hans", on: { click: () => follow(fact) } }, text.fact(fact))))));
  }

  /** From a fact of the text to its edge in the graph. */
  function follow(fact) {
    const ends = fact.is === "link" ? [fact.subject, fact.object] : [...fact.agents, fact.object].filter(Boolean);
    choose.bring(ends);
    const edge = scene.edges.find((e) => e.facts.includes(fact));
    if (edge) {
      choose.edge(edge.id);
      canvas.frame([edge.from, edge.to]);
    } else if (fact.is === "act") {
      choose.act(fact);
      canvas.frame(ends.map((one) => one.id));
    }
  }

  function accent(thing) {
    const kinds = body.querySelectorAll(".mention");
    for (const span of kinds) span.classList.toggle("accent", +span.dataset.thing === thing.id);
  }

  body.addEventListener("click", (event) => {
    const mention = event.target.closest(".mention");
    const span = event.target.closest(".sentence");
    if (!span) return;
    point(+span.dataset.sentence, false);
    if (mention && event.detail > 0) {
      const thing = graph.things[+mention.dataset.thing];
      choose.thing(thing, { move: true });
      panels.open("reader");
      accent(thing);
    } else {
      light();
      panels.open("reader");
    }
  });
  body.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const span = event.target.closest?.(".sentence");
    if (!span) return;
    if (step) {
      event.preventDefault();
      const next = spans[spans.indexOf(span) + step];
      if (next) {
        point(+next.dataset.sentence, false);
        next.tabIndex = 0;
        next.focus();
        next.scrollIntoView({ block: "nearest" });
      }
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      point(+span.dataset.sentence, false);
      light();
      panels.open("reader");
    }
  });
  pick.addEventListener("change", () => render(graph.reports[+pick.value]));

  function build() {
    dom.fill(pick, graph.reports.map((r) => dom.make("option", { value: r.id, lang: "zh-Hans" }, r.date ? `${r.date} ${r.title}` : r.title)));
    if (report) pick.value = String(report.id);
    else if (graph.reports.length) dom.fill(body, dom.make("p", { class: "none" }, t("reader.pick")));
    bar();
  }

  /** When the pane is opened by itself: the first report. */
  function ready() {
    if (!report && graph.reports.length) render(graph.reports[0]);
  }
  // An edge or act that is chosen lights up its sentence in the report that is open.
  bus.on("chosen", (chosen) => {
    if (!report || !chosen) return;
    const facts = chosen.edge ? scene.edge(chosen.edge)?.facts ?? [] : chosen.act ? [chosen.act] : [];
    const at = report.sentences.findIndex((s) => facts.some((f) => f.sentences.includes(s.id)));
    if (at >= 0) point(at, true);
    if (chosen.thing) accent(chosen.thing);
  });
  bus.on("language", build);
  return { open, build, ready };
})();
