// Filters and search over what the page already holds; without this script the page is complete.
const form = document.getElementById("filter");
const named = (section, name) => (section.dataset[name] || "").split("\n").filter(Boolean);
const topics = all(".topic").map((section) => ({
  section,
  source: named(section, "source"),
  place: named(section, "place"),
  from: section.dataset.from || "",
  to: section.dataset.to || "",
  findings: all(".finding", section),
}));
const lines = all(".lines li");
const groups = all(".group, .more");

function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

// Text as it is searched: without case, accents and marks between thousands, quotes and dashes all alike.
function searchable(text) {
  return text
    .replace(/[„“”«»″]/g, '"')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[‐‑–—−]/g, "-")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/(?<=\d)[,.' ](?=\d{3}(?!\d))/g, "")
    .toLowerCase();
}

// What a topic says: read when it is first searched, as a long report has megabytes of it.
function said(topic) {
  topic.text ??= searchable(topic.section.textContent);
  return topic.text;
}

function shows(topic, wanted) {
  return (
    (!wanted.topic || topic.section.id === wanted.topic) &&
    ["source", "place"].every((name) => !wanted[name] || topic[name].includes(wanted[name])) &&
    (!wanted.from || topic.to >= wanted.from) &&
    (!wanted.to || (topic.from && topic.from <= wanted.to)) &&
    wanted.words.every((word) => said(topic).includes(word))
  );
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  wanted.words = wanted.search.split(/\s+/).map(searchable).filter(Boolean);
  if (wanted.from && wanted.to && wanted.from > wanted.to) [wanted.from, wanted.to] = [wanted.to, wanted.from];
  const chosen = Object.entries(wanted).filter(([name, value]) => value && !["search", "words"].includes(name)).length;
  const shown = new Set();
  let count = 0;
  for (const topic of topics) {
    const fits = shows(topic, wanted);
    let kept = 0;
    for (const finding of topic.findings) {
      const { verdict, severity } = finding.dataset;
      const keep = (!wanted.verdict || verdict === wanted.verdict) && (!wanted.severity || severity === wanted.severity);
      hide(finding, !keep);
      if (fits && keep) {
        shown.add(finding.id);
        kept += 1;
      }
    }
    const gone = !fits || (Boolean(wanted.verdict || wanted.severity) && !kept);
    hide(topic.section, gone);
    count += gone ? 0 : 1;
  }
  for (const line of lines) hide(line, !shown.has(line.id.slice(1)));
  for (const group of groups) {
    const [kept, found] = [all(".lines li:not([hidden])", group).length, all(".lines li", group).length];
    hide(group, !kept);
    if (group.matches(".more")) group.firstElementChild.textContent = `and ${kept.toLocaleString("en")} more`;
    else group.querySelector("summary .quiet").textContent = kept < found ? `${kept} of ${found}` : found;
  }
  const narrowed = Boolean(chosen || wanted.words.length);
  form.querySelector("summary").textContent = chosen ? `Filter (${chosen})` : "Filter";
  form.querySelector("button").hidden = !narrowed;
  document.getElementById("shown").textContent = narrowed ? `${count} of ${topics.length} topics shown` : "";
}

function fill(name, options) {
  const select = form.elements[name];
  const made = document.createDocumentFragment();
  for (const [text, value] of options) made.append(new Option(text, value));
  select.append(made);
}

function sorted(name) {
  const order = new Intl.Collator("en");
  const values = Array.from(new Set(topics.flatMap((topic) => topic[name])));
  return values.sort(order.compare).map((value) => [value, value]);
}

if (topics.length > 1) {
  fill("source", sorted("source"));
  fill("place", sorted("place"));
  fill("topic", topics.map(({ section }) => [section.querySelector("h2").textContent, section.id]));
  form.hidden = false;
  let due = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(due); // several letters within one frame are one search
    due = requestAnimationFrame(apply);
  });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (Array.from(form.elements).some(({ value, type }) => value && type !== "reset")) apply(); // kept over a reload
}

// On paper every fold is open, and as before afterwards.
let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});
