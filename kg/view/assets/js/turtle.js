// What is shown as Turtle: the same triples that the graph has for these things and facts, with their sentences.

const turtle = (() => {
  const spaces = Object.entries(graph.namespaces);
  const byNamespace = new Map(spaces.map(([prefix, namespace]) => [namespace, prefix]));
  const LOCAL = /^[0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff]([-.0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff]*[-0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff])?$/;
  const HEX = (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  function term(iri) {
    const at = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
    const prefix = byNamespace.get(iri.slice(0, at));
    if (prefix && LOCAL.test(iri.slice(at))) return `${prefix}:${iri.slice(at)}`;
    return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, HEX)}>`;
  }
  const literal = (words) => `"${words.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t").replace(/[\u0000-\u001f\u007f]/g, HEX)}"`;
  const share = (value) => value.toFixed(2);
  const number = (digits) => (/^[+-]?\d+$|^[+-]?\d*\.\d+$/.test(digits) ? digits : literal(digits));

  /** Triples by subject, in the order in which subjects first come up. */
  function collect(things, facts) {
    const triples = new Map();
    const say = (subject, predicate, object) => {
      if (!triples.has(subject)) triples.set(subject, new Set());
      triples.get(subject).add(`${predicate} ${object}`);
    };
    const said = new Set();
    const derived = (subject, list) => {
      for (const at of list) {
        said.add(at);
        say(subject, "prov:wasDerivedFrom", term(graph.sentences[at].iri));
      }
    };
    const whole = new Set(things);
    for (const fact of facts) {
      // An act that is shown brings along who takes part in it.
      if (fact.is === "act") for (const part of [...fact.agents, fact.object, fact.place, fact.whole]) if (part) whole.add(part);
    }
    for (const one of whole) {
      const subject = term(one.iri);
      say(subject, "a", term(one.cls.iri));
      for (const above of one.cls.above) say(subject, "a", term(above));
      say(subject, "skos:prefLabel", `${literal(one.name)}${one.tag}`);
      for (const alias of one.aliases) say(subject, "skos:altLabel", `${literal(alias)}${one.tag}`);
      if (one.pinyin) say(subject, "skos:prefLabel", `${literal(one.pinyin)}@zh-Latn-pinyin`);
      for (let m = 0; m < one.mentions.length; m += 3) {
        const report = graph.reports[one.mentions[m]];
        const start = one.mentions[m + 1];
        say(subject, "kg:mention", term(`${graph.base}mention/${report.iri.slice(report.iri.lastIndexOf("/") + 1)}-${start}-${start + one.mentions[m + 2]}`));
      }
      derived(subject, one.sentences);
    }
    for (const fact of facts) {
      if (fact.is === "link") link(fact, say, derived);
      else act(fact, say, derived);
    }
    sentences(said, say);
    return triples;
  }

  function link(one, say, derived) {
    const [subject, predicate, object] = [term(one.subject.iri), term(one.relation.iri), term(one.object.iri)];
    say(subject, predicate, object);
    for (const statement of one.statements) {
      const node = term(statement.iri);
      say(node, "a", "rdf:Statement");
      say(node, "rdf:subject", subject);
      say(node, "rdf:predicate", predicate);
      say(node, "rdf:object", object);
      say(node, "kg:confidence", share(statement.confidence));
      derived(node, statement.sentences);
    }
  }

  function act(one, say, derived) {
    const node = term(one.iri);
    say(node, "a", "kg:Act");
    say(node, "a", "schema:Action");
    say(node, "kg:verb", literal(one.verb));
    say(node, "kg:status", `kg:${one.status.key}`);
    if (one.sentences.length) say(node, "kg:quote", literal(graph.cut(graph.sentences[one.sentences[0]].report, one.start, one.end)));
    say(node, "kg:start", String(one.start));
    say(node, "kg:end", String(one.end));
    say(node, "kg:confidence", share(one.confidence));
    for (const agent of one.agents) say(node, "schema:agent", term(agent.iri));
    if (one.text) say(node, "kg:objectText", literal(one.text));
    if (one.object) say(node, "schema:object", term(one.object.iri));
    if (one.place) say(node, "schema:location", term(one.place.iri));
    if (one.whole) say(node, "dcterms:isPartOf", term(one.whole.iri));
    derived(node, one.sentences);
    if (one.count) {
      const count = term(one.count.iri);
      say(node, "kg:quantity", count);
      say(count, "a", "kg:Quantity");
      say(count, "a", "schema:QuantitativeValue");
      say(count, "kg:statedValue", number(one.count.value));
      if (one.count.maximum) say(count, "kg:statedMaximum", number(one.count.maximum));
      say(count, "kg:comparator", literal(one.count.bound));
      say(count, "kg:lexicalForm", literal(one.count.text));
      if (one.count.unit) say(count, "schema:unitText", literal(one.count.unit));
      if (one.count.of) say(count, "kg:countedText", literal(one.count.of));
      derived(count, one.count.sentences);
    }
    if (one.period) {
      const time = term(one.period.iri);
      say(node, "sem:hasTime", time);
      say(time, "a", "kg:Time");
      say(time, "a", "time:ProperInterval");
      say(time, "kg:lexicalForm", literal(one.period.text));
      for (const [predicate, date] of [["time:hasBeginning", one.period.first], ["time:hasEnd", one.period.last]]) {
        if (!date) continue;
        const day = term(`${graph.base}day/${date}`);
        say(time, predicate, day);
        say(day, "a", "time:Instant");
        say(day, "time:inXSDDate", `${literal(date)}^^xsd:date`);
      }
    }
  }

  function sentences(said, say) {
    const reports = new Set();
    for (const at of [...said].sort((a, b) => a - b)) {
      const one = graph.sentences[at];
      reports.add(one.report);
      const node = term(one.iri);
      const stem = one.iri.slice(one.iri.lastIndexOf("/") + 1);
      const [position, quote] = ["position", "quote"].map((kind) => term(`${graph.base}selector/${stem}-${kind}`));
      say(node, "a", "kg:Sentence");
      say(node, "a", "oa:SpecificResource");
      say(node, "oa:hasSource", term(one.report.iri));
      say(node, "oa:hasSelector", position);
      say(node, "oa:hasSelector", quote);
      say(position, "a", "oa:TextPositionSelector");
      say(position, "oa:start", String(one.start));
      say(position, "oa:end", String(one.end));
      say(quote, "a", "oa:TextQuoteSelector");
      say(quote, "oa:exact", literal(graph.textOf(one)));
    }
    for (const report of reports) {
      const node = term(report.iri);
      say(node, "a", "kg:Report");
      say(node, "a", "schema:Report");
      say(node, "kg:fileName", literal(report.name));
      if (report.headline) say(node, "dcterms:title", `${literal(report.headline)}@zh-Hans`);
      if (report.date) say(node, "dcterms:date", `${literal(report.date)}^^xsd:date`);
      if (report.publisher) say(node, "schema:publisher", literal(report.publisher));
      say(node, "kg:text", literal(report.text));
    }
  }

  function write(things = scene.things(), facts = scene.facts()) {
    const triples = collect(things, facts);
    const head = spaces.map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`).join("");
    const body = [...triples].sort(([a], [b]) => (a < b ? -1 : 1)).map(([subject, pairs]) => `\n${subject} ${[...pairs].sort().join(" ;\n    ")} .\n`);
    return new Blob([head, ...body], { type: "text/turtle;charset=utf-8" });
  }
  return { write, term };
})();
