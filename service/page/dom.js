// Building the page. Every word that comes from outside becomes a text node, never markup.

/** An element with attributes and children; strings become text, null and false are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A day in words, UTC as in the archive. */
export function day(moment) {
  return element("time", { datetime: moment }, DAY.format(new Date(moment)));
}

/** When an article was published, and revised where that is another day; or that nobody knows. */
export function dates({ published_at: published, updated_at: updated }) {
  const parts = [published ? day(published) : element("span", { class: "unknown" }, "undated")];
  if (updated && updated.slice(0, 10) !== published?.slice(0, 10)) parts.push(" (revised ", day(updated), ")");
  return parts;
}

/** What went wrong, in the words of the service's problem document or our own. */
export class Trouble extends Error {
  constructor(message, problem = {}) {
    super(message);
    this.problem = problem;
  }
}

/** The response if it went well. Throws Trouble, with words for people, if not. */
export async function fetched(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble("The service can’t be reached. Is it still running?");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Trouble(problem.detail ? `${problem.title}. ${problem.detail}` : "The service could not answer.", problem);
}
