// The time bar: how many facts fall into each month; two handles choose a stretch, what lies outside fades.

const timeline = (() => {
  const facts = [...graph.links, ...graph.acts].filter((fact) => fact.months);
  const counts = new Map();
  for (const fact of facts) {
    // A long stretch would fill the bar: a fact counts in the month in which it begins.
    counts.set(fact.months[0], (counts.get(fact.months[0]) ?? 0) + 1);
  }
  const months = between([...facts.flatMap((fact) => fact.months)].sort());
  const bars = dom.id("months");
  const from = dom.id("from");
  const to = dom.id("to");

  /** Every month from the first to the last, for a bar without gaps; only those that occur where that would be too many. */
  function between(known) {
    if (!known.length) return [];
    const next = (month) => {
      const [year, number] = month.split("-").map(Number);
      return number === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${String(year).padStart(4, "0")}-${String(number + 1).padStart(2, "0")}`;
    };
    const all = [];
    const last = known[known.length - 1];
    for (let month = known[0]; month <= last; month = next(month)) {
      all.push(month);
      if (all.length > 240) return [...new Set(known)];
    }
    return all;
  }

  function build() {
    dom.id("timebar").hidden = months.length < 2;
    if (months.length < 2) return;
    const most = Math.max(1, ...counts.values());
    const step = 100 / months.length;
    dom.fill(bars, months.map((month, at) => {
      const high = counts.has(month) ? Math.max(2, (30 * counts.get(month)) / most) : 0;
      return dom.draw("rect", { x: at * step, y: 32 - high, width: Math.max(0.2, step * 0.82), height: high, class: inside(at) ? "in" : "out" });
    }));
    years();
    for (const slider of [from, to]) slider.max = String(months.length - 1);
    if (!state.span) {
      from.value = "0";
      to.value = String(months.length - 1);
    }
    words();
  }

  /** The years below the bars, as many as there is room for. */
  function years() {
    const room = (100 * 40) / Math.max(200, dom.id("years").clientWidth);
    let free = 0;
    const starts = months.map((month, at) => [month.slice(0, 4), (100 * at) / months.length]).filter(([year], n, all) => !n || all[n - 1][0] !== year);
    const labels = [];
    starts.forEach(([year, left], n) => {
      // The first year may begin late in it and stand close to the next, which is then the better one to name.
      if (left < free || (n + 1 < starts.length && n === 0 && starts[1][1] - left < room)) return;
      free = left + room;
      const label = dom.make("span", {}, year);
      label.style.left = `${Math.min(left, 100 - room * 0.8)}%`;
      labels.push(label);
    });
    dom.fill(dom.id("years"), labels);
  }

  const inside = (at) => !state.span || (months[at] >= state.span[0] && months[at] <= state.span[1]);

  function words() {
    const [first, last] = [months[+from.value], months[+to.value]];
    from.setAttribute("aria-valuetext", first);
    to.setAttribute("aria-valuetext", last);
    dom.id("span").textContent = state.span ? `${first} — ${last}` : t("time.all", { first, last });
  }

  function change(event) {
    // The handles push each other, so that the first is never behind the last.
    if (+from.value > +to.value) (event.target === from ? to : from).value = event.target.value;
    const whole = from.value === "0" && to.value === to.max;
    state.span = whole ? null : [months[+from.value], months[+to.value]];
    [...bars.children].forEach((bar, at) => bar.setAttribute("class", inside(at) ? "in" : "out"));
    words();
    scene.refade();
  }

  for (const slider of [from, to]) {
    slider.addEventListener("input", change);
    slider.addEventListener("change", () => {
      const within = [...graph.links, ...graph.acts].filter((fact) => !outside(fact)).length;
      announce(t("said.span", { first: months[+from.value], last: months[+to.value], facts: within }));
    });
  }
  dom.id("time-reset").addEventListener("click", () => {
    state.span = null;
    build();
    scene.refade();
    announce(t("said.spanReset"));
  });
  bus.on("language", build);
  bus.on("resized", () => months.length > 1 && years());
  return { build, months };
})();
