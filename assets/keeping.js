// Keeps what is typed: sends the words of the form to the server a little after the last key, says so, and asks before a
// page with words that are not kept yet is left. Without scripts nothing is kept before the form is sent.

const PAUSE = 2000;
const WARN_BEFORE = 300;

const session = document.getElementById("mla-session");

function words(form) {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") typed.append(name, value);
  }
  return typed;
}

function keepWords(form, says) {
  const note = document.createElement("p");
  note.className = "mla-quiet mla-kept";
  note.setAttribute("role", "status");
  form.append(note);
  let timer;
  let open = false;

  async function send() {
    try {
      const answer = await fetch(says.keep, { method: "POST", body: words(form), redirect: "manual" });
      open = !answer.ok;
      note.textContent = answer.ok ? says.kept : [413, 422].includes(answer.status) ? says.large : says.ended;
      if (answer.ok) startAnew();
    } catch {
      open = true; // the server is away; the next key tries again
    }
  }

  form.addEventListener("input", () => {
    open = true;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    open = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (open) event.preventDefault();
  });
}

let warning;

function startAnew() {
  if (!session) return;
  clearTimeout(warning);
  const seconds = Number(session.dataset.seconds);
  warning = setTimeout(() => session.showModal(), Math.max(1, seconds - Math.min(WARN_BEFORE, seconds / 2)) * 1000);
}

session?.querySelector("button").addEventListener("click", async () => {
  const answer = await fetch(session.dataset.stay, { redirect: "manual" }).catch(() => null);
  session.close();
  if (answer?.ok) startAnew();
});

for (const place of document.querySelectorAll("form [data-keep]")) {
  const form = place.closest("form");
  if (!form.querySelector("input[type=password]")) keepWords(form, place.dataset);
}
startAnew();
