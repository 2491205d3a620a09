// One article, opened at a quote. Its address is #/articles/<id>?revision=1&start=0&end=9, so that it can be shared.

import { dates, day, element, fetched } from "./dom.js";

const dialog = document.getElementById("article");
const body = document.getElementById("article-body");
const title = document.getElementById("article-title");
const about = document.getElementById("article-about");
const text = document.getElementById("article-text");
const revision = document.getElementById("article-revision");
let wanted = ""; // the address that was opened last: a slow answer to an earlier one is dropped

/** The address of a citation's or a related passage's place. */
export function address({ article_id: id, revision: number, start, end }) {
  return `#/articles/${encodeURIComponent(id)}?revision=${number}&start=${start}&end=${end}`;
}

/** Follow the page's address from now on. */
export function followAddress() {
  document.getElementById("article-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // the backdrop
  dialog.addEventListener("close", leave);
  window.addEventListener("hashchange", open);
  open();
}

function leave() {
  wanted = "";
  if (place(location.hash)) history.replaceState(null, "", location.pathname + location.search);
}

function place(hash) {
  const found = /^#\/articles\/([^?]+)(?:\?(.*))?$/.exec(hash);
  if (!found) return null;
  const query = new URLSearchParams(found[2] ?? "");
  const number = (name) => (/^\d{1,9}$/.test(query.get(name) ?? "") ? Number(query.get(name)) : null);
  return { id: decoded(found[1]), revision: number("revision"), start: number("start"), end: number("end") };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone %: not one of our addresses, and no article either
  }
}

async function open() {
  const at = place(location.hash);
  if (!at) {
    if (dialog.open) dialog.close();
    return;
  }
  wanted = location.hash;
  show("Opening…", [], [], "");
  if (!dialog.open) dialog.showModal();
  try {
    const response = await fetched(`articles/${encodeURIComponent(at.id)}${at.revision ? `?revision=${at.revision}` : ""}`);
    const article = await response.json();
    if (wanted === location.hash) showArticle(article, at);
  } catch (error) {
    if (wanted === location.hash) showTrouble(error);
  }
}

function showArticle(article, { start, end }) {
  const newest = article.revisions.at(-1).number;
  const which = `Revision ${article.revision} of ${newest}`;
  show(article.title ?? "Untitled article", description(article), marked(article.text, start, end), newest > 1 ? which : "");
  text.lang = title.lang = article.language ?? "";
  body.scrollTop = 0;
  text.querySelector("mark")?.scrollIntoView({ block: "center" });
}

function description(article) {
  const parts = [[article.source ?? "source not given"], dates(article)];
  if (article.authors.length) parts.push([article.authors.join(", ")]);
  if (/^https?:\/\//.test(article.url ?? "")) {
    parts.push([element("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, "original page")]);
  }
  return parts.flatMap((part, index) => (index ? [" · ", ...part] : part));
}

/** The text with the quote marked. Offsets count code points, as the archive does; JavaScript counts UTF-16 units. */
function marked(words, start, end) {
  if (start === null || end === null || start >= end) return [words];
  const from = units(words, start);
  const to = units(words, end);
  return [words.slice(0, from), element("mark", {}, words.slice(from, to)), words.slice(to)];
}

function units(words, codePoints) {
  let at = 0;
  for (let left = codePoints; left > 0 && at < words.length; left -= 1) at += words.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

function showTrouble({ message, problem = {} }) {
  const withdrawn = problem.withdrawn_at;
  const words = withdrawn
    ? ["It was withdrawn on ", day(withdrawn), problem.why ? `: ${problem.why}` : ".", " Nothing of it can be shown."]
    : [message];
  show("This article can’t be shown", [], words, "");
}

function show(heading, description, content, note) {
  title.textContent = heading;
  about.replaceChildren(...description);
  text.replaceChildren(...content);
  revision.textContent = note;
}
