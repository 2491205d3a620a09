// One question and its answer on the page: what the stream brings, shown as it comes.

import { address } from "./article.js";
import { dates, day, element } from "./dom.js";
import { reporting } from "./wrong.js";

// What to make of a refusal, below the sentence that the service gives for it.
const REASONS = {
  nothing_relevant: "Ask about something else, or add articles on it.",
  not_stated: "There are articles on the subject, but none states this.",
  outside_dates: "Widen or clear the dates to search more articles.",
  source_not_in_archive: "Check the source’s name, or ask all sources.",
  false_premise: "Ask again without it.",
  unsupported_language: "Ask it in another language.",
};
const WITHOUT_MODEL = "Answered without the language model, which failed: the quotes stand as they are.";
const BROKEN_OFF = "The language model broke off. What it had written was checked; quotes stand for the rest.";
const CONFLICTS = { replaced: "A newer article replaces an older one", disputed: "The articles disagree" };

/** A new turn at the end of the log. */
export class Turn {
  #claims = element("ol", { class: "claims" });
  #state = element("p", { class: "state", role: "status" }, "Reading the articles…");

  constructor(log, question) {
    this.element = element("section", { class: "turn", "aria-busy": "true" }, element("h2", { dir: "auto" }, question));
    this.element.append(this.#claims, this.#state);
    log.append(this.element);
  }

  /** What was understood, where the question leans on an earlier one. */
  meta({ question, standalone_question: standalone }) {
    if (standalone === question) return;
    this.#claims.before(element("p", { class: "standalone", dir: "auto" }, `Understood as: ${standalone}`));
  }

  /** A proven claim, with the citations it brought; ones that came before are referred to by number. */
  claim({ claim, citations }) {
    const shown = element("li", { class: "claim" });
    const brought = new Set(citations.map((citation) => citation.number));
    const before = claim.citations.filter((number) => !brought.has(number));
    if (claim.kind === "written" || before.length) {
      shown.append(element("p", { class: "written", dir: "auto" }, claim.text, ...claim.citations.map(mark)));
    }
    citations.forEach((citation, index) => shown.append(card(citation, index === 0 ? claim.said_by : null)));
    this.#claims.append(shown);
  }

  /** The end of the answer: what is missing, what contradicts, what was searched. */
  done(answer) {
    this.#state.remove();
    if (answer.status === "not_answered") this.#refusal(answer);
    if (answer.status === "partly_answered") this.#note("part", `Not answered: ${answer.missing.join("; ") || "a part of it"}.`);
    if (answer.status === "answered" && answer.reason === "false_premise") this.#note("part", "This corrects what the question takes for granted.");
    if (answer.statements !== null) this.#note("part", `${count(answer.statements, "statement")}, in order of date: all that was found.`);
    for (const { kind, citations } of answer.conflicts) {
      this.#note("conflict", `${CONFLICTS[kind]}: `, ...citations.map(mark));
    }
    if (answer.degraded) this.#note("degraded", answer.generator.kind === "model" ? BROKEN_OFF : WITHOUT_MODEL);
    const [button, below] = reporting(answer);
    this.element.append(footer(answer, button), below);
    this.element.removeAttribute("aria-busy");
  }

  /** The answer ends early, and why. What was shown before it was proven, and stays. */
  fail(message) {
    this.#state.remove();
    this.#note("trouble", message);
    this.element.removeAttribute("aria-busy");
  }

  #refusal(answer) {
    this.element.classList.add("refused");
    this.element.append(element("p", { class: "refusal" }, answer.answer));
    if (answer.reason) this.element.append(element("p", { class: "reason" }, REASONS[answer.reason]));
    if (!answer.related.length) return;
    this.element.append(element("h3", {}, "The nearest passages, which don’t answer it"));
    this.element.append(element("ul", { class: "related" }, ...answer.related.map((one) => element("li", {}, card(one)))));
  }

  #note(kind, ...words) {
    this.element.append(element("p", { class: `note ${kind}` }, ...words));
  }
}

function mark(number) {
  return element("sup", {}, `[${number}]`);
}

function card(citation, saidBy = null) {
  const quote = element("blockquote", { dir: "auto", lang: citation.language ?? null }, citation.quote);
  if (citation.number) quote.append(" ", mark(citation.number));
  const link = element("a", { href: address(citation) }, citation.title ?? "Open it in its article");
  return element(
    "figure",
    { class: "card" },
    quote,
    element(
      "figcaption",
      {},
      saidBy && element("span", { class: "speaker" }, `— ${saidBy}`),
      citation.source
        ? element("span", { class: "source" }, citation.source)
        : element("span", { class: "unknown" }, "source not given"),
      element("span", { class: "date" }, ...dates(citation)),
      element("span", { class: "title" }, link),
      citation.also_in?.length > 0 && element("span", { class: "also" }, `also in ${citation.also_in.map(voice).join(", ")}`),
    ),
  );
}

function voice({ source, article_id: id }) {
  return source ?? id;
}

function footer({ coverage, as_of: asOf, interpreted, id }, button) {
  const words = [`Searched ${count(coverage.articles, "article")}, ${count(coverage.passages, "passage")}`];
  if (coverage.embedded < coverage.passages) words.push(` (${coverage.embedded.toLocaleString("en")} by meaning, the rest by their words alone)`);
  if (coverage.undated) words.push(`, ${coverage.undated} undated`);
  if (coverage.from) words.push(", ", day(coverage.from), " to ", day(coverage.to));
  if (asOf) words.push(" · as of ", day(asOf));
  if (interpreted.sources.length) words.push(` · only ${interpreted.sources.join(", ")}`);
  words.push(" · ", element("a", { href: `answers/${id}` }, "record"), " · ", button);
  return element("footer", {}, ...words);
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
