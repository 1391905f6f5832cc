// The sentence behind a fact, with the words marked, its report and date, and the way to it in the whole text.

const evidence = (() => {
  /** A sentence as inline content; *marks* are stretches of the report's text that are to stand out. */
  function marked(report, start, end, marks) {
    const parts = [];
    let at = start;
    for (const [from, to] of marks) {
      if (to <= start || from >= end) continue;
      const [first, last] = [Math.max(from, at), Math.min(to, end)];
      if (first > at) parts.push(graph.cut(report, at, first));
      if (last > first) parts.push(dom.make("mark", {}, graph.cut(report, first, last)));
      at = Math.max(at, last);
    }
    if (at < end) parts.push(graph.cut(report, at, end));
    return parts;
  }

  const origin = (report) => [report.title, report.publisher, report.date].filter(Boolean).join(" · ");

  function quote(fact, sentence) {
    return dom.make("figure", { class: "evidence" },
      dom.make("blockquote", { lang: "zh-Hans" }, marked(sentence.report, sentence.start, sentence.end, text.marks(fact, sentence))),
      dom.make("figcaption", {}, dom.make("span", { lang: "zh-Hans" }, origin(sentence.report)), " ",
        dom.make("button", { type: "button", class: "link", on: { click: () => reader.open(sentence.report, sentence) } }, t("evidence.read"))));
  }

  const MOST = 5;
  /** All sentences of a fact; of many the first, the others on demand. */
  function of(fact) {
    const said = fact.sentences.map((at) => graph.sentences[at]);
    if (!said.length) return [dom.make("p", { class: "none" }, t("evidence.none"))];
    const rest = said.slice(MOST);
    return [
      ...said.slice(0, MOST).map((sentence) => quote(fact, sentence)),
      rest.length ? dom.make("button", { type: "button", class: "link", on: { click: (event) => event.target.replaceWith(...rest.map((s) => quote(fact, s))) } }, t("evidence.more", { count: rest.length })) : null,
    ];
  }

  return { of, marked, origin };
})();
