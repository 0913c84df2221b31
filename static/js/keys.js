/* Single keys for what carries data-key; "?" shows them and switches them off, for people who
   dictate. Nothing happens while something is typed. */
(() => {
  "use strict";

  const OFF = "keys-off";
  const dialog = document.querySelector("[data-keys]");
  if (!dialog) return;
  const list = dialog.querySelector("[data-keys-list]");
  const box = dialog.querySelector("[data-keys-switch]");
  const actions = [...document.querySelectorAll("[data-key]")];

  const row = (key, words) => {
    const pair = document.createElement("div");
    const term = document.createElement("dt");
    const sense = document.createElement("dd");
    term.textContent = key;
    sense.textContent = words;
    pair.append(term, sense);
    return pair;
  };

  for (const action of actions) {
    action.setAttribute("aria-keyshortcuts", action.dataset.key);
    list.append(row(action.dataset.key, action.textContent.trim()));
  }
  list.append(row("?", dialog.querySelector("h2").textContent));
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") dialog.showModal();
    else if (box.checked) actions.find((each) => each.dataset.key === event.key)?.click();
  });
})();
