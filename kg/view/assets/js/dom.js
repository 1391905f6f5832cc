// Elements made from values. Text is set as text and attributes come from a closed list, so no value can become markup.

const dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  // Nothing that takes an address or a script is here: no href, src, style, srcdoc, action, on*.
  const ALLOWED = /^(class|id|for|type|name|value|title|lang|dir|role|tabindex|hidden|disabled|checked|selected|open|min|max|step|scope|colspan|placeholder|autocomplete|spellcheck|readonly|rows|download|aria-[a-z]+|data-[a-z]+)$/;
  const DRAWN = /^(class|d|viewBox|width|height|x|y|x1|y1|x2|y2|cx|cy|r|rx|transform|fill|fill-opacity|stroke|stroke-width|stroke-dasharray|opacity|font-size|font-family|font-weight|text-anchor|aria-hidden|focusable|role|xml:lang)$/;

  const id = (name) => document.getElementById(name);

  function append(parent, children) {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return parent;
  }

  /** An HTML element; `on` maps events to handlers, every other attribute must be one of the list. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "on") {
        for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
      } else if (value === false || value === null || value === undefined) {
        continue;
      } else if (ALLOWED.test(name)) {
        element.setAttribute(name, value === true ? "" : String(value));
      } else {
        throw new Error(`attribute ${name} is not allowed`);
      }
    }
    return append(element, children);
  }

  /** An SVG element, with the same care. */
  function draw(tag, attributes = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      if (!DRAWN.test(name)) throw new Error(`attribute ${name} is not allowed`);
      element.setAttribute(name, String(value));
    }
    return append(element, children);
  }

  function fill(parent, ...children) {
    parent.replaceChildren();
    return append(parent, children);
  }

  /** Offer a file for saving; nothing leaves the machine. */
  function save(blob, name) {
    const link = document.createElement("a");
    const address = URL.createObjectURL(blob);
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return { id, make, draw, fill, append, save };
})();
