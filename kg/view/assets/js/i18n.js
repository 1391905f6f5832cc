// The interface in Chinese or English. What the reports say stays as they say it.

const i18n = (() => {
  const strings = JSON.parse(dom.id("strings").textContent);
  let language = "zh";

  /** The string of a key, its `{name}` filled from *values*; numbers are grouped. */
  function t(key, values = {}) {
    const pattern = strings[language][key];
    if (pattern === undefined) throw new Error(`no string for ${key}`);
    return pattern.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? number(value) : String(value ?? "");
    });
  }

  const number = (value) => value.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 4 });
  /** The label of a thing of the ontology, which has one in each language. */
  const label = (thing) => (language === "zh" ? thing.zh : thing.en) || thing.zh || thing.en;

  /** Put the strings into what the template wrote: `data-t` for the text, `data-tlabel` for the accessible name. */
  function fill(root = document) {
    for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of root.querySelectorAll("[data-tlabel]")) {
      element.setAttribute("aria-label", t(element.dataset.tlabel));
      if (element.matches("button")) element.title = t(element.dataset.tlabel);
    }
    for (const element of root.querySelectorAll("[data-tplace]")) element.placeholder = t(element.dataset.tplace);
  }

  function use(name) {
    language = name === "en" ? "en" : "zh";
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    fill();
    bus.say("language");
  }

  return { t, number, label, fill, use, get language() { return language; } };
})();
const { t } = i18n;
