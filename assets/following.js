// What is worked on beside the page says how far it is: the part of the page that tells of it is fetched anew every two seconds. Once nothing is open any more, the page is.
// A server that is away is asked ever less often, and in the end no more. Where the session has ended, or the request is no longer to be seen, the whole page says so.
const PAUSE = 2000;
const MOST_MISSES = 8; // with twice the pause after each, some eight minutes
const part = document.querySelector("[data-follows]");
let misses = 0;
let typed = false;
document.addEventListener("input", () => (typed = true));

async function follow() {
  const answer = await fetch(part.dataset.follows, { redirect: "manual", headers: { "X-Follows": "yes" } }).catch(() => null);
  if (!answer || answer.status >= 429) {
    misses += 1;
    if (misses <= MOST_MISSES) setTimeout(follow, PAUSE * 2 ** misses);
    return;
  }
  misses = 0;
  const told = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const anew = told?.getElementById(part.id);
  if (!anew?.querySelector("[data-open]")) {
    end(told);
    return;
  }
  const now = part.querySelectorAll("[data-open], progress");
  const then = anew.querySelectorAll("[data-open], progress");
  then.forEach((one, place) => {
    if (now[place]?.tagName === one.tagName) {
      now[place].replaceWith(one);
    }
  });
  setTimeout(follow, PAUSE);
}

// What somebody has begun to choose on this page is not thrown away: then only what has changed is put in its place.
function end(told) {
  if (!typed || !told) {
    location.assign(part.dataset.follows);
    return;
  }
  for (const id of ["was-bound", part.id]) {
    const [now, then] = [document.getElementById(id), told.getElementById(id)];
    if (then) now.replaceWith(then);
    else now.remove();
  }
}

if (part?.querySelector("[data-open]")) {
  setTimeout(follow, PAUSE);
}
