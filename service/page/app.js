// The conversation: takes a question, streams its answer into the log, one at a time.

import { Turn } from "./answer.js";
import { followAddress } from "./article.js";
import { element, fetched } from "./dom.js";
import { ask } from "./stream.js";

const form = document.getElementById("composer");
const question = document.getElementById("question");
const send = document.getElementById("send");
const log = document.getElementById("log");
const welcome = document.getElementById("welcome");
const holdings = document.getElementById("holdings");
const examples = document.getElementById("examples");
const filtersSet = document.getElementById("filters-set");
const anew = document.getElementById("anew");
let running = null; // the AbortController of the answer that is coming
let latest = null; // the id of the last answer, which the next question follows

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) running.abort();
  else if (question.value.trim()) answer(question.value.trim());
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!running) form.requestSubmit();
});
form.addEventListener("input", () => {
  grow();
  const set = Object.keys(filters()).length;
  filtersSet.textContent = set ? ` (${set} set)` : "";
});
examples.addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLButtonElement) || running) return;
  question.value = target.textContent;
  form.requestSubmit();
});

anew.addEventListener("click", () => {
  if (running) running.abort();
  latest = null;
  log.replaceChildren();
  anew.hidden = true;
  welcome.hidden = false;
  question.focus();
});

async function answer(words) {
  running = new AbortController();
  welcome.hidden = true;
  anew.hidden = false;
  send.textContent = "Stop";
  question.value = "";
  grow();
  const turn = new Turn(log, words);
  turn.element.scrollIntoView({ block: "start" });
  try {
    for await (const { name, data } of ask({ question: words, follows: latest, ...filters() }, running.signal)) {
      if (name === "claim") turn.claim(data);
      if (name === "meta") turn.meta(data);
      if (name === "done") {
        turn.done(data);
        latest = data.id;
      }
    }
  } catch (error) {
    turn.fail(error.name === "AbortError" ? "Stopped." : error.message);
    if (!(error.name === "AbortError") && !question.value) question.value = words;
    grow();
  } finally {
    running = null;
    send.textContent = "Ask";
    question.focus({ preventScroll: true });
  }
}

function filters() {
  const set = new FormData(form);
  const sources = set.get("sources").split(",").map((name) => name.trim()).filter(Boolean);
  const chosen = {};
  if (set.get("as_of")) chosen.as_of = set.get("as_of");
  if (set.get("since")) chosen.since = set.get("since");
  if (sources.length) chosen.sources = sources;
  return chosen;
}

function grow() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight}px`;
}

async function tellHoldings() {
  try {
    const { items } = await (await fetched("articles?limit=1")).json();
    if (items.length) {
      holdings.textContent = "Every sentence of an answer rests on quotes you can open in their articles.";
      return;
    }
    examples.hidden = true;
    holdings.replaceChildren(
      "The archive is empty. Add articles with ",
      element("code", {}, "dateline ingest FOLDER"),
      ", then ask: they can be found at once.",
    );
  } catch (error) {
    holdings.textContent = error.message;
  }
}

followAddress();
tellHoldings();
question.focus({ preventScroll: true });
