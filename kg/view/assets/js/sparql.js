// The query that returns what is shown: for those who want to go on in a triple store.

const sparql = (() => {
  const PREFIXES = ["dcterms", "kg", "oa", "prov", "rdf", "rdfs", "schema"];

  /** Restrictions that a fact must meet by its sentences: how sure, and from which reports. */
  function evidence_(node, indent) {
    const lines = [];
    if (state.sure > 0) lines.push(`FILTER EXISTS { ${node} kg:confidence ?sure . FILTER (?sure >= ${state.sure.toFixed(2)}) }`);
    if (state.off.reports.size) {
      const kept = graph.reports.filter((r) => !state.off.reports.has(r.id)).map((r) => turtle.term(r.iri));
      lines.push(`FILTER EXISTS { VALUES ?report { ${kept.join(" ")} } ${node} prov:wasDerivedFrom/oa:hasSource ?report }`);
    }
    return lines.map((line) => indent + line);
  }

  function write() {
    const things = scene.things();
    const all = things.length === graph.things.length;
    const values = (name) => (all ? [] : [`    VALUES ?${name} { ${things.map((one) => turtle.term(one.iri)).join(" ")} }`]);
    const relations = graph.relations.filter((r) => !state.off.relations.has(r.id)).map((r) => turtle.term(r.iri));
    const branches = [];
    if (relations.length) {
      const restricted = state.sure > 0 || state.off.reports.size;
      branches.push([
        `    VALUES ?relation { ${relations.join(" ")} }`, ...values("subject"), ...values("object"),
        "    ?subject ?relation ?object .", "    FILTER (?subject != ?object)",
        ...(restricted ? ["    FILTER EXISTS {", "      ?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .", ...evidence_("?statement", "      "), "    }"] : []),
      ]);
    }
    const statuses = graph.statuses.filter((s) => !state.off.statuses.has(s.id)).map((s) => `kg:${s.key}`);
    if (state.acts && statuses.length) {
      const unfolded = graph.acts.filter((act) => state.unfolded.has(act.id)).map((act) => turtle.term(act.iri));
      const acts = ["    ?act a kg:Act ; kg:verb ?verb ; kg:status ?status .", `    VALUES ?status { ${statuses.join(" ")} }`, ...evidence_("?act", "    ")];
      branches.push([
        ...acts, ...values("subject"), ...values("object"), "    ?act schema:agent ?subject ; schema:object ?object .", "    FILTER (?subject != ?object)",
        ...(unfolded.length ? [`    FILTER (?act NOT IN (${unfolded.join(", ")}))`] : []),
      ]);
      if (unfolded.length) {
        branches.push([`    VALUES ?act { ${unfolded.join(" ")} }`, ...acts, "    VALUES ?relation { schema:agent schema:object schema:location }", ...values("object"), "    ?act ?relation ?object .", "    BIND (?act AS ?subject)"]);
      }
    }
    if (!branches.length) branches.push(["    FILTER (false)"]);
    const body = branches.map((lines) => `  {\n${lines.join("\n")}\n  }`).join(" UNION\n");
    return [
      ...PREFIXES.map((prefix) => `PREFIX ${prefix}: <${graph.namespaces[prefix]}>`),
      ...(/\b(organization|area|place|person|post|group|activity|measure|document|project|report|act):/.test(body)
        ? Object.keys(graph.namespaces).filter((p) => !PREFIXES.includes(p) && new RegExp(`(^|[\\s(])${p}:`, "m").test(body)).map((p) => `PREFIX ${p}: <${graph.namespaces[p]}>`) : []),
      "SELECT DISTINCT ?subject ?subjectName ?relation ?verb ?act ?object ?objectName WHERE {",
      body,
      "  OPTIONAL { ?subject rdfs:label ?subjectName }",
      "  OPTIONAL { ?object rdfs:label ?objectName }",
      "}",
      "",
    ].join("\n");
  }

  const area = dom.id("sparql-text");
  dom.id("sparql-open").addEventListener("click", () => {
    area.value = write();
    panels.dialog("sparql");
  });
  dom.id("sparql-copy").addEventListener("click", async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      announce(t("said.copied"));
    } catch {
      announce(t("said.selected")); // no clipboard for this page: the text is selected for copying by hand
    }
  });
  dom.id("sparql-save").addEventListener("click", () => dom.save(new Blob([area.value], { type: "application/sparql-query;charset=utf-8" }), `${text.fileName(graph.title)}.rq`));
  return { write };
})();
