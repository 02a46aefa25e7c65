// What is worked on beside the page says how far it is: the part of the page that tells of it is fetched anew every two seconds. Once nothing is open any more, the page is.
const PAUSE = 2000;
const part = document.querySelector("[data-follows]");

async function follow() {
  const answer = await fetch(part.dataset.follows, { redirect: "error" }).catch(() => null);
  const told = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id) : null;
  if (answer?.ok && !told?.querySelector("[data-open]")) {
    location.assign(part.dataset.follows);
    return;
  }
  const now = part.querySelectorAll("[data-open], progress");
  const then = told?.querySelectorAll("[data-open], progress") ?? [];
  then.forEach((one, place) => {
    if (now[place]?.tagName === one.tagName) {
      now[place].replaceWith(one);
    }
  });
  setTimeout(follow, PAUSE);
}

if (part?.querySelector("[data-open]")) {
  setTimeout(follow, PAUSE);
}
