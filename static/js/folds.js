/* The parts of a long page begin closed on a narrow screen; those that are complete on any, while
   others are not. Paper shows them all. Without this file every part stands open; until it has run
   the style sheet keeps them closed, so that nothing moves under a reader's finger. */
(() => {
  "use strict";

  const folds = [...document.querySelectorAll("details[data-folds]")];
  const isNarrow = window.matchMedia("(max-width: 700px)").matches;

  const begins = isNarrow ? folds : folds.filter((fold) => fold.dataset.folds === "always");
  if (!location.hash) begins.forEach((fold) => fold.removeAttribute("open"));
  folds.forEach((fold) => fold.setAttribute("data-settled", ""));
  window.addEventListener("beforeprint", () => folds.forEach((fold) => fold.setAttribute("open", "")));
})();
