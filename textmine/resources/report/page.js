"use strict";
// Shows what a mark tells beside the pointer, and leads to the measure that it points to.
(() => {
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  for (const title of document.querySelectorAll(".picture .mark > title")) {
    title.parentNode.tip = title.textContent + (title.parentNode.dataset.href ? "\n→ " + document.body.dataset.see : "");
    title.remove();
  }
  const markAt = (event) => event.target.closest && event.target.closest(".picture .mark");
  const show = (event) => {
    const mark = markAt(event);
    tip.hidden = !mark || !mark.tip;
    if (tip.hidden) return;
    tip.textContent = mark.tip;
    const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    const below = event.clientY + 18 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = (below ? event.clientY + 18 : event.clientY - tip.offsetHeight - 10) + "px";
  };
  // A measure may lie in a list that is folded up.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details");
    if (folded && !folded.open) {
      folded.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);
  document.addEventListener("click", (event) => {
    const mark = markAt(event);
    if (mark && mark.dataset.href) location.hash = mark.dataset.href;
  });
})();
