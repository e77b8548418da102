// The study in one page: answers stay in this browser until they are downloaded.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const section = (id) => document.getElementById(id);
  const form = section("excerpt").querySelector("form");
  const status = document.querySelector("[role=status]");
  let participant = 0;
  let order = [];
  let place = 0;
  let answers = {};

  const slot = () => `nocturne-survey-${data.study}-${participant}`;
  const load = () => {
    try { return JSON.parse(localStorage.getItem(slot())) || {}; } catch { return {}; }
  };
  const save = () => {
    try {
      localStorage.setItem(slot(), JSON.stringify(answers));
      status.textContent = "Saved in this browser";
    } catch {
      status.textContent = "This browser keeps nothing: do not close the page before you download your answers.";
    }
  };

  function show(id) {
    for (const one of document.querySelectorAll("section")) one.hidden = one.id !== id;
    section(id).querySelector("h1").focus();
    window.scrollTo(0, 0);
  }

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function scale(key, text, points, given) {
    const choices = points.map(({ value, end }) => {
      const input = element("input", { type: "radio", name: key, value, checked: given === value });
      const label = element("span", {}, value);
      if (end) label.append(element("span", { className: "end" }, " " + end));
      return element("label", {}, input, " ", label);
    });
    return element("fieldset", {}, element("legend", {}, text), element("div", { className: "scale" }, ...choices));
  }

  function excerpt() {
    const one = order[place];
    const given = answers[one.id] || {};
    section("excerpt").querySelector("h1").textContent = `Excerpt ${place + 1} of ${order.length}`;
    const audio = document.querySelector("audio");
    audio.src = "data:audio/wav;base64," + one.wav;
    audio.setAttribute("aria-label", `Excerpt ${place + 1}`);
    const scales = data.questions.map((question) => {
      const points = Array.from({ length: data.points }, (_, i) => ({
        value: String(i + 1),
        end: i === 0 ? question.low : i === data.points - 1 ? question.high : "",
      }));
      return scale(question.key, question.text, points, given[question.key]);
    });
    const heard = scale("heard", "Have you heard this music before?", data.heard.map((value) => ({ value })), given.heard);
    const comment = element("textarea", { id: "comment", name: "comment", rows: 3, maxLength: data.longest, value: given.comment || "" });
    const label = element("label", { htmlFor: "comment" }, "Anything you want to say about it (you may leave this empty)");
    form.replaceChildren(...scales, heard, element("p", {}, label, comment));
    status.textContent = "";
    section("back").hidden = place === 0;
    section("next").textContent = place === order.length - 1 ? "Finish" : "Next";
    show("excerpt");
  }

  function done() {
    const keys = [...data.questions.map((question) => question.key), "heard"];
    const open = order.filter((one) => keys.some((key) => !(answers[one.id] || {})[key])).length;
    section("open").textContent = open === 0 ? "Thank you. You answered everything." :
      `Thank you. ${open} of ${order.length} excerpts have open questions; you may answer them or leave it at that.`;
    show("done");
  }

  section("consent").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    participant = Number(section("participant").value);
    order = data.orders[(participant - 1) % data.orders.length].map((i) => data.excerpts[i]);
    answers = load();
    place = order.findIndex((one) => !answers[one.id]);
    if (place < 0) done(); else excerpt();
  });
  form.addEventListener("input", (event) => {
    const one = answers[order[place].id] ||= {};
    one[event.target.name] = event.target.value;
    save();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  section("back").addEventListener("click", () => { place -= 1; excerpt(); });
  section("next").addEventListener("click", () => {
    place += 1;
    if (place === order.length) { place = order.length - 1; done(); } else excerpt();
  });
  section("again").addEventListener("click", () => { place = 0; excerpt(); });
  section("download").addEventListener("click", () => {
    const text = JSON.stringify({ format: data.format, study: data.study, participant, answers }, null, 1);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = element("a", { href: address, download: `answers-${String(participant).padStart(3, "0")}.json` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  });
})();
