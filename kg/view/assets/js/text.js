// Words on the screen: lines of a label, the way facts are said, the words of a sentence that a fact rests on.

const text = (() => {
  const LINE = 18; // half characters; these two and the widths below are those of kg/view/sizes.py
  const LINES = 4;
  const HALF = 6.6;
  const LEADING = 16;
  const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6‘’“”…—·×]|[\ud840-\ud88f][\udc00-\udfff]/;
  const NO_START = /[，。、；：？！）》〉」』”’％%,.;:?!)\]]/;

  const halves = (char) => (WIDE.test(char) ? 2 : 1);
  const measure = (words) => Array.from(words).reduce((sum, char) => sum + halves(char), 0);

  /** A name as lines of about equal length, none longer than it must be; nothing is cut off. */
  function wrap(name, line = LINE, most = LINES) {
    const total = measure(name);
    const limit = Math.max(line, Math.ceil(total / most));
    const count = Math.max(1, Math.ceil(total / limit));
    if (count === 1) return [name];
    const even = Math.ceil(total / count);
    const lines = [];
    let current = "";
    let width = 0;
    // Chinese breaks between any two characters, Latin words and numbers stay whole.
    for (const piece of name.match(/[A-Za-z0-9_.\-]{1,24}|[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g)) {
      const wide = measure(piece);
      if (width && width + wide > even + 1 && !NO_START.test(piece) && lines.length < count - 1 + (wide > 2 ? 1 : 0)) {
        lines.push(current);
        current = "";
        width = 0;
      }
      current += piece;
      width += wide;
    }
    return [...lines, current].map((l) => l.trim()).filter(Boolean);
  }

  const BOUNDS = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<", approx: "≈" };

  /** How often or how many, as the report writes it (`×4期`, `×2200多名`). */
  const times = (count) => (count ? `×${count.text}` : "");
  const value = (count) => {
    const bare = (digits) => (Number.isFinite(+digits) && digits !== "" ? i18n.number(+digits) : digits);
    const range = count.maximum ? `${bare(count.value)}–${bare(count.maximum)}` : bare(count.value);
    return `${BOUNDS[count.bound] ?? ""}${range}${count.unit}`;
  };

  /** The label of several acts of one agent on one object: one verb with its counts, or the verbs in order. */
  function folded(acts) {
    const verbs = new Map();
    for (const act of acts) {
      if (!verbs.has(act.verb)) verbs.set(act.verb, []);
      verbs.get(act.verb).push(act);
    }
    const parts = [...verbs].map(([verb, same]) => {
      const told = [...new Set(same.map((act) => times(act.count)).filter(Boolean))];
      const said = told.length ? `${verb} ${told.slice(0, 2).join(" ")}` : same.length > 1 ? `${verb} (${same.length})` : verb;
      return same.every((act) => act.status.key === "Negated") ? `✕${said}` : said;
    });
    return parts.length > 2 ? `${parts.slice(0, 2).join("、")} +${parts.length - 2}` : parts.join("、");
  }

  const status = (act) => t(`status.${act.status.key}`);
  const period = (one) => {
    if (!one || !one.first) return "";
    return one.first === one.last || !one.last ? one.first : `${one.first} — ${one.last}`;
  };

  /** A fact in one line, for lists, tables and announcements. */
  function fact(one) {
    if (one.is === "link") return `${one.subject.name} — ${i18n.label(one.relation)} → ${one.object.name}`;
    const who = one.agents.map((agent) => agent.name).join("、");
    const whom = one.object && !one.text ? one.object.name : one.text;
    return [who, one.verb, whom, times(one.count)].filter(Boolean).join(" ");
  }

  /** The stretches of a sentence to be marked for a fact, as [start, end] in the report, merged and sorted. */
  function marks(one, sentence) {
    const found = [];
    const inside = (start, end) => start >= sentence.start && end <= sentence.end && start < end;
    const mentioned = (thing) => {
      if (!thing) return;
      const m = thing.mentions;
      for (let at = 0; at < m.length; at += 3) {
        const [report, start, end] = [m[at], m[at + 1], m[at + 1] + m[at + 2]];
        if (report === sentence.report.id && inside(start, end)) found.push([start, end]);
      }
    };
    const written = (words, from, to) => {
      if (!words) return;
      const stretch = graph.cut(sentence.report, from, to);
      const at = stretch.indexOf(words);
      if (at >= 0) {
        const start = from + Array.from(stretch.slice(0, at)).length;
        found.push([start, start + Array.from(words).length]);
      }
    };
    if (one.is === "act") {
      const [from, to] = inside(one.start, one.end) ? [one.start, one.end] : [sentence.start, sentence.end];
      one.agents.forEach(mentioned);
      mentioned(one.object);
      mentioned(one.place);
      written(one.verb, from, to);
      written(one.text, from, to);
      if (one.count) written(one.count.text, sentence.start, sentence.end);
      if (one.period) written(one.period.text, sentence.start, sentence.end);
    } else if (one.is === "link") {
      mentioned(one.subject);
      mentioned(one.object);
    } else if (one.is === "count") {
      if (inside(one.start, one.end)) found.push([one.start, one.end]);
    } else {
      mentioned(one);
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const merged = [];
    for (const [start, end] of found) {
      const last = merged[merged.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  /** What is said in a file's name: nothing that a file system forbids. */
  const fileName = (name) => name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60) || "graph";

  return { LEADING, HALF, wrap, measure, times, value, folded, status, period, fact, marks, fileName };
})();
