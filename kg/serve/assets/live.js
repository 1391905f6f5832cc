// Feeding the explorer from the store: what is looked at, expanded or searched for is fetched and joined to what is there.

const live = (() => {
  const fetched = new Map(); // IRI of a thing → how many of its facts were asked for, and how many there are
  const byIri = (list) => new Map(list.map((one) => [one.iri, one]));
  const known = {
    classes: byIri(graph.classes), relations: byIri(graph.relations), reports: byIri(graph.reports), sentences: byIri(graph.sentences),
    periods: byIri(graph.periods), counts: byIri(graph.counts), acts: byIri(graph.acts), terms: byIri(graph.terms),
    links: new Map(graph.links.map((link) => [key(link.subject, link.relation, link.object), link])),
  };
  function key(subject, relation, object) {
    return `${subject.id} ${relation.id} ${object.id}`;
  }

  /** One more of a kind, unless it is known; `make` is given its number. */
  function join(kind, iri, make) {
    let found = known[kind].get(iri);
    if (!found) {
      found = make(graph[kind].length);
      graph[kind].push(found);
      known[kind].set(iri, found);
    }
    return found;
  }

  /** Join what the server sent (kg/view/payload.py writes it) to the graph; answers the things in it. */
  function absorb(raw) {
    const iri = (short) => {
      const at = short.indexOf(":");
      return raw.prefixes[+short.slice(0, at)] + short.slice(at + 1);
    };
    const classes = raw.classes.map(([short, zh, en, kind, above]) => join("classes", iri(short), () => ({ iri: iri(short), zh, en, kind: graph.kinds[kind], above: above.map(iri) })));
    const relations = raw.relations.map(([short, name, zh, en]) => join("relations", iri(short), (id) => ({ id, iri: iri(short), key: name, zh, en })));
    const reports = raw.reports.map(([short, name, title, date, publisher, words]) => join("reports", iri(short), (id) => ({
      id, iri: iri(short), name, title: (title || name || `#${id + 1}`).slice(0, 48), headline: title, date, publisher, text: words, sentences: [],
      points: /[\ud800-\udfff]/.test(words) ? Array.from(words) : null,
    })));
    const sentences = raw.sentences.map(([short, report, start, end]) => join("sentences", iri(short), (id) => {
      const sentence = { id, iri: iri(short), report: reports[report], start, end };
      reports[report].sentences.push(sentence);
      reports[report].sentences.sort((a, b) => a.start - b.start);
      graph.resting.push({ things: [], facts: [] });
      return sentence;
    }));
    const said = (numbers) => numbers.map((n) => sentences[n].id);
    const periods = raw.periods.map(([short, words, first, last]) => join("periods", iri(short), () => ({ iri: iri(short), text: words, first, last })));

    const things = raw.things.map((row) => thing(row, iri, classes, reports, said, periods));
    const at = (n) => (n === null ? null : things[n]);
    const counts = raw.counts.map(([short, words, value, maximum, unit, bound, of, start, end, s, counted, confidence]) => join("counts", iri(short), (id) => {
      const count = { id, iri: iri(short), text: words, value, maximum, unit, bound, of, start, end, sentences: said(s), confidence, counted: at(counted), act: null };
      count.counted?.counts.push(count);
      return count;
    }));
    for (const [s, r, o, statements] of raw.links) link(things[s], relations[r], things[o], statements.map(([short, n, confidence]) => ({ iri: iri(short), sentences: said(n), confidence })));
    for (const [short, verb, status, start, end, agents, words, object, quantity, time, place, whole, s, confidence, reason] of raw.acts) {
      join("acts", iri(short), (id) => {
        const numbers = said(s);
        const act = {
          id, is: "act", iri: iri(short), verb, status: graph.statuses[status], start, end, agents: agents.map(at), text: words, object: at(object),
          count: quantity === null ? null : counts[quantity], period: time === null ? null : periods[time], place: at(place), whole: at(whole),
          sentences: numbers, confidence, reason, reports: new Set(numbers.map((n) => graph.sentences[n].report.id)),
        };
        if (act.count) act.count.act = act;
        for (const part of new Set([...act.agents, act.object, act.place].filter(Boolean))) part.acts.push(act);
        for (const n of numbers) graph.resting[n].facts.push(act);
        act.months = months(act);
        return act;
      });
    }
    for (const [short, person, post, body, time, s] of raw.terms) {
      join("terms", iri(short), () => ({ iri: iri(short), person: things[person], post: things[post], body: at(body), period: time === null ? null : periods[time], sentences: said(s) }));
    }
    search.forget();
    return things;
  }

  function thing([short, cls, name, aliases, pinyin, confidence, weight, , mentions, s, language, times], iri, classes, reports, said, periods) {
    let one = graph.byIri.get(iri(short));
    if (!one) {
      one = {
        id: graph.things.length, iri: iri(short), cls: classes[cls], kind: classes[cls].kind, name, aliases: [], pinyin, confidence, weight, parent: -1,
        mentions: [], sentences: [], tag: language === "" ? "@zh-Hans" : language === "-" ? "" : `@${language}`, links: [], acts: [], counts: [], reports: new Set(), times: [],
      };
      graph.things.push(one);
      graph.byIri.set(one.iri, one);
    }
    one.aliases = [...new Set([...one.aliases, ...aliases])].sort();
    const places = new Set();
    for (let n = 0; n < one.mentions.length; n += 3) places.add(`${one.mentions[n]} ${one.mentions[n + 1]}`);
    for (let n = 0; n < mentions.length; n += 3) {
      const report = reports[mentions[n]].id;
      if (!places.has(`${report} ${mentions[n + 1]}`)) one.mentions.push(report, mentions[n + 1], mentions[n + 2]);
    }
    for (const number of said(s)) {
      if (one.sentences.includes(number)) continue;
      one.sentences.push(number);
      one.reports.add(graph.sentences[number].report.id);
      graph.resting[number].things.push(one);
    }
    one.times = [...new Set([...one.times, ...times.map((n) => periods[n])])];
    return one;
  }

  function link(subject, relation, object, statements) {
    const name = key(subject, relation, object);
    let found = known.links.get(name);
    if (!found) {
      found = { id: graph.links.length, is: "link", subject, relation, object, statements: [], confidence: 1, sentences: [], reports: new Set(), period: null, months: null };
      graph.links.push(found);
      known.links.set(name, found);
      subject.links.push(found);
      if (object !== subject) object.links.push(found);
    }
    for (const statement of statements) {
      if (found.statements.some((s) => s.iri === statement.iri)) continue;
      found.statements.push(statement);
      for (const n of statement.sentences) {
        if (found.sentences.includes(n)) continue;
        found.sentences.push(n);
        found.reports.add(graph.sentences[n].report.id);
        graph.resting[n].facts.push(found);
      }
    }
    if (found.statements.length) found.confidence = Math.max(...found.statements.map((s) => s.confidence));
    found.months = months(found);
  }

  function months(fact) {
    if (fact.period?.first) return [fact.period.first.slice(0, 7), (fact.period.last || fact.period.first).slice(0, 7)];
    const dates = [...fact.reports].map((n) => graph.reports[n].date.slice(0, 7)).filter(Boolean).sort();
    return dates.length ? [dates[0], dates[dates.length - 1]] : null;
  }

  async function get(path) {
    const response = await fetch(path);
    const found = await response.json();
    if (!response.ok) {
      announce(found.detail);
      return null;
    }
    return found;
  }

  /** Fetch the next facts of a thing; answers whether there were any. */
  async function more(one) {
    const before = fetched.get(one.iri) ?? { asked: 0, all: Infinity };
    if (before.asked >= before.all) return false;
    fetched.set(one.iri, { asked: Infinity, all: 0 }); // not twice at once
    const raw = await get(`/near?iri=${encodeURIComponent(one.iri)}&start=${before.asked}`);
    if (!raw) {
      fetched.delete(one.iri);
      return false;
    }
    absorb(raw);
    fetched.set(one.iri, { asked: before.asked + 100, all: raw.facts });
    scene.update();
    return true;
  }

  // ---- where the page asks ---------------------------------------------------------------------------------------------

  const open = expand.open;
  const toggle = expand.toggle;
  expand.open = (one) => {
    more(one).then(() => {
      open(one);
      bus.say("chosen", state.chosen);
    });
    return 0;
  };
  expand.toggle = (one) => {
    const rest = fetched.get(one.iri);
    if (!rest || rest.asked < rest.all) expand.open(one);
    else toggle(one);
  };
  bus.on("chosen", (chosen) => {
    const one = chosen?.thing;
    if (one && !fetched.has(one.iri)) more(one).then((came) => { if (came && state.chosen?.thing === one) bus.say("chosen", state.chosen); });
  });

  const box = dom.id("search");
  let typed = 0;
  box.addEventListener("input", (event) => {
    if (!event.isTrusted) return; // our own, below
    const mine = ++typed;
    const words = box.value.trim();
    if (words) setTimeout(() => { if (mine === typed) look(words, mine); }, 200);
  });
  async function look(words, mine) {
    const found = await get(`/search?q=${encodeURIComponent(words)}`);
    if (!found || mine !== typed) return;
    const wanted = [...found.things, ...found.sentences.slice(0, 5)].map((one) => one.iri).filter((iri) => !graph.byIri.has(iri)).slice(0, 20);
    if (wanted.length) {
      const raw = await get(`/near?few=1&${wanted.map((iri) => `iri=${encodeURIComponent(iri)}`).join("&")}`);
      if (!raw || mine !== typed) return;
      absorb(raw);
    }
    if (document.activeElement === box) box.dispatchEvent(new Event("input"));
  }

  return { absorb, more, fetched };
})();
globalThis.kgView.live = live;
