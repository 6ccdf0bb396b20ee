"use strict";
const form = document.querySelector("form");
const shape = form.querySelector("select");
const output = form.querySelector("output");
const articles = [...document.querySelectorAll("article")];
const groups = [...document.querySelectorAll("section"), ...document.querySelectorAll(".file")];

function filter() {
  const levels = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
  let shown = 0;
  for (const article of articles) {
    const { level, shape: own } = article.dataset;
    article.hidden = !levels.has(level) || (shape.value !== "" && shape.value !== own);
    shown += article.hidden ? 0 : 1;
  }
  for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
  output.value = `${shown} of ${articles.length}`;
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();
