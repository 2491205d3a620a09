// Reporting a wrong answer: the button below it, and the form in which to say what is right.

import { element, fetched } from "./dom.js";

/** The button for the footer of an answer, and what is to stand below it: the form, and what became of it. */
export function reporting({ id, status }) {
  const button = element("button", { type: "button", class: "link", "aria-expanded": "false" }, "This answer is wrong");
  const words = element("textarea", { rows: 3, maxlength: 2000, required: true });
  const keep = element("button", { type: "submit", class: "primary" }, "Keep as a test question");
  const unsaid = status !== "not_answered" && element("button", { type: "button" }, "The articles don’t say");
  const form = element(
    "form",
    { hidden: true, "aria-label": "What is right" },
    element("label", {}, "The right words, copied from an article", words),
    element("p", { class: "choices" }, keep, unsaid),
  );
  const outcome = element("div", { role: "status" }); // there from the start, so that what comes into it is read out
  const below = element("div", { class: "wrong" }, form, outcome);

  const show = (open) => {
    form.hidden = !open;
    form.inert = false;
    button.setAttribute("aria-expanded", String(open));
    (open ? words : button).focus({ preventScroll: true });
    below.scrollIntoView({ block: "nearest" });
  };
  const say = (kind, ...message) => outcome.replaceChildren(element("p", { class: `note ${kind}` }, ...message));
  const report = async (says) => {
    form.inert = true; // a second click must not report twice
    try {
      const { questions } = await sent(id, says);
      words.value = "";
      say("kept", `Kept as a test question (${questions} so far). Run: `, element("code", {}, EVALUATE));
      show(false);
    } catch (error) {
      say("trouble", error.message);
      show(true);
    }
  };

  button.addEventListener("click", () => {
    outcome.replaceChildren();
    show(form.hidden);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    words.value = words.value.trim();
    if (form.reportValidity()) report(words.value);
  });
  form.addEventListener("keydown", ({ key }) => key === "Escape" && show(false));
  if (unsaid) unsaid.addEventListener("click", () => report(null));
  return [button, below];
}

const EVALUATE = "dateline eval --articles PATH --gold data/gold.jsonl";

async function sent(id, says) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetched(`answers/${id}/wrong`, { method: "POST", headers, body: JSON.stringify({ says }) });
  return response.json();
}
