// What the page carries (kg/view/payload.py writes it), as objects that know their neighbours.

const graph = (() => {
  const raw = JSON.parse(dom.id("graph").textContent);
  const iri = (short) => {
    const at = short.indexOf(":");
    return raw.prefixes[+short.slice(0, at)] + short.slice(at + 1);
  };

  const kinds = raw.kinds.map(([key, zh, en, colour, shape], id) => ({ id, key, zh, en, colour, shape }));
  const classes = raw.classes.map(([short, zh, en, kind, above]) => ({ iri: iri(short), zh, en, kind: kinds[kind], above: above.map(iri) }));
  const relations = raw.relations.map(([short, key, zh, en], id) => ({ id, iri: iri(short), key, zh, en }));
  const statuses = ["Done", "UnderWay", "Planned", "Required", "Negated"].map((key, id) => ({ id, key }));

  // A headline is a line; where the report has none, or one without end, what fits a line stands for it.
  const line = (words) => (words.length > 48 ? `${Array.from(words).slice(0, 46).join("")}…` : words);
  const reports = raw.reports.map(([short, name, title, date, publisher, text], id) => ({
    id, iri: iri(short), name, title: line((title || name).replace(/\s+/g, " ").trim()) || `#${id + 1}`, headline: title, date, publisher, text, sentences: [],
    // Offsets count code points; a text with none above U+FFFF can be cut as it is.
    points: /[\ud800-\udfff]/.test(text) ? Array.from(text) : null,
  }));
  const cut = (report, start, end) =>
    report.points ? report.points.slice(start, end).join("") : report.text.slice(start, end);

  const sentences = raw.sentences.map(([short, report, start, end], id) => {
    const sentence = { id, iri: iri(short), report: reports[report], start, end };
    reports[report].sentences.push(sentence);
    return sentence;
  });
  const textOf = (sentence) => cut(sentence.report, sentence.start, sentence.end);

  const things = raw.things.map(([short, cls, name, aliases, pinyin, confidence, weight, parent, mentions, said, language, times], id) => ({
    id, iri: iri(short), cls: classes[cls], kind: classes[cls].kind, name, aliases, pinyin, confidence, weight, parent,
    mentions, sentences: said, tag: language === "" ? "@zh-Hans" : language === "-" ? "" : `@${language}`, links: [], acts: [], counts: [], reports: new Set(), times,
  }));
  for (const thing of things) for (const at of thing.sentences) thing.reports.add(sentences[at].report.id);

  const periods = raw.periods.map(([short, text, first, last]) => ({ iri: iri(short), text, first, last }));
  for (const thing of things) thing.times = thing.times.map((at) => periods[at]);
  const counts = raw.counts.map(([short, text, value, maximum, unit, bound, of, start, end, said, counted, confidence], id) => ({
    id, iri: iri(short), text, value, maximum, unit, bound, of, start, end, sentences: said, confidence,
    counted: counted === null ? null : things[counted], act: null,
  }));

  const links = raw.links.map(([subject, relation, object, statements], id) => {
    const link = {
      id, is: "link", subject: things[subject], relation: relations[relation], object: things[object],
      statements: statements.map(([short, said, confidence]) => ({ iri: iri(short), sentences: said, confidence })),
      confidence: 1, sentences: [], reports: new Set(), period: null,
    };
    if (link.statements.length) link.confidence = Math.max(...link.statements.map((s) => s.confidence));
    link.sentences = [...new Set(link.statements.flatMap((s) => s.sentences))].sort((a, b) => a - b);
    for (const at of link.sentences) link.reports.add(sentences[at].report.id);
    link.subject.links.push(link);
    if (link.object !== link.subject) link.object.links.push(link);
    return link;
  });

  const thing = (at) => (at === null ? null : things[at]);
  const acts = raw.acts.map(([short, verb, status, start, end, agents, text, object, quantity, time, place, whole, said, confidence, reason], id) => {
    const act = {
      id, is: "act", iri: iri(short), verb, status: statuses[status], start, end, agents: agents.map(thing), text,
      object: thing(object), count: quantity === null ? null : counts[quantity],
      period: time === null ? null : periods[time], place: thing(place), whole: thing(whole), sentences: said,
      confidence, reason, reports: new Set(said.map((at) => sentences[at].report.id)),
    };
    if (act.count) act.count.act = act;
    for (const part of new Set([...act.agents, act.object, act.place].filter(Boolean))) part.acts.push(act);
    return act;
  });
  for (const count of counts) if (count.counted) count.counted.counts.push(count);

  const terms = raw.terms.map(([short, person, post, body, time, said]) => ({
    iri: iri(short), person: things[person], post: things[post], body: thing(body),
    period: time === null ? null : periods[time], sentences: said,
  }));
  const remarks = raw.remarks.map(([short, kind, message, start, end, said]) => ({
    iri: iri(short), kind, message, start, end, sentences: said,
    report: said.length ? sentences[said[0]].report : null,
  }));

  // By sentence, what rests on it: for the reader pane.
  const resting = sentences.map(() => ({ things: [], facts: [] }));
  for (const one of things) for (const at of one.sentences) resting[at].things.push(one);
  for (const fact of [...links, ...acts]) for (const at of fact.sentences) resting[at].facts.push(fact);

  /** When a fact holds: its own time, else the day of the reports that tell it; as [first, last] months, or null. */
  function months(fact) {
    if (fact.period && fact.period.first) return [fact.period.first.slice(0, 7), (fact.period.last || fact.period.first).slice(0, 7)];
    const dates = [...fact.reports].map((at) => reports[at].date.slice(0, 7)).filter(Boolean).sort();
    return dates.length ? [dates[0], dates[dates.length - 1]] : null;
  }
  for (const fact of [...links, ...acts]) fact.months = months(fact);

  /** The things next to one, each once: by links, and by acts that join them as agent and object. */
  function neighbours(one) {
    const found = new Set();
    for (const link of one.links) found.add(link.subject === one ? link.object : link.subject);
    for (const act of one.acts) {
      if (act.object && act.agents.includes(one)) found.add(act.object);
      if (act.object === one) for (const agent of act.agents) found.add(agent);
    }
    found.delete(one);
    return found;
  }

  const byIri = new Map(things.map((one) => [one.iri, one]));
  return {
    title: raw.title, base: raw.base, namespaces: raw.namespaces, kinds, classes, relations, statuses, reports, sentences, things, links, acts,
    counts, periods, terms, remarks, resting, drawn: raw.drawn, layouts: raw.layouts, layout: raw.layout,
    network: raw.network, key: raw.key, language: raw.language, byIri, cut, textOf, neighbours,
  };
})();
