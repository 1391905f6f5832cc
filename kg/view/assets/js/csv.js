// A table as CSV that a spreadsheet opens as it is: with a byte order mark, and nothing that it would run as a formula.

const csv = (() => {
  /** One cell. What begins like a formula gets an apostrophe before it, numbers stay numbers. */
  function cell(value) {
    let words = String(value ?? "");
    if (typeof value !== "number" && /^[=+\-@\t\r]/.test(words) && !/^[+-]?\d+(\.\d+)?$/.test(words)) words = `'${words}`;
    return /[",\r\n]/.test(words) ? `"${words.replace(/"/g, '""')}"` : words;
  }
  const write = (rows) => new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  return { write, cell };
})();
