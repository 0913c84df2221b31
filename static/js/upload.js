/* Files on their way show how far they are, in a bar and in words. The answer is then the page itself:
   where the server leads on, the browser goes there; where it found mistakes, its page takes the place
   of this one. A lost connection leaves the form as it was filled in.
   Without this file the form is sent as every other one. */
(() => {
  "use strict";

  const QUARTER = 25;
  const LED_ON = 204;
  const underWay = new Set();
  const sample = document.getElementById("upload-progress");
  if (!sample) return;

  const show = (form) => {
    form.querySelectorAll(".upload").forEach((each) => each.remove());
    form.append(sample.content.cloneNode(true));
    const box = form.lastElementChild;
    const [bar, status, words] = [box.querySelector("progress"), box.querySelector("[role=status]"), box.dataset];
    let told = -1;
    return {
      move: (share) => {
        bar.value = share;
        bar.textContent = `${share} %`;
        const step = Math.floor(share / QUARTER) * QUARTER;
        if (step > told) status.textContent = share < 100 ? `${words.sending} ${step} %` : words.checking;
        told = Math.max(told, step);
      },
      fail: () => {
        box.classList.add("upload--failed");
        status.textContent = words.failed;
        form.dispatchEvent(new Event("unsent", { bubbles: true }));
      },
    };
  };

  const open = (text) => {
    document.open();
    document.write(text);
    document.close();
  };

  const send = (form, submitter) => {
    const progress = show(form);
    const data = new FormData(form);
    const request = new XMLHttpRequest();
    if (submitter && submitter.name) data.append(submitter.name, submitter.value);
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.move(Math.floor((100 * event.loaded) / event.total));
    });
    request.upload.addEventListener("load", () => progress.move(100));
    request.addEventListener("loadend", () => underWay.delete(form));
    request.addEventListener("load", () => {
      underWay.delete(form);
      if (request.status === LED_ON) location.assign(request.responseURL);
      else open(request.responseText);
    });
    ["error", "abort", "timeout"].forEach((name) => request.addEventListener(name, progress.fail));
    progress.move(0);
    underWay.add(form);
    request.send(data);
  };

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    const boxes = [...form.querySelectorAll("input[type=file]")];
    const isElsewhere = form.method !== "post" || (submitter && submitter.hasAttribute("formaction"));
    if (event.defaultPrevented || isElsewhere || !boxes.some((box) => box.files.length)) return;
    event.preventDefault();
    if (!underWay.has(form)) send(form, submitter);
  });
  window.addEventListener("beforeunload", (event) => {
    if (underWay.size) event.preventDefault();
  });
})();
