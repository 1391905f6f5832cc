// The query page: editor, saved queries, and the answer as a table, as a chart, or as things to explore.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const data = JSON.parse(id("data").textContent);
  const words = data.words;
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const MOST = 2000; // rows shown; all of them are in the download
  const BARS = 60;
  const TABLES = { csv: "text/csv", json: "application/sparql-results+json", xml: "application/sparql-results+xml", tsv: "text/tab-separated-values" };
  const GRAPHS = { ttl: "text/turtle", nt: "application/n-triples", jsonld: "application/ld+json", rdf: "application/rdf+xml" };
  const SVG = "http://www.w3.org/2000/svg";

  function make(tag, attributes = {}, ...children) {
    const found = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
    found.append(...children);
    return found;
  }

  // ---- the editor ----------------------------------------------------------------------------------------------------

  const CM = globalThis.CodeMirror;
  const START = `SELECT ?thing ?name WHERE {\n  ?thing a kg:Organization ; skos:prefLabel ?name .\n}\nLIMIT 50\n`;

  /** Prefixes, terms of the ontology with their labels, and the variables of the query. */
  function complete(context) {
    const before = context.matchBefore(/[?$]?[\w:\u3400-\u9fff-]*/);
    if (!before || (before.from === before.to && !context.explicit)) return null;
    const variables = [...new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? [])].filter((v) => v !== before.text);
    return {
      from: before.from,
      options: [
        ...variables.map((label) => ({ label, type: "variable" })),
        ...Object.keys(data.prefixes).map((prefix) => ({ label: `${prefix}:`, detail: data.prefixes[prefix], type: "namespace" })),
        ...data.terms.map(([label, zh, en]) => ({ label, displayLabel: `${label} ${data.language === "zh" ? zh : en}`, type: /:[A-Z]/.test(label) ? "class" : "property" })),
      ],
      validFor: /^[?$]?[\w:-]*$/,
    };
  }

  const nonce = document.querySelector('meta[name="kg-nonce"]').content;
  const editor = new CM.EditorView({
    parent: id("editor"),
    state: CM.EditorState.create({
      doc: START,
      extensions: [
        CM.EditorView.cspNonce.of(nonce),
        CM.EditorView.contentAttributes.of({ "aria-label": words.editor }),
        CM.lineNumbers(), CM.history(), CM.drawSelection(), CM.highlightSpecialChars(), CM.highlightActiveLine(), CM.bracketMatching(), CM.closeBrackets(),
        CM.indentOnInput(), CM.highlightSelectionMatches(), CM.lintGutter(), CM.autocompletion({ override: [complete] }),
        CM.sparql(), CM.syntaxHighlighting(CM.classHighlighter), CM.EditorView.lineWrapping, theme(),
        CM.keymap.of([
          { key: "Mod-Enter", run: () => { run(); return true; } },
          ...CM.closeBracketsKeymap, ...CM.completionKeymap, ...CM.defaultKeymap, ...CM.searchKeymap, ...CM.historyKeymap, ...CM.lintKeymap,
        ]),
      ],
    }),
  });

  function theme() {
    return CM.EditorView.theme({
      "&": { fontSize: "15px", color: "var(--ink)" },
      ".cm-scroller": { fontFamily: 'ui-monospace, "Noto Sans Mono CJK SC", Consolas, monospace' },
      ".cm-gutters": { backgroundColor: "var(--soft)", color: "inherit" },
      ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--link) 8%, transparent)" },
      ".cm-content": { caretColor: "var(--ink)" },
      ".cm-tooltip": { backgroundColor: "Canvas", color: "var(--ink)" },
      ".tok-keyword": { color: "var(--link)", fontWeight: "600" },
      ".tok-variableName": { color: "color-mix(in srgb, #8a3d00 75%, var(--ink))" },
      ".tok-string": { color: "color-mix(in srgb, #1a7a3c 75%, var(--ink))" },
      ".tok-comment": { color: "color-mix(in srgb, var(--ink) 70%, Canvas)", fontStyle: "italic" },
    });
  }

  function text(value) {
    if (value === undefined) return editor.state.doc.toString();
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    mark();
    return value;
  }

  /** Mark where a mistake is. */
  function mark(problem) {
    const found = [];
    if (problem?.line && problem.line <= editor.state.doc.lines) {
      const line = editor.state.doc.line(problem.line);
      const from = Math.min(line.to, line.from + Math.max(0, problem.column - 1));
      found.push({ from, to: Math.min(line.to, from + 1), severity: "error", message: problem.detail });
    }
    editor.dispatch(CM.setDiagnostics(editor.state, found));
  }

  for (const [at, query] of data.queries.entries()) id("examples").append(make("option", { value: String(at) }, query[data.language]));
  id("examples").addEventListener("change", () => {
    const query = data.queries[id("examples").value];
    id("parameters").hidden = !query?.parameters.length;
    if (!query) return;
    text(query.text);
    offer(query);
    if (!query.parameters.some((p) => p.required)) run();
  });

  // ---- parameters of a saved question ----------------------------------------------------------------------------------

  const ofLanguage = data.language === "zh" ? 0 : 1;
  const HINTS = { "first-day": "2024-07", "last-day": "2024-07", number: "10" };

  /** A field for each parameter of a question; names are completed from the graph, kinds from the ontology. */
  function offer(query) {
    const fields = query.parameters.map((parameter) => {
      const field = make("input", { name: parameter.name, placeholder: HINTS[parameter.kind] ?? "", list: `of-${parameter.name}`, autocomplete: "off", ...(parameter.required ? { required: "" } : {}) });
      const options = make("datalist", { id: `of-${parameter.name}` });
      const fill = (values) => options.replaceChildren(...values.map((value) => make("option", { value })));
      fill(parameter.options.map((labels) => labels[ofLanguage]));
      if (parameter.kind === "name") field.addEventListener("input", () => suggest(field, fill));
      return make("label", {}, `${parameter[data.language]}${parameter.required ? " *" : ""} `, field, options);
    });
    id("parameters").replaceChildren(...fields, make("button", { type: "submit" }, words.ask));
    id("parameters").dataset.name = query.name;
  }

  async function suggest(field, fill) {
    const wanted = field.value.trim();
    if (!wanted) return;
    const found = await (await fetch(`/search?q=${encodeURIComponent(wanted)}`)).json();
    if (field.value.trim() === wanted) fill([...new Set(found.things.map((thing) => thing.name))]);
  }

  id("parameters").addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = new URLSearchParams({ name: id("parameters").dataset.name });
    for (const [name, value] of new FormData(id("parameters"))) if (value.trim()) asked.set(name, value);
    const response = await fetch(`/saved?${asked}`);
    if (!response.ok) {
      id("said").textContent = words.failed;
      id("bad").textContent = (await problem(response)).detail;
      return;
    }
    text(await response.text());
    run();
  });

  // ---- asking --------------------------------------------------------------------------------------------------------

  let asking = null;
  let answer = null; // { kind: "table" | "boolean" | "graph", … } as it is shown

  function ask(query, accept) {
    return fetch("/sparql", {
      method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query, signal: asking.signal,
    });
  }

  async function run() {
    asking?.abort();
    const mine = (asking = new AbortController());
    const query = text();
    const started = performance.now();
    id("bad").textContent = "";
    id("said").textContent = words.waiting;
    id("stop").hidden = false;
    mark();
    try {
      const response = await ask(query, "application/sparql-results+json, application/n-triples;q=0.9, application/problem+json;q=0.1");
      if (!response.ok) throw await problem(response);
      const media = response.headers.get("Content-Type");
      answer = media.includes("sparql-results") ? table(await response.json()) : triples(await response.text());
      answer.query = query;
      id("said").textContent = say("rows", { rows: answer.rows.length, seconds: ((performance.now() - started) / 1000).toFixed(2) });
      forms();
      show("table");
    } catch (error) {
      if (error.name === "AbortError") {
        if (asking === mine) id("said").textContent = "";
        return;
      }
      answer = null;
      id("views").hidden = true;
      id("out").replaceChildren();
      id("said").textContent = words.failed;
      id("bad").textContent = (error.limit ? `${words.limit}: ${error.limit}. ` : "") + (error.detail ?? error.message);
      mark(error);
    } finally {
      if (asking === mine) id("stop").hidden = true;
    }
    const address = new URL(location.href);
    address.hash = query.length < 4000 ? `query=${encodeURIComponent(query)}` : "";
    history.replaceState(null, "", address);
  }

  async function problem(response) {
    try {
      return await response.json();
    } catch {
      return { detail: `${response.status} ${response.statusText}` };
    }
  }

  function table(found) {
    if ("boolean" in found) return { kind: "boolean", columns: [], rows: [], value: found.boolean };
    const columns = found.head.vars;
    return { kind: "table", columns, rows: found.results.bindings.map((row) => columns.map((c) => row[c] ?? null)) };
  }

  /** N-Triples as rows; only IRIs need to be told from the rest here. */
  function triples(lines) {
    const rows = lines.split("\n").filter(Boolean).map((line) => {
      const [, s, p, o] = /^(\S+) (\S+) (.*) \.$/.exec(line);
      return [s, p, o].map((term) => (term.startsWith("<") ? { type: "uri", value: term.slice(1, -1) } : { type: "literal", value: literal(term) }));
    });
    return { kind: "graph", columns: ["subject", "predicate", "object"], rows };
  }

  function literal(term) {
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(term);
    if (!quoted) return term;
    try {
      return JSON.parse(`"${quoted[1].replace(/\\U(.{8})/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16))).replace(/\\'/g, "'")}"`);
    } catch {
      return quoted[1];
    }
  }

  id("run").addEventListener("click", run);
  id("stop").addEventListener("click", () => asking?.abort());

  // ---- showing -------------------------------------------------------------------------------------------------------

  const short = (iri) => {
    const at = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
    const prefix = Object.keys(data.prefixes).find((p) => data.prefixes[p] === iri.slice(0, at));
    return prefix ? `${prefix}:${iri.slice(at)}` : iri;
  };
  const page = (iri) => `/thing?iri=${encodeURIComponent(iri)}&lang=${data.language}`;
  const isNumber = (term) => term && term.type === "literal" && /#(integer|decimal|double|float)$/.test(term.datatype ?? "") && term.value !== "" && Number.isFinite(+term.value);
  const isThing = (term) => term && term.type === "uri" && term.value.startsWith(data.base) && /^(organization|area|place|person|post|group|activity|measure|document|project)\//.test(term.value.slice(data.base.length));

  function show(view) {
    id("views").hidden = false;
    for (const button of id("views").querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    id("out").replaceChildren(answer.kind === "boolean" ? make("p", {}, answer.value ? words.yes : words.no) : { table: tableView, chart: chartView, graph: graphView }[view]());
  }
  for (const button of id("views").querySelectorAll("[data-view]")) button.addEventListener("click", () => show(button.dataset.view));

  function cell(term) {
    if (!term) return make("td");
    if (term.type === "uri") return make("td", {}, make("a", { href: page(term.value) }, short(term.value)));
    const attributes = {};
    if (isNumber(term)) attributes.class = "number";
    if (term["xml:lang"]) attributes.lang = term["xml:lang"];
    return make("td", attributes, term.value);
  }

  function tableView() {
    if (!answer.rows.length) return make("p", {}, words.none);
    const body = make("tbody");
    for (const row of answer.rows.slice(0, MOST)) body.append(make("tr", {}, ...row.map(cell)));
    const head = make("thead", {}, make("tr", {}, ...answer.columns.map((c) => make("th", { scope: "col" }, c))));
    const rest = answer.rows.length - MOST;
    return make("div", {}, make("table", {}, head, body), ...(rest > 0 ? [make("p", {}, say("more", { count: rest }))] : []));
  }

  function chartView() {
    const numeric = answer.columns.map((_, n) => n).filter((n) => answer.rows.some((row) => isNumber(row[n])));
    if (!numeric.length) return make("p", {}, words.nochart);
    const named = answer.columns.map((_, n) => n).filter((n) => !numeric.includes(n));
    const pick = (key, columns) => make("select", { "aria-label": words[key] }, ...columns.map((n) => make("option", { value: String(n) }, answer.columns[n])));
    const literals = named.filter((n) => answer.rows.some((row) => row[n]?.type === "literal"));
    const label = pick("label", [...literals, ...named.filter((n) => !literals.includes(n)), ...numeric]);
    const value = pick("value", numeric);
    const holder = make("div");
    const draw = () => holder.replaceChildren(bars(+label.value, +value.value));
    label.addEventListener("change", draw);
    value.addEventListener("change", draw);
    draw();
    return make("div", {}, make("div", { class: "row" }, make("span", {}, words.label), label, make("span", {}, words.value), value), holder);
  }

  function bars(label, value) {
    const sums = new Map();
    for (const row of answer.rows) {
      if (!isNumber(row[value])) continue;
      const name = row[label] ? (row[label].type === "uri" ? short(row[label].value) : row[label].value) : "—";
      sums.set(name, (sums.get(name) ?? 0) + +row[value].value);
    }
    const shown = [...sums].sort((a, b) => b[1] - a[1]).slice(0, BARS);
    const most = Math.max(0, ...shown.map(([, n]) => n));
    const draw = (tag, attributes, ...children) => {
      const found = document.createElementNS(SVG, tag);
      for (const [name, of] of Object.entries(attributes)) found.setAttribute(name, String(of));
      found.append(...children);
      return found;
    };
    const picture = draw("svg", { width: 960, height: shown.length * 24 + 8, role: "img", "aria-label": `${answer.columns[label]} / ${answer.columns[value]}` });
    shown.forEach(([name, number], n) => {
      const wide = most ? Math.max(0, (number / most) * 520) : 0;
      picture.append(
        draw("text", { x: 292, y: n * 24 + 20, "text-anchor": "end" }, [...name].length > 22 ? `${[...name].slice(0, 21).join("")}…` : name, draw("title", {}, name)),
        draw("rect", { class: "bar", x: 300, y: n * 24 + 6, width: wide, height: 18 }),
        draw("text", { x: 306 + wide, y: n * 24 + 20 }, number.toLocaleString()),
      );
    });
    return picture;
  }

  function graphView() {
    const things = [...new Set(answer.rows.flat().filter(isThing).map((term) => term.value))].slice(0, 200);
    if (!things.length) return make("p", {}, words.nograph);
    const form = make("form", { method: "post", action: `/explore?lang=${data.language}`, target: "_blank" });
    for (const iri of things) form.append(make("input", { type: "hidden", name: "iri", value: iri }));
    form.append(make("button", { type: "submit" }, `${words.open} (${things.length})`));
    return form;
  }

  // ---- taking away ---------------------------------------------------------------------------------------------------

  function forms() {
    const offered = answer.kind === "graph" ? GRAPHS : TABLES;
    id("form").replaceChildren(...Object.keys(offered).map((name) => make("option", { value: name }, name)));
  }
  id("download").addEventListener("click", async () => {
    if (!answer) return;
    const name = id("form").value;
    asking = new AbortController();
    const response = await ask(answer.query, { ...TABLES, ...GRAPHS }[name]);
    if (!response.ok) {
      id("bad").textContent = (await problem(response)).detail;
      return;
    }
    const link = make("a", { href: URL.createObjectURL(await response.blob()), download: `result.${name}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // ---- finding things --------------------------------------------------------------------------------------------------

  let typed = 0;
  async function find() {
    const mine = ++typed;
    const wanted = id("words").value.trim();
    if (!wanted) {
      id("found").hidden = true;
      return;
    }
    const found = await (await fetch(`/search?q=${encodeURIComponent(wanted)}`)).json();
    if (mine !== typed) return;
    const list = (items) => make("ul", { class: "found" }, ...items);
    id("found").replaceChildren(
      ...(found.ready ? [] : [make("p", {}, words.index)]),
      make("h2", {}, words.things), list(found.things.map((t) => make("li", {}, make("a", { href: page(t.iri), lang: "zh-Hans" }, t.name)))),
      make("h2", {}, words.found), list(found.sentences.map((s) => make("li", {}, make("a", { href: `/explore?iri=${encodeURIComponent(s.iri)}&lang=${data.language}`, lang: "zh-Hans" }, s.text)))),
    );
    id("found").hidden = false;
  }
  id("find").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  let pause = 0;
  id("words").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(find, 200);
  });

  id("explore").href = `/explore?lang=${data.language}`;
  const given = /^#query=(.*)$/.exec(location.hash);
  if (given) {
    try {
      text(decodeURIComponent(given[1]));
    } catch {
      // a percent sign that encodes nothing: the first query stays
    }
  }
  globalThis.kgQuery = { text, run, show };
  document.documentElement.dataset.ready = "true";
})();
