// Keys for what the page already offers, the figures scrolled to, and word of what has changed; all works without it.

// The figure of each pane into its middle, without moving the page.
for (const mark of document.querySelectorAll(".text mark.main")) {
  const pane = mark.closest(".text");
  pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

function isTyping(element) {
  return element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

// What is typed is settled by Enter; deciding is left to the keys and buttons.
for (const input of document.querySelectorAll(".decide input[type=text], .decide input:not([type])")) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    input.blur();
  });
}

let left = false;
addEventListener("submit", () => (left = true));
addEventListener("pageshow", () => (left = false));
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
  if (isTyping(found)) {
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
async function look() {
  let told;
  try {
    told = await (await fetch("/state", { cache: "no-store" })).json();
  } catch {
    return; // the server has ended, or starts again
  }
  const busy = left || isTyping(document.activeElement) || document.querySelector(".correct[open]");
  const awaited = "reading" in document.body.dataset;
  if (told.reading || (told.version === known && !awaited)) return;
  if (awaited && !busy) {
    location.reload();
    return;
  }
  const [mine, theirs] = [known.split("."), told.version.split(".")];
  const decided = mine[0] === theirs[0] && mine[2] === theirs[2] && mine[1] !== theirs[1];
  newer.firstChild.textContent = decided ? "Somebody has decided in the meantime. " : "The articles were read again. ";
  newer.hidden = false;
}
setInterval(look, "reading" in document.body.dataset ? 500 : 4000);
