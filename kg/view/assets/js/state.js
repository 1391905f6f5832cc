// What the reader has chosen. Everything shown follows from this and from the graph.

const state = {
  shown: new Set(graph.drawn), // numbers of the things in the picture
  unfolded: new Set(), // numbers of the acts drawn as nodes of their own
  off: { kinds: new Set(), relations: new Set(), statuses: new Set(), reports: new Set() },
  acts: true, // whether acts are drawn at all
  sure: 0, // the least confidence
  span: null, // [first, last] month, or null for all time
  layout: graph.layout,
  chosen: null, // what is looked at: { thing } | { edge } | { act }
  lit: null, // a part that stands out: { things: Set, facts: Set, said }
  hover: null,
};

/** Whether a fact passes the filters; whether its ends are in the picture is another question. */
function passes(fact) {
  if (fact.confidence < state.sure) return false;
  if (fact.is === "link" ? state.off.relations.has(fact.relation.id) : !state.acts || state.off.statuses.has(fact.status.id)) return false;
  return reported(fact);
}

function admits(thing) {
  return !state.off.kinds.has(thing.kind.id) && thing.confidence >= state.sure && reported(thing);
}

function reported(one) {
  if (!state.off.reports.size || !one.reports.size) return true;
  for (const report of one.reports) if (!state.off.reports.has(report)) return true;
  return false;
}

/** Whether a fact lies outside the months that the reader has set; what has no date lies nowhere. */
function outside(fact) {
  return Boolean(state.span && fact.months && (fact.months[1] < state.span[0] || fact.months[0] > state.span[1]));
}
