// Keys for what the page already offers, the figures scrolled to, and word of what has changed; all works without it.

// The figure of each pane into its middle, without moving the page.
for (const mark of document.querySelectorAll(".text mark.main")) {
  const pane = mark.closest(".text");
  pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

function isTyping(element) {
  if (!(element instanceof HTMLElement) || element.type === "checkbox") return false;
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

// What is typed is settled by Enter; deciding is left to the keys and buttons.
for (const input of document.querySelectorAll(".decide input[type=text], .decide input:not([type])")) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    input.blur();
  });
}

// Once a form or a link has been taken, no key decides on what is still to be seen of this page.
let left = false;
let lost = false; // whether the server does not answer
addEventListener("submit", (event) => {
  if (lost) {
    event.preventDefault(); // what is typed stays, and is sent when it answers again
    tell("The review does not answer: nothing was sent. ", true);
    look();
  } else {
    leave();
  }
});
addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!link || link.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.pathname === new URL(newer.querySelector("a").href).pathname) keep(link);
  if (lost && !newer.contains(link)) event.preventDefault();
  else leave();
});
addEventListener("pageshow", () => (left = false));
function isFilled() {
  const fields = Array.from(document.querySelectorAll("main form[method=post] :is(input, select)"));
  return fields.some((one) => (one.type === "checkbox" ? one.checked !== one.defaultChecked : isChanged(one)));
}
function isChanged(one) {
  return one.tagName === "SELECT" ? one.selectedIndex > 0 : one.type !== "hidden" && one.value !== one.defaultValue;
}
// A link to the same page takes along what is typed there.
function keep(link) {
  const address = new URL(link.href);
  for (const one of document.querySelectorAll(".decide [name=why], .decide [name=note], .decide [name=only]")) {
    const typed = one.type === "checkbox" ? one.checked && one.value : one.value;
    if (typed) address.searchParams.set(one.name, typed);
    else address.searchParams.delete(one.name);
  }
  link.href = address;
}
function leave() {
  left = true;
  setTimeout(() => (left = false), 10000); // it was stopped on the way, perhaps
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(document.activeElement)) {
    document.activeElement.blur();
    return;
  }
  const modified = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && /^[a-z]$/i.test(event.key));
  if (left || event.repeat || modified || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const found = Array.from(document.querySelectorAll("[data-key]")).find((one) => one.dataset.key === key);
  if (!found || !found.getClientRects().length) return;
  event.preventDefault();
  if (found.type === "checkbox") {
    found.click();
  } else if (isTyping(found)) {
    const fold = found.closest("details");
    if (fold) fold.open = true;
    found.focus();
    found.select();
  } else if (found.tagName === "SUMMARY") {
    const fold = found.parentElement;
    fold.open = true;
    fold.querySelector("input:not([type=hidden])").select();
    fold.querySelector("form").scrollIntoView({ block: "nearest" });
  } else {
    found.click();
  }
});

// Other tabs, other reviewers, articles that were read again.
const known = document.body.dataset.version;
const newer = document.getElementById("newer");
function tell(words, bad) {
  newer.firstChild.textContent = words;
  newer.classList.toggle("bad", bad);
  newer.hidden = false;
}
async function look() {
  let answer;
  try {
    answer = await fetch("/state", { cache: "no-store" });
  } catch {
    if (left) return; // another page is being waited for
    lost = true;
    tell("The review does not answer. What was decided is kept; start it again, and go on here. ", true);
    return;
  }
  if (lost) {
    lost = false;
    newer.hidden = true;
  }
  if (!answer.ok) {
    tell("The decisions cannot be kept or read; reload to see why. ", true);
    return;
  }
  const told = await answer.json();
  // The answer to a form is never asked for again: that would send the form once more.
  const busy = left || isTyping(document.activeElement) || isFilled() || "answer" in document.body.dataset;
  const awaited = "reading" in document.body.dataset;
  if (told.reading || (told.version === known && !awaited)) return;
  if (awaited && !busy) {
    location.reload();
    return;
  }
  const differ = told.version.split(".").map((part, place) => part !== known.split(".")[place]);
  const [started, read, decided, failed] = differ;
  if (started) tell("The review was started again. ", false);
  else if (failed && !read) tell("The articles could not be read again. ", true);
  else tell(decided && !read ? "Somebody has decided in the meantime. " : "The articles were read again. ", false);
}
setInterval(look, "reading" in document.body.dataset ? 500 : 4000);
