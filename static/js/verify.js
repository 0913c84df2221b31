/* A paper on the reader's disk is hashed here, in the browser, and only its SHA-256 is sent.
   Without this file, or on a page that is not secure, the hash can be typed or pasted. */
(() => {
  "use strict";

  const box = document.querySelector("[data-hashed-file]");
  if (!box || !window.crypto || !crypto.subtle) return;
  const form = box.closest("form");
  const chooser = box.querySelector("input");

  const ask = async (file) => {
    if (!file) return;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const bytes = Array.from(new Uint8Array(digest));
    form.elements.sha256.value = bytes.map((each) => each.toString(16).padStart(2, "0")).join("");
    form.elements.code.value = "";
    form.submit();
  };

  box.hidden = false;
  chooser.addEventListener("change", () => ask(chooser.files[0]));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    ask(event.dataTransfer.files[0]);
  });
})();
