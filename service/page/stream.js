// Reading server-sent events from the answer to a POST, which EventSource cannot send.

import { fetched, Trouble } from "./dom.js";

/** The events of an answer, `{ name, data }` each, ending with `done`. Throws Trouble, also when the stream is cut. */
export async function* ask(request, signal) {
  const response = await fetched("ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(request),
    signal,
  });
  for await (const event of events(response.body)) {
    if (event.name === "error") throw new Trouble(`${event.data.title}. ${event.data.detail}`, event.data);
    yield event;
    if (event.name === "done") return;
  }
  throw new Trouble("The answer was cut off before its end. Ask again.");
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Trouble("The connection broke before the answer’s end. Ask again.");
    }
    if (part.done) return;
    const blocks = (rest + part.value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parsed(block);
      if (event) yield event;
    }
  }
}

function parsed(block) {
  let name = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null; // a comment has no data
}
