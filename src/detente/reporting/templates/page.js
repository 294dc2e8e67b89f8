"use strict";
// Without this script every line still opens its quotation; it adds the paragraph around it, filters and keys.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const around = 600;

  // The paragraph of a quotation stands once on the page; it is copied when the line is opened.
  const fill = (details) => {
    for (const quote of all("blockquote[data-p]", details)) {
      if (quote.closest("details") !== details) continue;
      const words = document.getElementById(quote.dataset.p)?.querySelector(".words");
      if (!words) continue;
      const text = words.textContent;
      const start = Number(quote.dataset.s), end = Number(quote.dataset.e);
      const from = Math.max(0, start - around), to = Math.min(text.length, end + around);
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      const before = (from > 0 || "cutBefore" in words.dataset ? "… " : "") + text.slice(from, start);
      const after = text.slice(end, to) + (to < text.length || "cutAfter" in words.dataset ? " …" : "");
      quote.replaceChildren(before, mark, after);
      delete quote.dataset.p;
    }
  };
  document.addEventListener("toggle", (event) => { if (event.target.open) fill(event.target); }, true);

  const openAll = document.getElementById("open-all");
  openAll.parentElement.hidden = !document.querySelector(".line");
  openAll.addEventListener("click", () => {
    const open = openAll.getAttribute("aria-pressed") !== "true";
    openAll.setAttribute("aria-pressed", String(open));
    openAll.textContent = open ? "Close all evidence" : "Open all evidence";
    for (const details of all(".line > details")) details.open = open;
  });

  // A link to a record or passage opens what it lies in.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const own = target.querySelector(":scope > details");
    if (own) own.open = true;
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", reveal);

  // Charts that are wider than the screen start with the latest periods.
  for (const box of all(".figure > .scroll")) box.scrollLeft = box.scrollWidth;

  const form = document.querySelector(".filters");
  const lines = all("#chronology .line");
  let chosen = null, about = "";
  const apply = () => {
    const words = form.querySelector("[data-key=words]").value.trim().toLocaleLowerCase();
    const several = form.querySelector("[data-key=voices]").checked;
    const picks = all("select", form).filter((one) => one.value);
    let shown = 0;
    for (const line of lines) {
      const keep = (!chosen || chosen.has(line.id))
        && picks.every((one) => line.dataset[one.dataset.key] === one.value)
        && (!several || Number(line.dataset.voices) > 1)
        && (!words || line.textContent.toLocaleLowerCase().includes(words));
      line.hidden = !keep;
      shown += keep;
    }
    for (const year of all("#chronology .group")) year.hidden = !year.querySelector(".line:not([hidden])");
    const count = shown === lines.length ? `All ${shown} records` : `${shown} of ${lines.length} records`;
    form.querySelector(".status").textContent = chosen ? `${count}: those behind ${about}` : count;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => { chosen = null; setTimeout(apply); });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[data-records]");
      if (!link) return;
      form.reset();
      setTimeout(() => {
        chosen = new Set(link.dataset.records.split(" "));
        about = link.dataset.what;
        apply();
      });
    });
    apply();
  }

  // Keys work only on a line that has the focus, so that they never get in the way of a screen reader or of typing.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    const typing = /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(here?.tagName ?? "");
    if (event.key === "/" && form && !typing && (here === document.body || here?.closest(".line"))) {
      event.preventDefault();
      form.querySelector("[data-key=words]").focus();
    }
    if ((event.key === "j" || event.key === "k") && here?.matches(".line summary")) {
      const open = all(".line > details > summary").filter((one) => one.offsetParent);
      open[open.indexOf(here) + (event.key === "j" ? 1 : -1)]?.focus();
    }
    if (event.key === "Escape" && typing) here.blur();
  });

  reveal();
})();
