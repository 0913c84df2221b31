/* Whoever leaves a half-filled form is asked first; whoever goes back to the form of a new row finds
   it as it was sent, so that saving again corrects the row. Without this file the page is left
   unasked and stands empty after going back; what was sent to the server is kept in either case. */
(() => {
  "use strict";

  const SENT = "gate49-sent";
  const NEW_ROW = /^[0-9a-f]{16}$/;
  const form = document.getElementById("typed");

  if (document.querySelector("[name=password]")) sessionStorage.removeItem(SENT);
  if (!form) return;
  let isUnsaved = false;

  const remember = () => {
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    const isNew = fields.some(([name, value]) => name === "stored" && NEW_ROW.test(value));
    if (isNew) sessionStorage.setItem(SENT, JSON.stringify({ address: location.href, fields }));
  };

  const restore = () => {
    const [visit] = performance.getEntriesByType("navigation");
    const sent = JSON.parse(sessionStorage.getItem(SENT) || "null");
    if (!sent || !visit || visit.type !== "back_forward" || sent.address !== location.href) return;
    for (const field of form.elements) {
      const values = sent.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length && !["file", "submit"].includes(field.type)) [field.value] = values;
    }
  };

  ["input", "unsent"].forEach((name) => {
    form.addEventListener(name, () => {
      isUnsaved = true;
    });
  });
  document.addEventListener("submit", (event) => {
    isUnsaved = false;
    if (event.target === form) remember();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
  window.addEventListener("pageshow", restore);
})();
