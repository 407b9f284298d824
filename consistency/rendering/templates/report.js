// Filters and search over what the page already holds; without this script the page is complete.
"use strict";
const form = document.getElementById("filter");
const topics = Array.from(document.querySelectorAll(".topic"), (section) => ({
  section,
  text: section.textContent.toLowerCase(),
  values: Object.fromEntries(
    ["source", "place"].map((name) => [name, (section.dataset[name] || "").split("\n").filter(Boolean)])
  ),
  from: section.dataset.from || "",
  to: section.dataset.to || "",
  findings: Array.from(section.querySelectorAll(".finding")),
}));
const lines = Array.from(document.querySelectorAll(".lines li[data-finding]"));

function fill(name, values) {
  const select = form.elements[name];
  for (const value of Array.from(new Set(values)).sort((a, b) => a.localeCompare(b))) {
    select.add(new Option(value, value));
  }
}

function shows(topic, wanted) {
  const said = wanted.words.every((word) => topic.text.includes(word));
  const named = ["source", "place"].every((name) => !wanted[name] || topic.values[name].includes(wanted[name]));
  const dated = (!wanted.from || topic.to >= wanted.from) && (!wanted.to || (topic.from && topic.from <= wanted.to));
  return said && named && dated && (!wanted.topic || topic.section.id === wanted.topic);
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  wanted.words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  const choosy = Boolean(wanted.verdict || wanted.severity);
  const shown = new Set();
  let count = 0;
  for (const topic of topics) {
    const fits = shows(topic, wanted);
    let kept = 0;
    for (const finding of topic.findings) {
      const data = finding.dataset;
      const keep =
        (!wanted.verdict || data.verdict === wanted.verdict) && (!wanted.severity || data.severity === wanted.severity);
      finding.hidden = !keep;
      if (fits && keep) {
        shown.add(finding.id);
        kept += 1;
      }
    }
    topic.section.hidden = !fits || (choosy && !kept);
    count += topic.section.hidden ? 0 : 1;
  }
  for (const line of lines) line.hidden = !shown.has(line.dataset.finding);
  document.getElementById("shown").textContent =
    count === topics.length ? "" : count + " of " + topics.length + " topics shown";
}

if (form && topics.length > 1) {
  fill("source", topics.flatMap((topic) => topic.values.source));
  fill("place", topics.flatMap((topic) => topic.values.place));
  for (const topic of topics) {
    form.elements.topic.add(new Option(topic.section.querySelector("h2").textContent, topic.section.id));
  }
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});
