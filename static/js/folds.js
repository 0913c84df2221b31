/* On a narrow screen the parts of a long page that are complete begin closed; paper shows them all.
   Without this file every part stands open; until it has run the style sheet keeps them closed, so
   that nothing moves under a reader's finger. */
(() => {
  "use strict";

  const folds = [...document.querySelectorAll("details[data-complete]")];
  const isNarrow = window.matchMedia("(max-width: 700px)").matches;
  const set = (isOpen) => folds.forEach((fold) => fold.toggleAttribute("open", isOpen));

  if (isNarrow && !location.hash) set(false);
  folds.forEach((fold) => fold.setAttribute("data-settled", ""));
  window.addEventListener("beforeprint", () => set(true));
})();
