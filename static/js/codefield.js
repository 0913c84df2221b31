/* Suggestions for code fields: an editable combobox with a list box (ARIA 1.2).
   Without this file the same fields take a code or name and the server offers candidates. */
(() => {
  "use strict";

  const PAUSE = 150;
  let count = 0;

  class CodeField {
    constructor(root) {
      this.root = root;
      this.input = root.querySelector("input");
      this.list = document.createElement("ul");
      this.status = document.createElement("div");
      this.active = -1;
      this.build();
      this.listen();
    }

    build() {
      this.list.id = `codefield-list-${(count += 1)}`;
      this.list.className = "codefield__list";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.label());
      this.status.className = "visually-hidden";
      this.status.setAttribute("aria-live", "polite");
      const states = {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
      };
      Object.entries(states).forEach(([name, value]) => this.input.setAttribute(name, value));
      this.root.append(this.list, this.status);
    }

    label() {
      const label = this.input.labels && this.input.labels[0];
      return label ? label.textContent.trim() : this.input.name;
    }

    listen() {
      this.input.addEventListener("input", () => this.ask());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) this.choose(option);
      });
    }

    ask() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.fetch(this.input.value.trim()), PAUSE);
    }

    async fetch(text) {
      if (!text) return this.close();
      const address = `${this.root.dataset.codefield}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
      const isJson = answer && (answer.headers.get("Content-Type") || "").includes("json");
      if (!isJson || !answer.ok || text !== this.input.value.trim()) return undefined;
      return this.show(await answer.json());
    }

    show({ rows, more }) {
      const rest = more ? `${more} ${this.root.dataset.more}` : "";
      this.list.replaceChildren(...rows.map((row, index) => this.option(row, index)));
      if (rest) this.list.append(this.line(rest));
      this.status.textContent = rows.length
        ? `${rows.length} ${this.root.dataset.some} ${rest}`
        : this.root.dataset.none;
      if (!rows.length || document.activeElement !== this.input) return this.close();
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      return this.mark(-1);
    }

    option(row, index) {
      const item = document.createElement("li");
      const code = document.createElement("span");
      item.id = `${this.list.id}-${index}`;
      item.dataset.value = `${row.code} ${row.name}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      code.className = "codefield__code";
      code.textContent = row.code;
      item.append(code, ` ${row.name}`);
      return item;
    }

    /* A line that cannot be chosen: the list was cut. */
    line(text) {
      const item = document.createElement("li");
      item.className = "codefield__more";
      item.setAttribute("role", "presentation");
      item.textContent = text;
      return item;
    }

    options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    press(event) {
      const moves = { ArrowDown: 1, ArrowUp: -1 };
      if (event.isComposing || (this.list.hidden && event.key !== "ArrowDown")) return;
      if (event.key in moves) this.move(event, moves[event.key]);
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && this.active >= 0) {
        event.preventDefault();
        this.choose(this.options()[this.active]);
      }
    }

    move(event, step) {
      event.preventDefault();
      if (this.list.hidden) return this.ask();
      const total = this.options().length;
      const start = this.active < 0 && step < 0 ? total : this.active;
      return this.mark((start + step + total) % total);
    }

    mark(index) {
      this.active = index;
      this.options().forEach((item, position) => {
        item.setAttribute("aria-selected", String(position === index));
      });
      const item = this.options()[index];
      if (!item) return this.input.removeAttribute("aria-activedescendant");
      item.scrollIntoView({ block: "nearest" });
      return this.input.setAttribute("aria-activedescendant", item.id);
    }

    choose(item) {
      this.input.value = item.dataset.value;
      this.close();
    }

    close() {
      clearTimeout(this.timer);
      this.list.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  const start = (part) => {
    part.querySelectorAll("[data-codefield]:not([data-ready])").forEach((root) => {
      root.dataset.ready = "";
      new CodeField(root);
    });
  };

  start(document);
  document.addEventListener("htmx:load", (event) => start(event.target));
})();
