// Draws regions on the pages of a document that is redacted. Each region is a row of the form, whose boxes say where it is in per cent of the
// page; without scripts they are typed. A region is a button: arrow keys move it, with Shift they change its size, Delete takes it away.
const STEP = 0.5;
const SMALLEST = 0.3;
const SIDES = ["left", "top", "right", "bottom"];

const form = document.querySelector("[data-redact]");

const rows = () => [...form.querySelectorAll("[data-row]")];
const box = (row, name) => row.querySelector(`[name$="-${name}"]`);
const number = (text) => Number.parseFloat(text.replace(",", "."));
const tidy = (value) => String(Math.round(Math.min(100, Math.max(0, value)) * 100) / 100);

function place(row) {
  const told = SIDES.map((name) => number(box(row, name).value));
  const page = Number.parseInt(box(row, "page").value, 10);
  const sound = told.every((one) => one >= 0 && one <= 100) && told[2] > told[0] && told[3] > told[1];
  return sound && form.querySelector(`[data-page="${page}"]`) ? { page, told } : null;
}

function write(row, page, told) {
  box(row, "page").value = page;
  SIDES.forEach((name, which) => (box(row, name).value = tidy(told[which])));
  box(row, "page").dispatchEvent(new Event("input", { bubbles: true }));
}

// A row in which nothing is said yet; else one more, like the last.
function emptyRow() {
  const all = rows();
  const blank = all.find((row) => ["page", ...SIDES].every((name) => !box(row, name).value));
  if (blank) return blank;
  const last = all.at(-1);
  const next = last.cloneNode(true);
  const [before, after] = [all.length - 1, all.length];
  for (const one of [next, ...next.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const told = one.getAttribute(name);
      if (told) one.setAttribute(name, told.replaceAll(`regions-${before}-`, `regions-${after}-`));
    }
    if (one.matches("input")) one.value = "";
  }
  next.querySelectorAll(".govuk-error-message").forEach((one) => one.remove());
  next.querySelectorAll(".govuk-form-group--error, .govuk-input--error").forEach((one) => one.classList.remove("govuk-form-group--error", "govuk-input--error"));
  next.querySelector("legend").textContent = last.querySelector("legend").textContent.replace(/\d+/, after + 1);
  box(next, "reason").value = box(last, "reason").value;
  last.after(next);
  return next;
}

function add(page, told) {
  const row = emptyRow();
  const before = rows()[rows().indexOf(row) - 1];
  if (!box(row, "reason").value && before) box(row, "reason").value = box(before, "reason").value;
  write(row, page, told);
  show();
  return row;
}

function show() {
  form.querySelectorAll(".mla-redact__region").forEach((one) => one.remove());
  rows().forEach((row, which) => {
    const here = place(row);
    if (!here) return;
    const region = document.createElement("button");
    region.type = "button";
    region.className = "mla-redact__region";
    region.dataset.which = which;
    region.setAttribute("aria-label", form.dataset.region.replace("#", which + 1).replace("@", here.page));
    lay(region, here.told);
    region.addEventListener("keydown", (event) => byKey(event, row, which));
    form.querySelector(`[data-page="${here.page}"]`).append(region);
  });
}

function lay(region, [left, top, right, bottom]) {
  region.style.left = `${left}%`;
  region.style.top = `${top}%`;
  region.style.width = `${right - left}%`;
  region.style.height = `${bottom - top}%`;
}

function byKey(event, row, which) {
  const { page, told } = place(row);
  const [across, down] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [0, 0];
  if (["Delete", "Backspace"].includes(event.key)) {
    ["page", ...SIDES].forEach((name) => (box(row, name).value = ""));
    box(row, "reason").value = "";
    event.preventDefault();
    show();
    form.querySelector(`[data-page="${page}"]`).parentElement.querySelector("figcaption")?.querySelector("button")?.focus();
    return;
  }
  if (!across && !down) return;
  event.preventDefault();
  const [left, top, right, bottom] = told;
  const next = event.shiftKey ? [left, top, Math.max(left + STEP, right + across), Math.max(top + STEP, bottom + down)] : [left + across, top + down, right + across, bottom + down];
  if (next.every((one) => one >= 0 && one <= 100)) write(row, page, next);
  show();
  form.querySelector(`.mla-redact__region[data-which="${which}"]`)?.focus();
}

function drawOn(sheet) {
  let from;
  let drawn;
  const at = (event) => {
    const edge = sheet.getBoundingClientRect();
    return [((event.clientX - edge.left) * 100) / edge.width, ((event.clientY - edge.top) * 100) / edge.height].map((one) => Math.min(100, Math.max(0, one)));
  };
  const sides = (event) => {
    const to = at(event);
    return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
  };
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    from = at(event);
    drawn = document.createElement("div");
    drawn.className = "mla-redact__drawn";
    sheet.append(drawn);
  });
  sheet.addEventListener("pointermove", (event) => from && lay(drawn, sides(event)));
  const end = (event) => {
    if (!from) return;
    const told = sides(event);
    from = null;
    drawn.remove();
    if (event.type === "pointerup" && told[2] - told[0] > SMALLEST && told[3] - told[1] > SMALLEST) add(sheet.dataset.page, told);
  };
  sheet.addEventListener("pointerup", end);
  sheet.addEventListener("pointercancel", end);
}

if (form) {
  form.querySelector(".mla-redact__how").hidden = false;
  for (const sheet of form.querySelectorAll("[data-page]")) {
    drawOn(sheet);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary mla-redact__add";
    button.textContent = form.dataset.add.replace("@", sheet.dataset.page);
    button.addEventListener("click", () => {
      const row = add(sheet.dataset.page, [40, 45, 60, 50]);
      form.querySelector(`.mla-redact__region[data-which="${rows().indexOf(row)}"]`)?.focus();
    });
    sheet.parentElement.querySelector("figcaption").append(" ", button);
  }
  form.addEventListener("input", (event) => event.target.closest("[data-row]") && show());
  show();
}
