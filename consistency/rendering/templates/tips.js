// Tips of the marks in pictures; without this script what they tell stands in the list below.
"use strict";
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// The tip of a mark in a picture is its row of the list below.
const tip = document.createElement("div");
tip.className = "tip";
tip.id = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
let marked = null;
let leaving = 0;

function rowOf(mark) {
  const letter = mark.querySelector("text:not([class])").textContent;
  return all(".who > li", mark.closest(".topic")).find((row) => row.querySelector(".swatch").textContent === letter);
}

function untip() {
  clearTimeout(leaving);
  if (marked) marked.removeAttribute("aria-describedby");
  marked = null;
  tip.hidden = true;
}

function tell(mark) {
  clearTimeout(leaving);
  if (mark === marked) return;
  untip();
  const plot = mark.closest(".plot");
  const row = rowOf(mark);
  if (!row) return;
  tip.replaceChildren(...[".name", ".said"].map((part) => row.querySelector(part).cloneNode(true)));
  plot.append(tip);
  tip.hidden = false;
  const [spot, room] = [mark.querySelector("use").getBoundingClientRect(), plot.getBoundingClientRect()];
  const left = spot.left + spot.width / 2 - room.left - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(0, Math.min(left, room.width - tip.offsetWidth))}px`;
  tip.style.top = `${spot.bottom - room.top + 4}px`;
  mark.setAttribute("aria-describedby", "tip");
  marked = mark;
}

// The mark that an element of a picture belongs to: itself, or that of its box.
function markAt(target) {
  if (!target.closest?.(".picture")) return null;
  const letter = Array.from(target.classList).find((name) => /^m[A-Z]+$/.test(name));
  return target.closest(".mark") || (letter ? target.closest(".plot").querySelector(`.mark.${letter}`) : null);
}

document.addEventListener("mouseover", ({ target }) => {
  const mark = markAt(target);
  if (mark) tell(mark);
  else clearTimeout(leaving);
  if (mark || tip.contains(target) || !marked || marked === document.activeElement) return;
  leaving = setTimeout(untip, 200); // time to reach the tip itself
});
document.addEventListener("focusin", ({ target }) => {
  const mark = markAt(target);
  if (mark) tell(mark);
});
document.addEventListener("focusout", ({ target }) => target === marked && untip());
document.addEventListener("keydown", ({ key }) => key === "Escape" && untip());
