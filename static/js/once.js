/* A form is sent once: a second click while the answer is on its way is left aside.
   Without this file the server answers the second click with what the first one did. */
(() => {
  "use strict";

  const PAUSE = 5000;
  let sent = new WeakMap();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (Date.now() - (sent.get(form) || 0) < PAUSE) event.preventDefault();
    else sent.set(form, Date.now());
  });
  document.addEventListener("unsent", (event) => sent.delete(event.target));
  window.addEventListener("pageshow", () => {
    sent = new WeakMap();
  });
})();
